"""Organisations that may be one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Province
from members.models import Organisation
from members.operations.merging import declare_different, merge_organisations
from members.reports import likely_pairs
from members.reports.likely_pairs import By, LikelyPairs
from tests.factories import ContactFactory, OrganisationFactory, ProvinceFactory

pytestmark = pytest.mark.django_db

PHONE = "0812345678"


@pytest.fixture
def place() -> Province:
    return ProvinceFactory.create()


def firm(name: str, province: Province | None, **given: Any) -> Organisation:
    return OrganisationFactory.create(name=name, province=province, **given)


def found(after: int | None = None) -> list[tuple[str, str, tuple[By, ...]]]:
    pairs = LikelyPairs.behind(after).pairs
    return [(pair.first.name, pair.second.name, pair.by) for pair in pairs]


def test_one_name_in_one_province_is_a_pair_whatever_its_legal_form(place: Province) -> None:
    firm("บริษัท รุ่งเรืองไหมไทย จำกัด", place)
    firm("รุ่งเรือง ไหมไทย", place)
    firm("หจก. รุ่งเรืองไหมไทย", ProvinceFactory.create())
    assert found() == [("บริษัท รุ่งเรืองไหมไทย จำกัด", "รุ่งเรือง ไหมไทย", (By.NAME,))]


def test_a_name_without_a_province_may_be_anywhere(place: Province) -> None:
    firm("รุ่งเรืองไหมไทย", place)
    firm("รุ่งเรืองไหมไทย", None)
    assert [by for _one, _other, by in found()] == [(By.NAME,)]


def test_close_names_are_a_pair_in_one_province_only(place: Province) -> None:
    firm("รุ่งเรืองไหมไทยบ้านเขว้า", place)
    firm("รุ่งเรืองไหมไทยบ้านเขวา", place)
    firm("รุ่งโรจน์เซรามิก", place)
    firm("กลุ่มทอผ้าไหมบ้านเขว้า 1", place)
    firm("กลุ่มทอผ้าไหมบ้านเขว้า 2", place)
    firm("รุ่งเรืองไหมไทยบ้านเขวาว", ProvinceFactory.create())
    assert [by for _one, _other, by in found()] in ([(By.CLOSE_NAME,)], [(By.NAME,)])


def test_one_telephone_is_a_pair_wherever_they_are_and_told_once(place: Province) -> None:
    one, other = firm("กล้วยตากบางกระทุ่ม", place), firm("เซรามิกลำปาง", None)
    for owner in (one, other):
        ContactFactory.create(person=None, organisation=owner, kind="mobile", value=PHONE)
    assert found() == [(one.name, other.name, (By.PHONE,))]


def test_two_numbers_a_merged_row_and_two_told_apart_are_no_pair(place: Province) -> None:
    firm("ก้าวหน้าไหมไทย", place, juristic_number="0105536000315")
    firm("ก้าวหน้าไหมไทย", place, juristic_number="0107537000882")
    pair = [firm("รุ่งเรืองไหมไทย", place), firm("รุ่งเรืองไหมไทย", place)]
    merge_organisations(*pair, choices={}, by=None)
    alike = [firm("มั่งมีเซรามิก", place), firm("มั่งมีเซรามิก", place)]
    assert len(found()) == 1
    declare_different(*alike, by=None)
    assert found() == []


def test_names_are_gone_through_window_by_window(place: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_pairs, "WINDOW", 2)
    for name in (
        "กกกกกก",
        "กกกกกก",
        "ขขขขขข",
        "คคคคคค",
        "งงงงงง",
        "จจจจจจ",
        "ฉฉฉฉฉฉ",
        "ชชชชชช",
        "ซซซซซซ",
        "ญญญญญญ",
        "ญญญญญญ",
    ):
        firm(name, place)
    told, after, times = [], None, 0
    while times == 0 or after is not None:
        page = LikelyPairs.behind(after)
        told += [pair.first.name for pair in page.pairs]
        after, times = page.after, times + 1
    assert told == ["กกกกกก", "ญญญญญญ"]
    assert times > 1


def test_where_nothing_is_alike_looking_stops_and_says_where_to_go_on(
    place: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely_pairs, "WINDOW", 1)
    monkeypatch.setattr(likely_pairs, "_NEIGHBOURS", 1)
    rows = [firm(sign * 6, place) for sign in "กขคงจฉชซ"]
    page = LikelyPairs.behind(None)
    assert (page.pairs, page.after) == ((), rows[likely_pairs.MOST_WINDOWS - 1].pk)


def test_a_place_that_is_no_more_begins_anew(place: Province) -> None:
    firm("รุ่งเรืองไหมไทย", place)
    firm("รุ่งเรืองไหมไทย", place)
    assert len(found(after=999)) == 1


@pytest.mark.parametrize("count", [2, 40])
def test_looking_costs_the_same_for_any_number(count: int, place: Province) -> None:
    for _each in range(count):
        owner = firm("รุ่งเรืองไหมไทย", place)
        ContactFactory.create(person=None, organisation=owner, kind="mobile", value=PHONE)
    with CaptureQueriesContext(connection) as asked:
        assert LikelyPairs.behind(None).pairs
    assert len(asked) == 4
