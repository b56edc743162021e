"""Whom to call: centres with the provinces that they look after in a year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from clusters.models import CentreProvince, PromotionCentre, Province
from clusters.reports.centres import Centres
from tests.factories import CentreProvinceFactory, PromotionCentreFactory, ProvinceFactory

pytestmark = pytest.mark.django_db

READ = CentreProvince.Basis.READ
YEAR = 2569


def held(centre: PromotionCentre, name: str, **values: object) -> Province:
    province = ProvinceFactory.create(name=name, name_en=f"{name} in English")
    CentreProvinceFactory.create(centre=centre, province=province, **values)
    return province


def test_headquarters_stands_behind_the_centres() -> None:
    for number in (0, 2, 1):
        PromotionCentreFactory.create(number=number)
    assert [line.number for line in Centres.in_year(YEAR).lines] == [1, 2, 0]


def test_a_province_that_waits_to_be_confirmed_is_told_apart() -> None:
    centre = PromotionCentreFactory.create(number=5)
    held(centre, "ขอนแก่น", basis=READ)
    held(centre, "กาฬสินธุ์")
    (line,) = Centres.in_year(YEAR).lines
    assert (line.provinces, line.unverified) == (("ขอนแก่น",), ("กาฬสินธุ์",))


def test_provinces_stand_in_dictionary_order() -> None:
    centre = PromotionCentreFactory.create(number=1)
    for name in ("ลำปาง", "เชียงใหม่", "แพร่"):
        held(centre, name, basis=READ)
    assert Centres.in_year(YEAR).lines[0].provinces == ("เชียงใหม่", "แพร่", "ลำปาง")


def test_only_what_a_centre_looks_after_in_that_year_counts() -> None:
    centre = PromotionCentreFactory.create(number=4)
    held(centre, "หนองคาย", basis=READ, from_year=2546, to_year=2560)
    held(centre, "บึงกาฬ", basis=READ, from_year=2554)
    assert Centres.in_year(2553).lines[0].provinces == ("หนองคาย",)
    assert Centres.in_year(2560).lines[0].provinces == ("บึงกาฬ", "หนองคาย")
    assert Centres.in_year(2561).lines[0].provinces == ("บึงกาฬ",)


def test_provinces_are_looked_after_by_their_own_centres_only() -> None:
    ours = held(PromotionCentreFactory.create(number=5), "ขอนแก่น", basis=READ)
    held(PromotionCentreFactory.create(number=9), "ชลบุรี", basis=READ)
    assert [line.number for line in Centres.looking_after([ours], YEAR).lines] == [5]
    assert Centres.looking_after([], YEAR).lines == ()


def test_names_are_english_on_english_pages() -> None:
    held(PromotionCentreFactory.create(number=5), "ขอนแก่น", basis=READ)
    with override("en"):
        (line,) = Centres.in_year(YEAR).lines
    assert (line.name, line.provinces) == ("Industrial Promotion Centre 5", ("ขอนแก่น in English",))


def test_the_cost_is_two_queries_whatever_the_number_of_centres() -> None:
    for number in range(12):
        held(PromotionCentreFactory.create(number=number), f"จังหวัด {number}")
    with CaptureQueriesContext(connection) as queries:
        assert len(Centres.in_year(YEAR).lines) == 12
    assert len(queries) == 2


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("0 4337 9295", "tel:+6643379295"),
        ("0 4337 9295-8", ""),
        ("", ""),
        ("0 4337 9295 ต่อ 12", "tel:+6643379295;ext=12"),
    ],
)
def test_a_telephone_is_dialled_where_it_is_one_number(phone: str, address: str) -> None:
    held = CentreProvinceFactory.create(centre__phone=phone)
    (line,) = Centres.looking_after([held.province], 2570).lines
    assert line.phone_address == address
