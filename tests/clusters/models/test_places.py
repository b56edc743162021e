"""Provinces and centres: what one row says."""

import pytest
from django.utils.translation import override

from clusters.models import Province
from clusters.models.places import in_active_language
from tests.factories import CentreProvinceFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def test_a_province_exists_from_the_year_in_which_it_was_made() -> None:
    old = ProvinceFactory.create(since=None)
    new = ProvinceFactory.create(since=2554)
    assert set(Province.objects.existing_in(2553)) == {old}
    assert set(Province.objects.existing_in(2554)) == {old, new}


def test_english_pages_have_the_english_name_if_there_is_one() -> None:
    assert in_active_language("น่าน", "Nan") == "น่าน"
    with override("en"):
        assert in_active_language("น่าน", "Nan") == "Nan"
        assert in_active_language("น่าน", "") == "น่าน"


def test_places_are_called_by_their_names() -> None:
    row = CentreProvinceFactory.create(province__name="น่าน", centre__number=1)
    assert str(row.province) == "น่าน"
    assert str(row) == "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 1 – น่าน"


def test_provinces_stand_in_the_order_of_the_dictionary() -> None:
    for name in ("ยะลา", "เลย", "แพร่", "น่าน"):
        ProvinceFactory.create(name=name)
    assert list(Province.objects.values_list("name", flat=True)) == ["น่าน", "แพร่", "ยะลา", "เลย"]
