"""Rows for tests: each factory makes a valid row of its model, a test names only what matters to it.

Call ``ClusterFactory.create(…)``, which the type checker knows to return a ``Cluster``.
"""

# mypy: disable-error-code="attr-defined, no-untyped-call"
# factory-boy types its factories, but neither exports nor types its declarations.

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from clusters.models import CentreProvince, Cluster, ClusterProvince, PromotionCentre, Province, Region, Sector
from members.models import (
    ChangeProposal,
    Consent,
    Contact,
    Different,
    Disclosure,
    EnterpriseFigures,
    Erasure,
    ImportBatch,
    Linkage,
    Membership,
    Merge,
    Office,
    Organisation,
    Person,
    PrivacyRequest,
    Support,
    User,
)
from programmes.models import (
    UNIT_OF_MEASURE,
    Assessment,
    Basis,
    Confidence,
    Edition,
    Funder,
    Indicator,
    LockRequest,
    Measure,
    Measurement,
    Milestone,
    Objective,
    Participation,
    ReportedFigure,
    Round,
    Scope,
    Source,
    Step,
    Target,
)
from programmes.models.rounds import locks_turned
from programmes.operations.editions import draft_edition

PASSWORD = "ผ้าไหม-khonkaen-12"


class ProvinceFactory(DjangoModelFactory[Province]):
    class Meta:
        model = Province

    code = factory.Sequence(lambda n: f"{n % 100:02d}")
    name = factory.Sequence(lambda n: f"จังหวัดที่ {n}")
    name_en = factory.Sequence(lambda n: f"Province {n}")
    region = Region.NORTHEASTERN


class PromotionCentreFactory(DjangoModelFactory[PromotionCentre]):
    """At most twelve can stand in one database: numbers 0 to 11."""

    class Meta:
        model = PromotionCentre

    number = factory.Sequence(lambda n: n % 12)
    name = factory.LazyAttribute(lambda centre: f"ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ {centre.number}")
    name_en = factory.LazyAttribute(lambda centre: f"Industrial Promotion Centre {centre.number}")
    short_name = factory.LazyAttribute(lambda centre: f"ศภ.{centre.number}")
    seat = factory.SubFactory(ProvinceFactory)


class CentreProvinceFactory(DjangoModelFactory[CentreProvince]):
    class Meta:
        model = CentreProvince

    centre = factory.SubFactory(PromotionCentreFactory)
    province = factory.SubFactory(ProvinceFactory)
    from_year = 2546


class SectorFactory(DjangoModelFactory[Sector]):
    class Meta:
        model = Sector

    code = factory.Sequence(lambda n: f"sector-{n}")
    position = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"สาขาที่ {n}")
    name_en = factory.Sequence(lambda n: f"Sector {n}")


class ClusterFactory(DjangoModelFactory[Cluster]):
    class Meta:
        model = Cluster

    name = factory.Sequence(lambda n: f"คลัสเตอร์ที่ {n}")
    name_en = factory.Sequence(lambda n: f"Cluster {n}")
    sector = factory.SubFactory(SectorFactory)
    state = Cluster.State.PUBLIC


class ClusterProvinceFactory(DjangoModelFactory[ClusterProvince]):
    class Meta:
        model = ClusterProvince

    cluster = factory.SubFactory(ClusterFactory)
    province = factory.SubFactory(ProvinceFactory)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"สมชาย ใจดี {n}")


class UserFactory(DjangoModelFactory[User]):
    """An officer who may open the admin and nothing in it; the password is ``PASSWORD``."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"officer{n}@example.go.th")
    is_staff = True

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        user: User = model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
        return user


class SuperuserFactory(UserFactory):
    email = factory.Sequence(lambda n: f"admin{n}@example.go.th")
    is_superuser = True


class FunderFactory(DjangoModelFactory[Funder]):
    """An agency other than the department."""

    class Meta:
        model = Funder

    code = factory.Sequence(lambda n: f"funder-{n}")
    name = factory.Sequence(lambda n: f"หน่วยงานที่ {n}")
    short_name = factory.Sequence(lambda n: f"นง.{n}")


class DepartmentFactory(DjangoModelFactory[Funder]):
    """The department: the same row however often it's asked for."""

    class Meta:
        model = Funder
        django_get_or_create = ("code",)

    code = "department"
    name = "กรมส่งเสริมอุตสาหกรรม"
    name_en = "Department of Industrial Promotion"
    short_name = "กสอ."
    short_name_en = "DIP"
    is_department = True


class RoundFactory(DjangoModelFactory[Round]):
    """An open round; asking twice for a fiscal year gives the same round."""

    class Meta:
        model = Round
        django_get_or_create = ("fiscal_year",)

    fiscal_year = factory.Sequence(lambda n: 2560 + n % 100)
    state = Round.State.OPEN

    @classmethod
    def _create(cls, model_class: type[Round], *args: Any, **kwargs: Any) -> Round:
        """Make it with its locks, without the two people that turn them."""
        with locks_turned():
            made: Round = super()._create(model_class, *args, **kwargs)
        return made


