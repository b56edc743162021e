"""Provinces and centres in the admin."""

import pytest

from clusters.models import CentreProvince, PromotionCentre, Province
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_centre_keeps_its_provinces_by_years() -> None:
    centre = factories.PromotionCentreFactory.create()
    client = signed_in()
    page = address(PromotionCentre, "change", centre.pk)
    row = {
        "responsibilities-TOTAL_FORMS": "1",
        "responsibilities-0-province": factories.ProvinceFactory.create().pk,
        "responsibilities-0-from_year": "๒๕๕๔",
        "responsibilities-0-to_year": "",
        "responsibilities-0-basis": "read",
    }
    sent = {**form_of(client.get(page)), **row}
    assert client.post(page, {**sent, "responsibilities-0-to_year": "2553"}).status_code == 200  # ends before it begins
    assert client.post(page, sent).status_code == 302
    assert CentreProvince.objects.get().from_year == 2554


def test_a_list_of_centres_tells_how_many_provinces_each_has() -> None:
    factories.CentreProvinceFactory.create_batch(2, centre=factories.PromotionCentreFactory.create())
    rows = signed_in().get(address(PromotionCentre, "changelist")).context["cl"].result_list
    assert [row.province_total for row in rows] == [2]


def test_provinces_stand_like_in_a_dictionary() -> None:
    for name in ("เชียงใหม่", "กระบี่", "ชลบุรี"):
        factories.ProvinceFactory.create(name=name)
    rows = signed_in().get(address(Province, "changelist")).context["cl"].result_list
    assert [row.name for row in rows] == ["กระบี่", "ชลบุรี", "เชียงใหม่"]


def test_a_province_that_a_cluster_needs_can_not_be_deleted() -> None:
    place = factories.ClusterProvinceFactory.create()
    page = address(Province, "delete", place.province_id)
    assert "ลบ" in text_of(signed_in().post(page, {"post": "yes"}))
    assert Province.objects.filter(pk=place.province_id).exists()
