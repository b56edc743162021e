"""Which organisations a visitor of the directory asks for."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster, Region
from members.models import Organisation
from members.reports.organisation_directory import OrganisationSelection, in_public, organisations_per_province
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ConsentFactory,
    MembershipFactory,
    OrganisationFactory,
    ProvinceFactory,
    SectorFactory,
    SoleTraderFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2570


def found(**asked: Any) -> list[str]:
    return [row.name for row in OrganisationSelection(year=YEAR, **asked).rows()]


def test_all_that_is_public_stands_in_dictionary_order() -> None:
    for name in ("ไม้", "เซรามิก", "ผ้าไหม"):
        OrganisationFactory.create(name=name)
    OrganisationFactory.create(state=Organisation.State.DRAFT)
    assert found() == ["เซรามิก", "ผ้าไหม", "ไม้"]


def test_each_filter_keeps_its_own() -> None:
    held = CentreProvinceFactory.create(centre__number=5, province__region=Region.SOUTHERN)
    past = CentreProvinceFactory.create(centre=held.centre, from_year=2540, to_year=2560)
    kept = OrganisationFactory.create(
        name="ไหม", sector=SectorFactory.create(code="silk"), province=held.province, kind="cooperative"
    )
    OrganisationFactory.create(name="ไม้", sector=SectorFactory.create(), province=past.province)
    MembershipFactory.create(organisation=kept, position="midstream", cluster=ClusterFactory.create())
    asked: list[dict[str, Any]] = [
        {"query": "ไหม"},
        {"sector": "silk"},
        {"region": "southern"},
        {"province": held.province.code},
        {"centre": 5},
        {"kind": "cooperative"},
        {"role": "member"},
        {"position": "midstream"},
        {"cluster": "C0001"},
    ]
    assert [found(**one) for one in asked] == [["ไหม"]] * len(asked)


def test_partners_are_those_that_support_and_of_a_cluster_when_one_is_asked_for() -> None:
    support = SupportFactory.create(organisation__name="มหาวิทยาลัย")
    SupportFactory.create(organisation__name="ธนาคาร")
    MembershipFactory.create(cluster=support.cluster)
    assert found(role="partner") == ["ธนาคาร", "มหาวิทยาลัย"]
    assert found(role="partner", cluster=support.cluster.code) == ["มหาวิทยาลัย"]


def test_a_draft_cluster_and_a_membership_that_ended_make_no_member_but_an_ended_cluster_does() -> None:
    MembershipFactory.create(cluster__state=Cluster.State.DRAFT)
    MembershipFactory.create(to_year=YEAR - 1)
    MembershipFactory.create(organisation__name="เดิม", cluster__state=Cluster.State.ENDED, to_year=YEAR - 1)
    assert found(role="member") == ["เดิม"]


def test_position_and_cluster_are_of_the_same_membership() -> None:
    first = MembershipFactory.create(position="upstream")
    MembershipFactory.create(organisation=first.organisation, position="downstream")
    assert found(cluster=first.cluster.code, position="downstream") == []


def test_a_hidden_name_is_not_found_and_a_consented_one_is() -> None:
    row = SoleTraderFactory.create(name="สมศรี มีสุข")
    assert found(query="สมศรี") == []
    ConsentFactory.create(person=None, organisation=row)
    assert found(query="สมศรี") == ["สมศรี มีสุข"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_cost_does_not_grow_with_the_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        OrganisationFactory.create(sector=SectorFactory.create(), province=ProvinceFactory.create())
        OrganisationFactory.create(kind="sole_trader", juristic_number="")
    with django_assert_num_queries(1):
        assert len(in_public(list(OrganisationSelection(year=YEAR).rows().as_listed()))) == 2 * count


def test_provinces_are_counted_once_in_a_while(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    province = ProvinceFactory.create()
    OrganisationFactory.create(province=province)
    OrganisationFactory.create(province=province, state=Organisation.State.DRAFT)
    empty = ProvinceFactory.create()
    assert organisations_per_province() == {province.code: 1, empty.code: 0}
    with django_assert_num_queries(0):
        assert organisations_per_province()[empty.code] == 0
