"""Sectors and provinces that a search may mean."""

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from clusters.models import Province, Sector
from portal.search_offers import MOST, Offer, offers_for
from tests.factories import (
    ClusterFactory,
    ClusterProvinceFactory,
    OrganisationFactory,
    ProvinceFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def food() -> Sector:
    return SectorFactory.create(code="food", name="อาหารและเครื่องดื่ม", name_en="Food and beverages")


@pytest.fixture
def khon_kaen() -> Province:
    return ProvinceFactory.create(code="40", name="ขอนแก่น", name_en="Khon Kaen")


def names(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.name for offer in offers]


@pytest.mark.parametrize("query", ["อาหาร", "อาหาร แปรรูป", "กลุ่มอาหารแปรรูป", "เครืองดืม", "Food", "food cluster"])
def test_a_word_of_a_sector_offers_its_directories(food: Sector, query: str) -> None:
    ClusterFactory.create(sector=food)
    assert offers_for(query) == (Offer("sector", food.name, "/clusters/?sector=food", ""),)


@pytest.mark.parametrize("query", ["", "  ", "่้", "หาร แป", "และ", "and", "seafood", "ผ้าไหม"])
def test_what_names_no_sector_offers_none(food: Sector, query: str) -> None:
    ClusterFactory.create(sector=food)
    assert offers_for(query) == ()


def test_a_short_word_is_a_sector_only_by_itself() -> None:
    ClusterFactory.create(sector=SectorFactory.create(name="ไม้และไม้ยางพารา", name_en="Wood"))
    assert [len(offers_for(query)) for query in ("ไม้", "ดอกไม้", "ไม", "ยางพารา", "ยา")] == [1, 0, 1, 1, 0]


def test_the_of_of_an_english_name_means_no_sector() -> None:
    ClusterFactory.create(sector=SectorFactory.create(name="โลหะ", name_en="Products of metal"))
    assert [len(offers_for(query)) for query in ("union of weavers", "union of metal")] == [0, 1]


@pytest.mark.parametrize("query", ["ขอนแก่น", "ขอนแกน", "ผ้าไหม ขอนแก่น", "khon kaen"])
def test_a_province_offers_its_directories(khon_kaen: Province, query: str) -> None:
    ClusterProvinceFactory.create(province=khon_kaen)
    OrganisationFactory.create(province=khon_kaen)
    expected = Offer("province", "ขอนแก่น", "/clusters/?province=40", "/organisations/?province=40")
    assert offers_for(query) == (expected,)


def test_where_nothing_public_is_nothing_is_offered(food: Sector, khon_kaen: Province) -> None:
    ClusterFactory.create(sector=food, state="draft")
    OrganisationFactory.create(province=khon_kaen, state="draft")
    assert offers_for("อาหาร ขอนแก่น") == ()


def test_names_and_addresses_are_of_the_language_of_the_page(food: Sector) -> None:
    ClusterFactory.create(sector=food)
    with override("en"):
        assert offers_for("อาหาร") == (Offer("sector", food.name_en, "/en/clusters/?sector=food", ""),)


def test_the_cost_does_not_grow_with_what_is_meant(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(2 * MOST):
        ClusterFactory.create(sector=SectorFactory.create(name=f"อาหาร {n}"))
    assert len(offers_for("อาหาร")) == MOST
    with django_assert_num_queries(2 * MOST):
        offers_for("อาหาร")
