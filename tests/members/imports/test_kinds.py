"""Which rows are members."""

import pytest

from members.imports.headers import find_header
from members.imports.kinds import RowKind, kind_of, section_name
from members.imports.workbooks import read_workbook
from tests.members.imports.files import HEADER, Cells, member, xlsx


def kind(row: Cells, *, tail: bool = False) -> RowKind:
    (sheet,) = read_workbook(xlsx([list(HEADER), row]))
    header = find_header(sheet)
    assert header is not None
    return kind_of(sheet.rows[1], header, tail=tail)


def at(**values: str | int) -> Cells:
    """Return a row with values in the columns that letters name."""
    row: Cells = [None] * len(HEADER)
    for letter, value in values.items():
        row[ord(letter) - ord("a")] = value
    return row


@pytest.mark.parametrize(
    "row",
    [
        member(1),
        member(1, name="บริษัท รวมไทย จำกัด", number=None),
        member(1, name="รวมมิตรการเกษตร", number=None, phone=None),
        member(1, name="(ประเทศไทย) เซรามิก"),
        member(1, name=None),
        at(a=7, b="ร้านสมศรี"),
        at(b="ร้านสมศรี", h="ตาก"),
        at(b="ร้านสมศรี", m=3),
        at(c="0105542067556"),
        at(f="081-234-5678"),
    ],
)
def test_a_row_that_names_a_member_or_should_is_one(row: Cells) -> None:
    assert kind(row) == RowKind.MEMBER


@pytest.mark.parametrize(
    "row",
    [
        at(b="รวม", m=150),
        at(a="รวมทั้งสิ้น 15 ราย", m=150),
        at(a="Total", m=150),
        at(b="รวม คลัสเตอร์อาหาร", m=50),
        at(a="หมายเหตุ : ข้อมูล ณ วันที่ ๓๐ กันยายน ๒๕๖๖"),
        at(a="* รายที่ ๓ อยู่ระหว่างตรวจสอบ"),
        at(b="ที่มา: ศภ.1", h="เชียงใหม่"),
        [f"({n})" for n in range(1, 16)],
        at(b="กลุ่มย่อย", k="คลัสเตอร์อาหารล้านนา"),
        member(1, seq="ตัวอย่าง"),
    ],
)
def test_totals_notes_and_numbers_of_columns_are_none(row: Cells) -> None:
    assert kind(row) == RowKind.NOTE


@pytest.mark.parametrize(
    "row",
    [
        at(b="ลงชื่อ..........ผู้จัดทำ", k="ลงชื่อ......ผู้รับรอง"),
        at(b="(นายทดสอบ ระบบ)", k="(นายค ง)"),
        at(b="ผู้อำนวยการศูนย์", k="หัวหน้า"),
        at(b="(ลงชื่อ) ..... ผู้จัดทำ", f="(ลงชื่อ) ..... ผู้ตรวจ"),
    ],
)
def test_signatures_are_none(row: Cells) -> None:
    assert kind(row) == RowKind.SIGNATURE


def test_a_single_text_between_the_rows_is_a_heading_and_behind_signatures_is_not() -> None:
    heading = at(a="คลัสเตอร์เซรามิกลำปาง")
    assert kind(heading) == RowKind.SECTION
    assert kind(heading, tail=True) == RowKind.NOTE
    (sheet,) = read_workbook(xlsx([heading]))
    assert section_name(sheet.rows[0]) == "คลัสเตอร์เซรามิกลำปาง"


def test_what_is_numbered_below_remarks_is_no_member() -> None:
    assert kind(at(a="หมายเหตุ :")) == RowKind.REMARKS
    assert kind(at(a=1, b="ข้อมูล ณ เดือนกันยายน"), tail=True) == RowKind.NOTE
    (sheet,) = read_workbook(xlsx([["ที่", "ชื่อสถานประกอบการ"], ["หมายเหตุ"]]))
    header = find_header(sheet)
    assert header is not None
    assert kind_of(sheet.rows[1], header, tail=False) == RowKind.NOTE  # members have no more than what is numbered
