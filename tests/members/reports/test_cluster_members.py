"""Who takes part in one cluster."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from members.models import Consent, Linkage, Membership, Organisation, Support
from members.reports.cluster_members import SHOWN, ClusterMembers
from tests.factories import (
    ClusterFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    ProvinceFactory,
    SectorFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2570


def test_members_stand_by_place_in_the_chain_and_in_dictionary_order() -> None:
    cluster = ClusterFactory.create()
    for name, position in [("ข", "downstream"), ("ค", "upstream"), ("ก", "upstream"), ("ง", "unknown")]:
        MembershipFactory.create(cluster=cluster, organisation__name=name, position=position)
    members = ClusterMembers.of(cluster, YEAR)
    told = [(place.label, [member.name for member in place.members]) for place in members.positions]
    assert told == [("ต้นน้ำ", ["ก", "ค"]), ("ปลายน้ำ", ["ข"]), ("ไม่ทราบ", ["ง"])]
    assert members.count == 4


def test_drafts_and_those_who_left_are_neither_named_nor_counted() -> None:
    cluster = ClusterFactory.create()
    MembershipFactory.create(cluster=cluster, organisation__state=Organisation.State.DRAFT)
    MembershipFactory.create(cluster=cluster, to_year=YEAR - 1)
    SupportFactory.create(cluster=cluster, to_year=YEAR - 1)
    SupportFactory.create(cluster=cluster, organisation__state=Organisation.State.DRAFT)
    OfficeFactory.create(cluster=cluster, to_year=YEAR - 1)
    members = ClusterMembers.of(cluster, YEAR)
    assert (members.count, members.positions, members.services, members.offices) == (0, (), (), ())
    assert members.partner_count == 0


def test_an_ended_cluster_tells_each_who_took_part_once() -> None:
    cluster = ClusterFactory.create(state=Cluster.State.ENDED)
    row = OrganisationFactory.create()
    MembershipFactory.create(cluster=cluster, organisation=row, from_year=2560, to_year=2561, position="upstream")
    MembershipFactory.create(cluster=cluster, organisation=row, from_year=2564, to_year=2565, position="downstream")
    members = ClusterMembers.of(cluster, YEAR)
    assert [(place.position, place.count) for place in members.positions] == [("downstream", 1)]


def test_fifty_members_are_shown_and_no_place_is_crowded_out() -> None:
    cluster = ClusterFactory.create()
    for position, count in [("upstream", 60), ("downstream", 3)]:
        for _ in range(count):
            MembershipFactory.create(cluster=cluster, position=position)
    members = ClusterMembers.of(cluster, YEAR)
    assert [(place.count, len(place.members), place.rest) for place in members.positions] == [(60, 47, 13), (3, 3, 0)]
    assert sum(len(place.members) for place in members.positions) == SHOWN


def test_links_are_those_between_two_members() -> None:
    cluster = ClusterFactory.create()
    one, two = (MembershipFactory.create(cluster=cluster).organisation for _ in range(2))
    LinkageFactory.create(from_organisation=one, to_organisation=two)
    LinkageFactory.create(from_organisation=two, to_organisation=one, kind=Linkage.Kind.KNOWLEDGE)
    LinkageFactory.create(from_organisation=one)
    links = ClusterMembers.of(cluster, YEAR).links
    assert [(link.source.code, link.target.code, link.is_supply) for link in links] == [
        (two.code, one.code, False),
        (one.code, two.code, True),
    ]


def test_partners_stand_by_service_and_count_once() -> None:
    cluster, row = ClusterFactory.create(), OrganisationFactory.create(name="มหาวิทยาลัย")
    for service in (Support.Service.RESEARCH, Support.Service.TESTING):
        SupportFactory.create(cluster=cluster, organisation=row, service=service)
    members = ClusterMembers.of(cluster, YEAR)
    assert [(service.label, len(service.partners)) for service in members.services] == [
        (str(Support.Service.RESEARCH.label), 1),
        (str(Support.Service.TESTING.label), 1),
    ]
    assert members.partner_count == 1


def test_fifty_links_and_partners_are_shown_and_all_are_counted() -> None:
    cluster = ClusterFactory.create()
    first = MembershipFactory.create(cluster=cluster).organisation
    for _ in range(SHOWN + 2):
        row = MembershipFactory.create(cluster=cluster).organisation
        LinkageFactory.create(from_organisation=first, to_organisation=row)
        SupportFactory.create(cluster=cluster, organisation=row)
        SupportFactory.create(cluster=cluster, organisation=row, service=Support.Service.TESTING)
    members = ClusterMembers.of(cluster, YEAR)
    assert (len(members.links), members.link_count, members.more_links) == (SHOWN, SHOWN + 2, 2)
    shown = sum(len(service.partners) for service in members.services)
    assert (shown, members.partner_count, members.more_partners) == (SHOWN, SHOWN + 2, 2)


def test_an_office_is_reachable_by_consent_to_the_office_and_a_contact() -> None:
    office = OfficeFactory.create()
    ContactFactory.create(person=office.person)
    ConsentFactory.create(person=office.person, item=Consent.Item.EMAIL)
    assert ClusterMembers.of(office.cluster, YEAR).reachable == ()
    ConsentFactory.create(person=office.person, item=Consent.Item.OFFICE)
    assert len(ClusterMembers.of(office.cluster, YEAR).reachable) == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_cost_does_not_grow_with_the_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cluster = ClusterFactory.create()
    first = MembershipFactory.create(cluster=cluster).organisation
    for n in range(count):
        province = ProvinceFactory.create()
        row = OrganisationFactory.create(sector=SectorFactory.create(), province=province)
        EnterpriseFiguresFactory.create(organisation=row)
        MembershipFactory.create(cluster=cluster, organisation=row, position=Membership.Position.values[n % 5])
        LinkageFactory.create(from_organisation=first, to_organisation=row)
        SupportFactory.create(cluster=cluster, organisation__province=province)
        OfficeFactory.create(cluster=cluster)
    with django_assert_num_queries(6):
        members = ClusterMembers.of(cluster, YEAR)
    assert (members.count, len(members.links), len(members.offices)) == (count + 1, count, count)
