"""The year of a list, as its titles tell it."""

import pytest

from members.imports.titles import year_in_titles, year_named


@pytest.mark.parametrize(
    ("titles", "year"),
    [
        (["รายชื่อสมาชิกกลุ่มอุตสาหกรรม (คลัสเตอร์) ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"], 2566),
        (["รายชื่อ", "ปี 2565"], 2565),
        (["FY2564"], 2564),
        (["ปี 2565", "ปีงบประมาณ 2566"], None),
        (["โทร. 2566"], None),
        (["กลุ่มที่เข้าร่วม ปี 2549-2565"], None),
        (["ปี 2549 ถึงปี 2565"], None),
        ([], None),
    ],
)
def test_a_year_that_is_named_once_is_the_year(titles: list[str], year: int | None) -> None:
    assert year_in_titles(titles) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2565", 2565),
        ("ปี 2565", 2565),
        ("ปีงบ 65", 2565),
        ("พ.ศ. ๒๕๖๕", 2565),
        ("65", None),
        ("ปี 2565 รวม", None),
        ("ก", None),
    ],
)
def test_a_heading_may_be_nothing_but_a_year(text: str, year: int | None) -> None:
    assert year_named(text) == year
