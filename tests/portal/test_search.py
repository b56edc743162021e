"""What a search of the whole portal finds."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from members.models import Organisation
from portal.search import SHOWN, Hits, SearchFound
from tests.factories import (
    ClusterFactory,
    ClusterProvinceFactory,
    ConsentFactory,
    OrganisationFactory,
    ProvinceFactory,
    SectorFactory,
    SoleTraderFactory,
)

pytestmark = pytest.mark.django_db


def titles(hits: Hits) -> list[str]:
    return [hit.title for hit in hits.shown]


@pytest.mark.parametrize("query", ["ไหม", "ผาไหม", "SILK", "  ไหม "])
def test_clusters_and_organisations_are_found_by_part_of_a_name(query: str) -> None:
    ClusterFactory.create(name="ผ้าไหม ขอนแก่น", name_en="Silk")
    OrganisationFactory.create(name="ผ้าไหมไทย", name_en="Thai Silk")
    OrganisationFactory.create(name="เซรามิก")
    found = SearchFound.of(query)
    assert (titles(found.clusters), titles(found.organisations)) == (["ผ้าไหม ขอนแก่น"], ["ผ้าไหมไทย"])


@pytest.mark.parametrize("query", ["ไหม", "Zilk", "zilk"])
def test_what_is_called_exactly_so_comes_first(query: str) -> None:
    for name, english in [("กลุ่มไหม", "A Zilk"), ("ไหม", "Zilk"), ("ก ไหม", "Zilk B")]:
        ClusterFactory.create(name=name, name_en=english)
        OrganisationFactory.create(name=name, name_en=english)
    found = SearchFound.of(query)
    assert (titles(found.clusters)[0], titles(found.organisations)[0]) == ("ไหม", "ไหม")
    assert (len(found.clusters.shown), len(found.organisations.shown)) == (3, 3)


def test_a_code_finds_its_own_first() -> None:
    rows = OrganisationFactory.create_batch(2)
    rows[1].name = f"ก {rows[0].code}"
    rows[1].save()
    assert SearchFound.of(rows[0].code.lower()).organisations.shown[0].code == rows[0].code


def test_drafts_are_not_found() -> None:
    ClusterFactory.create(name="ผ้าไหม", state=Cluster.State.DRAFT)
    OrganisationFactory.create(name="ผ้าไหม", state=Organisation.State.DRAFT)
    assert SearchFound.of("ผ้าไหม").is_empty


def test_a_hidden_name_is_neither_found_nor_told_by_the_order_and_a_consented_one_is_found() -> None:
    hidden = SoleTraderFactory.create(name="สมศรี", trade_name="ร้านสมศรีไหม")
    OrganisationFactory.create(name="กลุ่มสมศรี")
    found = SearchFound.of("สมศรี").organisations
    assert titles(found) == ["กลุ่มสมศรี", "ร้านสมศรีไหม"]
    assert "สมศรี" not in [name for hit in found.shown for name in hit.other_names]
    hidden.trade_name = ""
    hidden.save()
    assert titles(SearchFound.of("สมศรี").organisations) == ["กลุ่มสมศรี"]
    ConsentFactory.create(person=None, organisation=hidden)
    assert sorted(titles(SearchFound.of("สมศรี").organisations)) == ["กลุ่มสมศรี", "สมศรี"]


@pytest.mark.parametrize("query", ["", "  ", "่้"])
def test_what_holds_no_sign_to_search_for_finds_nothing(query: str) -> None:
    ClusterFactory.create()
    assert SearchFound.of(query).is_empty


def test_one_or_two_signs_are_found_at_the_beginning_only() -> None:
    ClusterFactory.create(name="ผ้าไหม")
    found = SearchFound.of("ไห")
    assert (found.terms.prefix_only, found.is_empty) == (True, True)
    assert titles(SearchFound.of("ผ้").clusters) == ["ผ้าไหม"]


def test_the_first_are_shown_and_all_are_counted_and_linked() -> None:
    ClusterFactory.create_batch(SHOWN + 2)
    found = SearchFound.of("คลัสเตอร์ที่").clusters
    assert (len(found.shown), found.count, found.capped, found.has_more) == (SHOWN, SHOWN + 2, False, True)
    assert found.address.startswith("/clusters/?q=%E0%B8%84")


@pytest.mark.parametrize(("count", "queries"), [(1, 5), (9, 5), (11, 9), (30, 9)])
def test_the_cost_does_not_grow_with_the_hits(
    count: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A rare word's hits tell how many there are, and which of them are called exactly so.

    Two more queries, once a minute, tell the sectors and provinces.
    """
    for n in range(count):
        place = ClusterProvinceFactory.create(cluster__name=f"ไหม {n}")
        ClusterProvinceFactory.create(cluster=place.cluster)
        OrganisationFactory.create(name=f"ไหม {n}", sector=SectorFactory.create(), province=ProvinceFactory.create())
    with django_assert_num_queries(queries):
        found = SearchFound.of("ไหม").organisations
    assert (len(found.shown), found.count) == (min(count, SHOWN), count)
