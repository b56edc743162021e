"""Values as offices write them."""

from collections.abc import Callable
from typing import Any

import pytest

from members.imports import values
from members.imports.tables import BOOL, ERROR, FORMULA, LONG, NUMBER, TEXT, Cell
from members.imports.values import ValueProblem

NATIONAL = "1101700207030"

READS: list[tuple[Callable[[Cell], Any], str, Any]] = [
    (values.read_juristic_number, "0105542067556", "0105542067556"),
    (values.read_juristic_number, "105542067556", "0105542067556"),
    (values.read_juristic_number, "105542067556.0", "0105542067556"),
    (values.read_juristic_number, "0-1055-42067-55-6", "0105542067556"),
    (values.read_juristic_number, "๐๑๐๕๕๔๒๐๖๗๕๕๖", "0105542067556"),
    (values.read_juristic_number, "'0105542067556", "0105542067556"),
    (values.read_juristic_number, "ไม่มี", ""),
    (values.read_count, "1,234 คน", 1234),
    (values.read_count, "ประมาณ 50", 50),
    (values.read_count, "๑๒", 12),
    (values.read_count, "25 persons", 25),
    (values.read_count, "-", None),
    (values.read_phones, "081-234-5678, 053-276-951", ("+66812345678", "+6653276951")),
    (values.read_phones, "081-234-5678\n053-276951", ("+66812345678", "+6653276951")),
    (values.read_phones, "812345678", ("+66812345678",)),
    (values.read_phones, "โทร. 053-276951 ต่อ 12", ("+6653276951;ext=12",)),
    (values.read_phones, "02-123-4567 ext. 5", ("+6621234567;ext=5",)),
    (values.read_phones, "053-123456-8", ("+6653123456", "+6653123457", "+6653123458")),
    (values.read_phones, "053 123 456-7", ("+6653123456", "+6653123457")),
    (values.read_phones, "081-234-567-8", ("+66812345678",)),
    (values.read_phones, "+66 81 234 5678", ("+66812345678",)),
    (values.read_phones, "053-276951 แฟกซ์ 053-276952", ("+6653276951",)),
    (values.read_phones, "โทร./โทรสาร 053-276951", ("+6653276951",)),
    (values.read_phones, "Tel/Fax: 0-5327-6951, 081-234-5678", ("+6653276951", "+66812345678")),
    (values.read_phones, "แฟกซ์ 053-276952 081-2345678", ("+66812345678",)),
    (values.read_phones, "แฟกซ์ 0 5327 6952", ()),
    (values.read_phones, "-", ()),
    (values.read_juristic_number, "ไม่มีเลขทะเบียน", ""),
    (values.read_juristic_number, "ทะเบียนเลขที่ 0105542067556", "0105542067556"),
    (values.read_emails, "A@B.example; c@d.co", ("a@b.example", "c@d.co")),
    (values.read_emails, "mailto:a@b.co", ("a@b.co",)),
    (values.read_emails, "ไม่มี", ()),
]


@pytest.mark.parametrize(("read", "written", "kept"), READS)
def test_a_value_is_read_as_it_is_written(read: Callable[[Cell], Any], written: str, kept: Any) -> None:
    assert read(Cell(TEXT, written)) == kept


REFUSES: list[tuple[Callable[[Cell], Any], str, str]] = [
    (values.read_juristic_number, "1.05542E+11", "เลขท้ายจึงหายไป"),
    (values.read_juristic_number, NATIONAL, "เลขประจำตัวประชาชน"),
    (values.read_juristic_number, "0105542067557", "หลักตรวจสอบ"),
    (values.read_juristic_number, "105542067557", "เลข 0 ตัวแรกอาจหายไป"),
    (values.read_juristic_number, "ไม่มี 0105542067556", "13 หลัก"),
    (values.read_count, "50-100", "จำนวนเดียว"),
    (values.read_count, "12.5", "จำนวนเดียว"),
    (values.read_count, "999999999", "จำนวนเดียว"),
    (values.read_phones, "12345", "หมายเลขโทรศัพท์"),
    (values.read_phones, "081-234-5678, 123", "หมายเลขโทรศัพท์"),
    (values.read_emails, "a@b", "อีเมล"),
    (values.read_consent, "ยินยอมเฉพาะชื่อ", "ไม่ออก"),
    (values.read_consent, "รอยืนยัน", "ไม่ออก"),
    (values.readable, "#N/A", "ข้อผิดพลาดของ Excel"),
    (values.readable, "ก\ufffd", "อ่านไม่ได้"),
]


@pytest.mark.parametrize(("read", "written", "told"), REFUSES)
def test_what_a_person_must_look_at_is_told(read: Callable[[Cell], Any], written: str, told: str) -> None:
    with pytest.raises(ValueProblem, match=told) as problem:
        read(Cell(TEXT, written))
    assert NATIONAL not in str(problem.value)


@pytest.mark.parametrize(("kind", "told"), [(ERROR, "#REF!"), (FORMULA, "สูตร"), (LONG, "ยาวเกินไป")])
def test_what_a_spreadsheet_could_not_give_is_told(kind: str, told: str) -> None:
    with pytest.raises(ValueProblem, match=told):
        values.readable(Cell(kind, "#REF!" if kind == ERROR else "ก"))


@pytest.mark.parametrize("word", ["ยินยอม", "✓", "✔️", "/", "Y", "yes", "TRUE", "1", "ให้", "๑", "ยินยอมให้เปิดเผย"])
def test_a_yes_is_a_yes(word: str) -> None:
    assert values.read_consent(Cell(TEXT, word)) is True


@pytest.mark.parametrize(
    "word", ["ไม่ยินยอม", "ไม่ยินยอมให้เปิดเผย", "ไม่", "N", "no", "FALSE", "0", "x", "ยังไม่ยินยอม", "ปฏิเสธ"]
)
def test_a_no_is_a_no_whatever_it_contains(word: str) -> None:
    assert values.read_consent(Cell(TEXT, word)) is False


@pytest.mark.parametrize("cell", [None, Cell(TEXT, "-"), Cell(TEXT, "\u200b")])
def test_a_blank_is_no_consent(cell: Cell | None) -> None:
    assert values.read_consent(cell) is None


def test_kinds_of_cells_count() -> None:
    assert values.read_consent(Cell(BOOL, "TRUE")) is True
    assert values.read_consent(Cell(BOOL, "FALSE")) is False
    assert values.read_juristic_number(Cell(NUMBER, "105542067556")) == "0105542067556"


def test_a_text_is_one_line_of_limited_length_without_a_national_number() -> None:
    assert values.read_text(Cell(TEXT, " น้ำ\u200bพริก\n หนุ่ม\xa0"), longest=20) == "น้ำพริก หนุ่ม"
    with pytest.raises(ValueProblem, match="ไม่เกิน 5"):
        values.read_text(Cell(TEXT, "ก" * 6), longest=5)
    with pytest.raises(ValueProblem, match="เลขประจำตัวประชาชน"):
        values.read_text(Cell(TEXT, "นาย ก 1-1017-00207-03-0"), longest=200)
    assert values.read_text(Cell(TEXT, "มอก. 1101700207031"), longest=200)


def test_a_message_masks_a_national_number() -> None:
    assert values.shown(f"ตาก {NATIONAL}") == "ตาก xxxxxxxxxx030"
