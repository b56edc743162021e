"""Filters by the centre that looks after a place."""

import pytest

from clusters.models import Cluster, PromotionCentre, Province
from members.models import Organisation
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> PromotionCentre:
    return factories.PromotionCentreFactory.create(number=5)


def province_of(centre: PromotionCentre, **years: int) -> Province:
    return factories.CentreProvinceFactory.create(centre=centre, **years).province


def test_a_centre_has_the_organisations_of_its_provinces(centre: PromotionCentre) -> None:
    kept = factories.OrganisationFactory.create(province=province_of(centre))
    factories.OrganisationFactory.create(province=factories.ProvinceFactory.create())
    rows = signed_in().get(address(Organisation, "changelist"), {"centre": "5"}).context["cl"].result_list
    assert list(rows) == [kept]


def test_a_centre_has_the_clusters_of_its_provinces_once_each(centre: PromotionCentre) -> None:
    kept = factories.ClusterFactory.create()
    for _place in range(2):
        factories.ClusterProvinceFactory.create(cluster=kept, province=province_of(centre))
    factories.ClusterProvinceFactory.create()
    rows = signed_in().get(address(Cluster, "changelist"), {"centre": "5"}).context["cl"].result_list
    assert list(rows) == [kept]


def test_a_province_that_the_centre_has_handed_over_does_not_count(centre: PromotionCentre) -> None:
    factories.OrganisationFactory.create(province=province_of(centre, to_year=2553))
    rows = signed_in().get(address(Organisation, "changelist"), {"centre": "5"}).context["cl"].result_list
    assert list(rows) == []


@pytest.mark.parametrize("value", ["99", "abc", "-1", "²", ""])
def test_a_centre_that_is_not_there_is_told(centre: PromotionCentre, value: str) -> None:
    response = signed_in().get(address(Organisation, "changelist"), {"centre": value}, follow=True)
    assert "ไม่มีค่าที่ระบุในที่อยู่" in text_of(response)
