"""What a list says, from any kind of file: rows that can go in, rows that wait, rows that are no members."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from members.imports.gate import FileRefused
from members.imports.interpret import interpret
from members.imports.read import read
from members.imports.rows import Member, Reading
from members.imports.texts import read_text
from members.imports.workbooks import read_workbook
from tests.members.imports.files import CLUSTERS, ENGLISH, HEADER, Cells, listed, member, members, page, text, xls, xlsx

TODAY = date(2026, 11, 22)


def understood(data: bytes, name: str = "a.xlsx") -> Reading:
    return interpret(read(data, name), today=TODAY)


def counts(reading: Reading) -> tuple[int, int, int]:
    ok = sum(row.is_clean for row in reading.rows)
    return ok, len(reading.rows) - ok, reading.skipped


def of(rows: list[Cells], change: Callable[[Worksheet], object] | None = None, **sheets: list[Cells]) -> Reading:
    return interpret(read_workbook(xlsx(rows, change=change, **sheets)), today=TODAY)


def with_members(*rows: Cells) -> Reading:
    return of([list(HEADER), *rows])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (lambda: xlsx(listed()), "a.xlsx"),
        (lambda: xlsx(listed(header=ENGLISH)), "a.xlsx"),
        (lambda: xls(listed()), "a.xls"),
        (lambda: page(listed()), "a.xls"),
        (lambda: text(listed()).encode("cp874"), "a.csv"),
        (lambda: text(listed(), separator="\t").encode("utf-16"), "a.csv"),
        (lambda: b"sep=;\n" + text(listed(), separator=";").encode(), "a.csv"),
    ],
)
def test_a_list_says_the_same_in_every_kind_of_file(data: Callable[[], bytes], name: str) -> None:
    reading = understood(data(), name)
    assert counts(reading) == (5, 0, 0)
    assert not reading.notices
    assert reading.rows[0].member == Member(
        name="บริษัท ทดสอบล้านนา 1 จำกัด",
        number="0105599000019",
        contact="นางสาวทดสอบ ระบบดี1",
        position="ผู้จัดการ",
        phones=("+66812340001",),
        emails=("sme1@factory.example",),
        province="เชียงใหม่",
        sector="food",
        products="น้ำพริกหนุ่ม",
        cluster=CLUSTERS[0],
        joined_year=2565,
        employees=11,
        consented_on=date(2023, 1, 12),
    )


FLAGGED: dict[str, dict[str, Any]] = {
    "เลขทะเบียนนิติบุคคล": {"number": "1101700207030"},
    "ชื่อสถานประกอบการ": {"name": None},
    "จังหวัด": {"province": "เชียงไหม่"},
    "โทรศัพท์": {"phone": "12345"},
    "อีเมล": {"email": "ไม่ใช่อีเมล"},
    "ปีที่เข้าร่วม (พ.ศ.)": {"year": "23"},
    "จำนวนพนักงาน (คน)": {"employees": "#DIV/0!"},
    "ผลิตภัณฑ์หลัก": {"products": "ก" * 301},
    "ยินยอมเปิดเผยข้อมูล": {"consent": "รอยืนยัน"},
    "วันที่ให้ความยินยอม": {"consented_on": None},
}


@pytest.mark.parametrize("column", FLAGGED)
def test_a_row_that_waits_is_named_by_sheet_row_and_column(column: str) -> None:
    reading = with_members(member(1), member(2, **FLAGGED[column]))
    assert counts(reading) == (1, 1, 0)
    (problem,) = reading.rows[1].problems
    assert (problem.sheet, problem.row, problem.column) == ("รายชื่อสมาชิก", 3, column)
    assert "1101700207030" not in problem.message


def test_a_consent_in_the_future_waits_and_a_no_needs_no_day() -> None:
    reading = with_members(member(1, consented_on="12/01/2599"), member(2, consent="ไม่", consented_on="เมื่อวาน"))
    assert counts(reading) == (1, 1, 0)
    assert reading.rows[1].member.refuses
    assert not reading.rows[1].member.consents


def test_titles_blanks_totals_and_repeated_headers_are_skipped_and_counted() -> None:
    rows: list[Cells] = [
        ["รายชื่อ ปีงบประมาณ ๒๕๖๖"],
        [None],
        *listed(2),
        list(HEADER),
        *members(2, 3),
        [],
        ["รวม 4 ราย"],
        ["หมายเหตุ : ไม่มี"],
    ]
    reading = of(rows)
    assert counts(reading) == (4, 0, 6)
    assert reading.title_year == 2566


def test_every_visible_sheet_with_a_table_is_read_and_no_other() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.parent["ซ่อน"].sheet_state = "hidden"  # type: ignore[index]

    reading = of(listed(), hide, ที่สอง=[list(HEADER), *members(3, 6)], วิธีกรอก=[["กรอกให้ครบ"], ["ทุกช่อง"]], ซ่อน=listed())
    assert counts(reading) == (8, 0, 0)
    assert [(remark.sheet, remark.row) for remark in reading.remarks] == [("ซ่อน", None)]


def test_a_heading_between_the_rows_and_the_sheet_hint_at_the_cluster() -> None:
    reading = of([list(HEADER), member(1), [CLUSTERS[1]], member(2, cluster=None)])
    assert counts(reading) == (2, 0, 1)
    assert reading.rows[1].cluster_hints == (CLUSTERS[1], "รายชื่อสมาชิก")


def test_hidden_rows_and_texts_like_formulas_are_told_before_anything_is_written() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    assert "ซ่อน" in of(listed(), hide).notices[0].message
    data = text([list(HEADER), member(1, products="=1+1"), member(2, products="＝1+1"), member(3, products="- น้ำพริก")])
    reading = interpret(read_text(data.encode()), today=TODAY)
    assert "2 ช่อง" in reading.notices[0].message
    assert [row.member.products for row in reading.rows] == ["=1+1", "=1+1", "- น้ำพริก"]


def test_years_of_the_common_era_and_unknown_columns_are_told_and_stop_nothing() -> None:
    rows = [[*HEADER, "LINE ID"], [*member(1, year=2023, sector="ประมง"), "a"]]
    reading = of(rows)
    assert counts(reading) == (1, 0, 0)
    assert not reading.notices
    assert {remark.column for remark in reading.remarks} == {"", "LINE ID", "ประเภทอุตสาหกรรม"}


def test_lines_that_are_too_long_too_short_or_shifted_wait() -> None:
    rows = [list(HEADER), member(1), [*member(2), "เกิน"], member(3)[:6], ["", *member(4)]]
    reading = interpret(read_text(text(rows).encode()), today=TODAY)
    assert counts(reading) == (1, 3, 0)


def test_a_number_that_lost_its_zero_gets_it_back() -> None:
    rows = [member(n, number=int(member(n)[2])) for n in (1, 2)]
    assert [row.member.number for row in with_members(*rows).rows] == [member(1)[2], member(2)[2]]


def test_what_stands_far_below_is_told() -> None:
    assert "แถวว่าง" in of([*listed(), *[[]] * 250, member(9)]).notices[0].message


@pytest.mark.parametrize(
    ("rows", "told"), [([["ก", "ข"]], "ไม่พบตาราง"), ([list(HEADER)], "ไม่มีรายชื่อ"), ([], "ไม่พบตาราง")]
)
def test_a_file_without_members_is_refused(rows: list[Cells], told: str) -> None:
    with pytest.raises(FileRefused, match=told):
        of(rows)


def test_too_many_rows_are_refused_before_their_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*listed(3), list(HEADER), *members(1, 4), ["หมายเหตุ ตัวอย่าง"]]
    monkeypatch.setattr("members.imports.interpret.MAX_ROWS", 4)
    sheets = read_text(text(rows).encode())
    assert len(interpret(sheets, today=TODAY).rows) == 4  # headers and notes aren't counted
    monkeypatch.setattr("members.imports.interpret.MAX_ROWS", 3)
    with pytest.raises(FileRefused, match="มากกว่า"):
        interpret(sheets, today=TODAY)


def test_a_hidden_column_that_holds_something_is_told_before_anything_is_written() -> None:
    def hide(sheet: Worksheet) -> None:
        for letter in "FPQR":
            sheet.column_dimensions[letter].hidden = True

    rows = [[*HEADER, "บันทึกภายใน"], [*member(1), "ลับ", "ไม่มีหัว"]]
    assert [notice.column for notice in of(rows, hide).notices] == ["โทรศัพท์", "บันทึกภายใน", "คอลัมน์ Q"]


def test_a_person_whose_name_stands_in_several_columns_is_one_person() -> None:
    firm = [["คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อสถานประกอบการ", "จังหวัด"], ["นาย", "สมชาย", "ใจดี", "บริษัท ก จำกัด", "ลำพูน"]]
    (row,) = of(firm).rows
    assert (row.member.name, row.member.contact) == ("บริษัท ก จำกัด", "นายสมชาย ใจดี")
    alone: list[Cells] = [
        ["ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "จังหวัด"],
        [1, "Mr.", "John", "Smith", "ลำพูน"],
        [2, None, "ก" * 150, "ข" * 60],
    ]
    first, second = of(alone).rows
    assert first.member.name == "Mr. John Smith"
    assert "211 ตัวอักษร" in second.problems[0].message


def test_the_province_of_a_sheet_or_a_heading_is_that_of_its_rows() -> None:
    short = [*HEADER[:7]]
    rows = [short, member(1)[:7], ["จังหวัดลำพูน"], member(2)[:7]]
    reading = of(rows, None, **{"จ.ลำปาง": [short, member(3)[:7]]})
    assert [row.member.province for row in reading.rows] == ["", "ลำพูน", "ลำปาง"]
    reading = of(
        [list(HEADER), member(1, province=None)], None, **{"จ.ลำปาง": [list(HEADER), member(2, province=None)]}
    )
    assert [row.member.province for row in reading.rows] == ["", ""]  # the column says that it isn't known


def test_each_sheet_and_heading_may_have_a_year_of_its_own() -> None:
    none = {"year": None}
    sheets = {"2564": [list(HEADER), member(1, **none)], "ปีงบ 65": [list(HEADER), member(2, **none), member(3)]}
    reading = of([list(HEADER), ["ปีงบประมาณ 2560"], member(4, **none)], None, **sheets)
    assert [row.member.joined_year for row in reading.rows] == [2560, 2564, 2565, 2565]
    assert reading.title_year is None


def test_a_summary_beside_a_list_is_no_list() -> None:
    rows: list[Cells] = [["จังหวัด", "สถานประกอบการ", "พนักงาน"], ["ลำพูน", 3, 36], ["รวม", 3, 36]]
    assert counts(of(listed(3), สรุป=rows)) == (3, 0, 0)
    assert counts(of(rows))[:2] == (0, 1)
