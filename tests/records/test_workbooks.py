"""Workbooks written row by row."""

import io
import re
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from records.workbooks import Cell, Sheet, workbook

STARTS = [
    "=1+1",
    "==1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "{=1}",
    "http://x.example",
]


def rows_of(sheets: list[Sheet]) -> openpyxl.Workbook:
    with workbook(sheets, "รายงาน") as file:
        return openpyxl.load_workbook(file)


def test_numbers_are_numbers_and_a_blank_is_a_blank() -> None:
    (row,) = list(rows_of([Sheet("ก", ["ก", "ข", "ค", "ง"], [(1, Decimal("2.50"), None, "")])])["ก"].values)[1:]
    assert row == (1, 2.5, None, None)


@pytest.mark.parametrize("text", STARTS)
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    cell = rows_of([Sheet("ก", ["ก"], [(text,)])])["ก"].cell(2, 1)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).replace("_x000D_", "\r").strip() == text.strip()


ODD = [" ก ", "a & b", "<b>", "_x000D_", "a\nb", "a\x0bb", "\uffff", "\u00a0ก", "น้ำ", "&lt;", "x" * 40_000]


def test_odd_texts_are_read_back_as_they_are_by_other_programs_too() -> None:
    rows = [("ชื่อ", text, 7) for text in ODD]
    told = [text[:32_000].replace("\x0b", "_x000B_").replace("\uffff", "_xFFFF_") for text in ODD]
    told[3] = "_x005F_x000D_"
    with workbook([Sheet("ก", ["ก", "ข", "ค"], rows), Sheet("ว่าง", ["ก"], [])], "t") as file:
        content = file.read()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [row[1] for row in list(book["ก"].values)[1:]] == told
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert other.sheet_names == ["ก", "ว่าง"]
    found = other.get_sheet_by_name("ก").to_python()[1:]
    assert [row[::2] for row in found] == [["ชื่อ", 7.0]] * len(ODD)
    plain = {text for text in ODD if text.isprintable() and len(text) < 32_000 and "_x" not in text}
    assert plain <= {row[1] for row in found}
    assert other.get_sheet_by_name("ว่าง").to_python() == [["ก"]]


def test_each_filter_reaches_to_the_last_row_of_its_sheet() -> None:
    with workbook([Sheet("ก", ["ก", "ข"], [("x", 1)] * 3), Sheet("ข", ["ก"], [("y",)] * 7)], "รายงาน") as file:
        book = openpyxl.load_workbook(file)
        named = ZipFile(file).read("xl/workbook.xml").decode()
    assert [page.auto_filter.ref for page in book.worksheets] == ["A1:B4", "A1:A8"]
    # Excel keeps a name for each filter, which has to say the same.
    assert re.findall("!([^<]*)</definedName>", named) == ["$A$1:$B$4", "$A$1:$A$8"]


def test_the_head_stays_in_sight_and_filters_the_rows() -> None:
    page = rows_of([Sheet("ชื่อที่ยาวเกินกว่าสามสิบเอ็ดตัวอักษรของ Excel [1]", ["ก", "ข"], [("x", 1)] * 3)]).worksheets[0]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B4")
    assert len(page.title) <= 31


def test_the_same_rows_give_the_same_bytes() -> None:
    def made() -> bytes:
        with workbook([Sheet("ก", ["ก"], [("x",), (1,)])], "t") as file:
            return file.read()

    assert made() == made()


def test_a_long_table_is_written_in_the_memory_of_a_short_one(tmp_path: Path) -> None:
    def rows(count: int) -> Iterator[tuple[Cell, ...]]:
        return ((f"O{number:06}", "ผู้ประกอบการ", number) for number in range(count))

    def peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    workbook([Sheet("ก", ["ก"] * 3, rows(500))], "t").close()
    before = peak()
    workbook([Sheet("ก", ["ก"] * 3, rows(20_000))], "t").close()
    assert peak() - before < 20 * 1024 * 1024
