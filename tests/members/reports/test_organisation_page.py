"""What the page of one organisation tells."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from members.models import Linkage, Membership, Organisation, Support
from members.reports.organisation_page import SHOWN, OrganisationPage
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OrganisationFactory,
    SectorFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2570


def page_of(row: Organisation) -> OrganisationPage:
    page = OrganisationPage.of(row, YEAR)
    assert page is not None
    return page


@pytest.mark.parametrize("state", [Organisation.State.DRAFT, Organisation.State.MERGED])
def test_a_draft_and_a_merged_row_have_no_page(state: str) -> None:
    row = OrganisationFactory.create()
    row.state = state
    assert OrganisationPage.of(row, YEAR) is None


def test_clusters_are_told_with_position_and_years_and_an_unknown_position_is_left_open() -> None:
    row = OrganisationFactory.create()
    MembershipFactory.create(organisation=row, cluster__name="ข", position="unknown", from_year=None)
    MembershipFactory.create(organisation=row, cluster__name="ก", position="downstream", from_year=2566, to_year=2567)
    lines = [(line.cluster.name, line.label, line.years) for line in page_of(row).memberships]
    assert lines == [("ก", Membership.Position.DOWNSTREAM.label, "พ.ศ. 2566 ถึง พ.ศ. 2567"), ("ข", "", "")]


def test_a_draft_cluster_is_neither_joined_nor_served() -> None:
    row, draft = OrganisationFactory.create(), ClusterFactory.create(state=Cluster.State.DRAFT)
    MembershipFactory.create(organisation=row, cluster=draft)
    SupportFactory.create(organisation=row, cluster=draft)
    assert (page_of(row).memberships, page_of(row).services) == ((), ())


def test_services_are_those_of_a_partner() -> None:
    row = SupportFactory.create(service=Support.Service.TESTING).organisation
    assert [line.label for line in page_of(row).services] == [str(Support.Service.TESTING.label)]


def test_a_supply_has_a_direction_and_what_is_done_together_has_none() -> None:
    row = OrganisationFactory.create()
    LinkageFactory.create(from_organisation=row)
    LinkageFactory.create(to_organisation=row)
    LinkageFactory.create(to_organisation=row, kind=Linkage.Kind.JOINT_RESEARCH)
    assert sorted(link.direction for link in page_of(row).links) == ["", "from", "to"]


def test_a_link_to_a_draft_is_not_told() -> None:
    row = LinkageFactory.create(to_organisation__state=Organisation.State.DRAFT).from_organisation
    assert page_of(row).links == ()


def test_the_centre_is_the_one_of_the_province() -> None:
    held = CentreProvinceFactory.create(centre__number=5)
    CentreProvinceFactory.create(centre__number=6)
    row = OrganisationFactory.create(province=held.province)
    assert [centre.number for centre in page_of(row).centres.lines] == [5]
    assert page_of(OrganisationFactory.create()).centres.lines == ()


@pytest.mark.parametrize("count", [1, 20])
def test_the_cost_does_not_grow_with_the_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    held = CentreProvinceFactory.create(centre__number=5)
    row = OrganisationFactory.create(province=held.province, sector=SectorFactory.create())
    EnterpriseFiguresFactory.create(organisation=row)
    for _ in range(count):
        MembershipFactory.create(organisation=row)
        SupportFactory.create(organisation=row)
        LinkageFactory.create(from_organisation=row, to_organisation__province=held.province)
    row = Organisation.objects.select_related("sector", "province").get(pk=row.pk)
    with django_assert_num_queries(7):
        page = page_of(row)
    assert len(page.memberships) == len(page.services) == len(page.links) == count


def test_fifty_links_are_shown_and_all_are_counted() -> None:
    row = OrganisationFactory.create()
    for _ in range(SHOWN + 2):
        LinkageFactory.create(from_organisation=row)
    page = page_of(row)
    assert (len(page.links), page.link_count, page.more_links) == (SHOWN, SHOWN + 2, 2)