def with_locks(held: Round, **locks: bool) -> Round:
    """Turn the locks of a year, without the two people."""
    for name, closed in locks.items():
        setattr(held, name, closed)
    with locks_turned():
        held.save()
    return held


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    code = factory.Sequence(lambda n: f"S{n}")
    title = factory.Sequence(lambda n: f"รายงานฉบับที่ {n}")
    publisher = "กรมส่งเสริมอุตสาหกรรม"


class ParticipationFactory(DjangoModelFactory[Participation]):
    """A new cluster, paid for by the department, in an open round."""

    class Meta:
        model = Participation

    cluster = factory.SubFactory(ClusterFactory)
    round = factory.SubFactory(RoundFactory)
    entry = Participation.Entry.NEW
    funder = factory.SubFactory(DepartmentFactory)


class ReportedFigureFactory(DjangoModelFactory[ReportedFigure]):
    """The total of one year, its scope not stated; the unit follows the measure."""

    class Meta:
        model = ReportedFigure

    from_year = 2550
    to_year = factory.SelfAttribute("from_year")
    measure = Measure.TOTAL
    value = Decimal(27)
    unit = factory.LazyAttribute(lambda figure: UNIT_OF_MEASURE[figure.measure])
    scope = Scope.NOT_STATED
    year_basis = Basis.STATED
    confidence = Confidence.HIGH
    source = factory.SubFactory(SourceFactory)
    quotation = "รวมเป็น 27 กลุ่ม"


class EditionFactory(DjangoModelFactory[Edition]):
    """A draft of the first edition of a closed year, as its operation leaves it: nothing else makes a whole one."""

    class Meta:
        model = Edition

    round = factory.SubFactory(RoundFactory, state=Round.State.HISTORICAL)
    drafted_by = factory.SubFactory(UserFactory, role="editor")

    @classmethod
    def _create(cls, model_class: type[Edition], *args: Any, **kwargs: Any) -> Edition:
        return draft_edition(kwargs["round"], by=kwargs["drafted_by"], reason=kwargs.get("reason", ""))


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    code = factory.Sequence(lambda n: f"milestone-{n}")
    year = 2547
    title = factory.Sequence(lambda n: f"เหตุการณ์ที่ {n}")
    text = "ลงนามบันทึกข้อตกลงความร่วมมือ"
    source = factory.SubFactory(SourceFactory)


class ObjectiveFactory(DjangoModelFactory[Objective]):
    class Meta:
        model = Objective

    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"วัตถุประสงค์ที่ {n}")
    source = factory.SubFactory(SourceFactory)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A public community enterprise: named without anybody's consent, without a juristic number."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"วิสาหกิจชุมชนผ้าไหม {n}")
    kind = Organisation.Kind.COMMUNITY_ENTERPRISE
    state = Organisation.State.PUBLIC


class SoleTraderFactory(OrganisationFactory):
    """A public organisation that is a person: named by consent only."""

    name = factory.Sequence(lambda n: f"นางสาวสมศรี มีสุข {n}")
    kind = Organisation.Kind.SOLE_TRADER


class ContactFactory(DjangoModelFactory[Contact]):
    """An e-mail address of a person."""

    class Meta:
        model = Contact

    person = factory.SubFactory(PersonFactory)
    kind = Contact.Kind.EMAIL
    value = factory.Sequence(lambda n: f"somchai{n}@example.com")


class ConsentFactory(DjangoModelFactory[Consent]):
    """A person's consent to their name, which still stands."""

    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    item = Consent.Item.NAME
    given_on = date(2026, 1, 15)
    wording = "ข้าพเจ้ายินยอมให้กรมส่งเสริมอุตสาหกรรมเผยแพร่ชื่อของข้าพเจ้าบนเว็บไซต์"
    source = "แบบยินยอมเลขที่ 1"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    cluster = factory.SubFactory(ClusterFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    position = Membership.Position.UPSTREAM
    from_year = 2566


class SupportFactory(DjangoModelFactory[Support]):
    """A university that does research for a cluster."""

    class Meta:
        model = Support

    organisation = factory.SubFactory(OrganisationFactory, kind=Organisation.Kind.EDUCATION)
    cluster = factory.SubFactory(ClusterFactory)
    service = Support.Service.RESEARCH
    from_year = 2566


class ImportBatchFactory(DjangoModelFactory[ImportBatch]):
    """A file that was refused: nothing works on it by itself."""

    class Meta:
        model = ImportBatch

    file_name = factory.Sequence(lambda n: f"รายชื่อ {n}.xlsx")
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    size = 1000
    stored_as = factory.Sequence(lambda n: f"no-such-file-{n}")
    state = ImportBatch.State.REFUSED
    author = factory.SubFactory(UserFactory)
    asked_by = factory.SelfAttribute("author")


class LinkageFactory(DjangoModelFactory[Linkage]):
    class Meta:
        model = Linkage

    from_organisation = factory.SubFactory(OrganisationFactory)
    to_organisation = factory.SubFactory(OrganisationFactory)
    kind = Linkage.Kind.SUPPLY
    from_year = 2566


class OfficeFactory(DjangoModelFactory[Office]):
    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    cluster = factory.SubFactory(ClusterFactory)
    role = Office.Role.PRESIDENT
    from_year = 2566


class EnterpriseFiguresFactory(DjangoModelFactory[EnterpriseFigures]):
    """A small manufacturer by both measures."""

    class Meta:
        model = EnterpriseFigures

    organisation = factory.SubFactory(OrganisationFactory)
    fiscal_year = 2567
    activity = "manufacturing"
    employees = 20
    revenue_thb = Decimal(12_000_000)


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """One that people enter once a year and that may be added up, in baht."""

    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"indicator-{n}")
    position = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"ตัวชี้วัดที่ {n}")
    definition = "มูลค่าที่สมาชิกขายได้ในปีงบประมาณ"
    unit = "บาท"
    decimals = 2
    rule = Indicator.Rule.SUM


