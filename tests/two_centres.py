"""Two centres with a cluster each and all that hangs on it, and the accounts that work with them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from clusters.models import Cluster, PromotionCentre
from members.models import Office, User
from records.models import Record
from tests import factories
from tests.addresses import ROW_KINDS


@dataclass(frozen=True)
class World:
    """``own`` and ``others`` hold a row of each kind by label; what is of no centre is the same in both."""

    own: dict[str, Model]
    others: dict[str, Model]
    centre: PromotionCentre

    def account(self, role: str) -> User:
        if role == "superuser":
            return factories.SuperuserFactory.create()
        if role == "centre":
            return factories.UserFactory.create(role=User.Role.EDITOR, centre=self.centre)
        roles = {"headquarters": User.Role.EDITOR, "manager": User.Role.MANAGER, "none": ""}
        return factories.UserFactory.create(role=roles[role])


def two_centres() -> World:
    shared: list[Record] = [
        factories.RoundFactory.create(fiscal_year=2570),
        factories.DepartmentFactory.create(),
        factories.ReportedFigureFactory.create(),
        factories.MilestoneFactory.create(),
        factories.ObjectiveFactory.create(),
        factories.IndicatorFactory.create(),
        factories.EditionFactory.create(round__fiscal_year=2549),
        factories.UserFactory.create(),
    ]
    north, south = (factories.PromotionCentreFactory.create(number=number) for number in (1, 2))
    rows = [of_centre(each) for each in (north, south)]
    shared += [rows[0][0].sector, shared[2].source, factories.ProvinceFactory.create(), north]  # type: ignore[attr-defined]
    own, others = ({row._meta.label_lower: row for row in [*shared, *mine]} for mine in rows)
    assert own.keys() - ROW_KINDS.keys() <= {"members.contact", "members.consent"}
    return World(own, others, north)


def cluster_of(*centres: PromotionCentre, **values: Any) -> Cluster:
    """Return a cluster that works in a province of each of the centres."""
    cluster = factories.ClusterFactory.create(**values)
    for centre in centres:
        held = factories.CentreProvinceFactory.create(centre=centre)
        factories.ClusterProvinceFactory.create(cluster=cluster, province=held.province)
    return cluster


def of_centre(centre: PromotionCentre) -> list[Any]:
    cluster = cluster_of(centre)
    taking_part = factories.ParticipationFactory.create(
        cluster=cluster, round=factories.RoundFactory.create(fiscal_year=2570)
    )
    member = factories.MembershipFactory.create(cluster=cluster, organisation__name=f"หน่วยงานของ {centre.short_name}")
    person = factories.PersonFactory.create(name=f"ผู้ประสานงานของ {centre.short_name}")
    return [
        cluster,
        member,
        member.organisation,
        factories.SupportFactory.create(cluster=cluster),
        factories.LinkageFactory.create(from_organisation=member.organisation, to_organisation=partner_in(cluster)),
        factories.EnterpriseFiguresFactory.create(organisation=member.organisation),
        taking_part,
        factories.TargetFactory.create(participation=taking_part),
        factories.MeasurementFactory.create(participation=taking_part),
        factories.AssessmentFactory.create(participation=taking_part),
        factories.OfficeFactory.create(cluster=cluster, person=person, role=Office.Role.CDA),
        person,
        factories.ImportBatchFactory.create(centre=centre),
        factories.ChangeProposalFactory.create(organisation=member.organisation),
        factories.ContactFactory.create(person=person, value=f"cda{centre.number}@example.com"),
        factories.ContactFactory.create(
            person=None, organisation=member.organisation, value=f"firm{centre.number}@example.com"
        ),
    ]


def partner_in(cluster: Cluster) -> Any:
    return factories.MembershipFactory.create(cluster=cluster).organisation
