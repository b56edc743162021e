"""What stands between the rows holds for those below it, until the next of its kind."""

import pytest

from members.imports.headings import Headings


def after(*lines: str) -> Headings:
    headings = Headings()
    for line in lines:
        headings.enter(line)
    return headings


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["คลัสเตอร์อาหาร", "จังหวัดเชียงใหม่"], Headings("คลัสเตอร์อาหาร", "เชียงใหม่")),
        (["1. จ.ลำพูน จำนวน 5 ราย", "ปีงบประมาณ 2565"], Headings("", "ลำพูน", 2565)),
        (["2564", "ปี 65"], Headings(year=2565)),
        (["คลัสเตอร์ผ้าไหม ปี 2564"], Headings("คลัสเตอร์ผ้าไหม ปี 2564", "", 2564)),
        (["ชม"], Headings("ชม")),
    ],
)
def test_a_heading_is_a_year_a_province_or_a_group(lines: list[str], headings: Headings) -> None:
    assert after(*lines) == headings