class TargetFactory(DjangoModelFactory[Target]):
    """What one group aims at."""

    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    participation = factory.SubFactory(ParticipationFactory)
    value = Decimal(1_000_000)


class MeasurementFactory(DjangoModelFactory[Measurement]):
    """A draft of a whole year; ``approved=True`` makes it count."""

    class Meta:
        model = Measurement

    class Params:
        approved = factory.Trait(
            state=Measurement.State.APPROVED,
            enterprises=20,
            approver=factory.SubFactory(UserFactory),
            approved_at=datetime(2026, 11, 1, tzinfo=UTC),
        )

    indicator = factory.SubFactory(IndicatorFactory)
    participation = factory.SubFactory(ParticipationFactory)
    value = Decimal(900_000)
    author = factory.SubFactory(UserFactory)


class AssessmentFactory(DjangoModelFactory[Assessment]):
    """A group in its second step."""

    class Meta:
        model = Assessment

    participation = factory.SubFactory(ParticipationFactory)
    assessed_on = factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n % 300))
    step = Step.DIAGNOSIS
    evidence = "รายงานการประชุมกลุ่ม"


class PrivacyRequestFactory(DjangoModelFactory[PrivacyRequest]):
    """A request that waits, and of which nobody has found out yet whom it is about."""

    class Meta:
        model = PrivacyRequest

    reference = factory.Sequence(lambda n: f"REF{n:05d}")
    kind = PrivacyRequest.Kind.WITHDRAW
    name = "สมชาย ใจดี"
    reach = "089-999-9999"
    text = "ขอไม่ให้เผยแพร่เบอร์โทรศัพท์"
    received_on = date(2026, 11, 1)
    due_on = date(2026, 12, 1)


class DisclosureFactory(DjangoModelFactory[Disclosure]):
    class Meta:
        model = Disclosure

    user = factory.SubFactory(UserFactory)
    kind = Disclosure.Kind.PAGE
    address = "/admin/members/person/1/change/"
    rows = 1
    subject = "members.Person:1"


class ErasureFactory(DjangoModelFactory[Erasure]):
    class Meta:
        model = Erasure

    key = factory.Sequence(lambda n: f"{n:064d}")
    by = factory.SubFactory(UserFactory)
    reason = "คำขอ REF00001"
    rows = 3


class MergeFactory(DjangoModelFactory[Merge]):
    class Meta:
        model = Merge

    kept = factory.SubFactory(OrganisationFactory)
    dropped = factory.SubFactory(OrganisationFactory)
    before = factory.Dict({"members.organisation": {"1": 1}})
    after = factory.Dict({"members.organisation": {"1": 2}})
    merged_at = datetime(2026, 11, 1, tzinfo=UTC)


class DifferentFactory(DjangoModelFactory[Different]):
    class Meta:
        model = Different

    first = factory.SubFactory(OrganisationFactory)
    second = factory.SubFactory(OrganisationFactory)


class ChangeProposalFactory(DjangoModelFactory[ChangeProposal]):
    """Somebody would rename an organisation; it waits."""

    class Meta:
        model = ChangeProposal

    organisation = factory.SubFactory(OrganisationFactory)
    changes = factory.LazyAttribute(lambda proposal: {"name": [proposal.organisation.name, "ชื่อใหม่"]})
    reason = "ตามหนังสือรับรอง"
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = datetime(2026, 11, 1, tzinfo=UTC)


class LockRequestFactory(DjangoModelFactory[LockRequest]):
    class Meta:
        model = LockRequest

    round = factory.SubFactory(RoundFactory)
    lock = LockRequest.Lock.PARTICIPATION
    action = LockRequest.Action.CLOSE
    reason = "ครบถ้วนแล้ว"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 11, 1, tzinfo=UTC)
