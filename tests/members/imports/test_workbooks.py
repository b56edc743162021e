"""Workbooks of Excel, as the child reads them."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from members.imports.tables import BOOL, DATE, ERROR, FORMULA, LONG, NUMBER, TEXT, Cell, Merged, Unreadable
from members.imports.workbooks import read_workbook
from tests.members.imports.files import listed, saved, xlsx


def cells(*values: Any) -> list[Cell | None]:
    (sheet,) = read_workbook(xlsx([list(values)]))
    return [sheet.rows[0].cells.get(column) for column in range(len(values))]


def with_xml(data: bytes, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook of which one part says something else."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            content = read.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            written.writestr(name, content)
    return file.getvalue()


def test_each_cell_keeps_its_kind() -> None:
    assert cells("ก", 105599010219, 12.5, True, date(2566, 1, 12), "#REF!", "=A1", None, " ") == [
        Cell(TEXT, "ก"),
        Cell(NUMBER, "105599010219"),
        Cell(NUMBER, "12.5"),
        Cell(BOOL, "TRUE"),
        Cell(DATE, "2566-01-12"),
        Cell(ERROR, "#REF!"),
        Cell(FORMULA, ""),
        None,
        None,
    ]


def test_a_formula_has_the_value_that_excel_calculated() -> None:
    data = xlsx([["=1+1", "=A1"]])
    calculated = with_xml(data, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    (sheet,) = read_workbook(calculated)
    assert sheet.rows[0].cells == {0: Cell(NUMBER, "2"), 1: Cell(FORMULA, "")}


SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN = f'xmlns="{SHEETS}"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets: str) -> str:
    """Return the relations of a part: what each is, and where it is."""
    each = (f'<Relationship Id="{kind}" Type="{KINDS}/{kind}" Target="{path}"/>' for kind, path in targets.items())
    return f"<Relationships {RELATIONS}>{''.join(each)}</Relationships>"


BY_EXCEL = {
    "_rels/.rels": relations(officeDocument="/xl/book.xml"),
    "xl/book.xml": f'<x:workbook xmlns:x="{SHEETS}" xmlns:r="{KINDS}"><x:sheets>'
    '<x:sheet name="ก" r:id="worksheet"/><x:sheet name="แผนภูมิ" r:id="chartsheet"/></x:sheets></x:workbook>',
    "xl/_rels/book.xml.rels": relations(
        worksheet="/xl/sheet.xml", sharedStrings="/xl/sharedStrings.xml", chartsheet="chart.xml"
    ),
    "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>ก</t></si><si><r><t xml:space='preserve'>ข </t></r>"
    "<r><rPr><b/></rPr><t>ค</t></r><rPh><t>อ่าน</t></rPh></si><si/></sst>",
    "xl/sheet.xml": f'<worksheet {MAIN}><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>'
    '<c t="str"><f>A1</f><v>ง_x000D_</v></c><c t="d"><v>2023-01-12</v></c></row></sheetData></worksheet>',
}


def made(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_shared_strings_runs_of_letters_prefixes_and_charts_are_understood() -> None:
    (sheet,) = read_workbook(made(BY_EXCEL))
    assert sheet.name == "ก"
    assert sheet.rows[0].cells == {
        0: Cell(TEXT, "ก"),
        1: Cell(TEXT, "ข ค"),
        3: Cell(TEXT, "ง\r"),
        4: Cell(DATE, "2023-01-12"),
    }


def test_a_shared_string_that_is_missing_is_told() -> None:
    with pytest.raises(Unreadable, match="broken"):
        read_workbook(made(BY_EXCEL | {"xl/sharedStrings.xml": f"<sst {MAIN}/>"}))


def test_days_may_be_counted_from_1904() -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.append([date(2023, 1, 12)])
    assert read_workbook(saved(workbook))[0].rows[0].cells[0] == Cell(DATE, "2023-01-12")


def test_hidden_rows_and_sheets_are_marked_and_hidden_sheets_not_read() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.parent["ซ่อน"].sheet_state = "hidden"  # type: ignore[index]

    first, second = read_workbook(xlsx([["ก"], ["ข"]], change=hide, ซ่อน=[["ค"]]))
    assert [row.hidden for row in first.rows] == [False, True]
    assert (second.hidden, second.rows) == (True, [])


def test_hidden_columns_are_marked_however_they_are_hidden() -> None:
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6" width="9"/></cols>'
    )
    (sheet,) = read_workbook(with_xml(xlsx([["ก"]]), "<sheetData>", f"{columns}<sheetData>"))
    assert sheet.hidden_columns == {1, 2, 4}


def test_merged_cells_are_filled_down_and_told_across() -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A2:A3")

    (sheet,) = read_workbook(xlsx([["ก", None], ["ข", 1], [None, 2]], change=merged))
    assert sheet.across == [Merged(1, 0, 1, 1)]
    assert sheet.rows[2].cells[0] == Cell(TEXT, "ข")


def test_a_cell_of_megabytes_is_cut() -> None:
    data = with_xml(xlsx([["LONG", "ก"]]), "LONG", "ก" * 1_000_000)
    (sheet,) = read_workbook(data)
    assert [sheet.rows[0].cells[column].kind for column in (0, 1)] == [LONG, TEXT]


def bordered(count: int, *behind: str) -> bytes:
    """Return a sheet with so many blank styled rows behind one that isn't, and perhaps one more."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, count + 2))
    last = "".join(
        f'<row r="{count + 2}"><c r="A{count + 2}" t="inlineStr"><is><t>{text}</t></is></c></row>' for text in behind
    )
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:A1"/></mergeCells>'
    return with_xml(xlsx([["ก"]]), "</sheetData>", rows + last + merged)


def test_blank_rows_with_borders_end_the_table_and_aren_t_told() -> None:
    (sheet,) = read_workbook(bordered(5000))
    assert (len(sheet.rows), sheet.cut) == (1, False)


def test_values_behind_many_blank_rows_are_told() -> None:
    (sheet,) = read_workbook(bordered(5000, "ข"))
    assert (len(sheet.rows), sheet.cut) == (1, True)


def test_rows_and_cells_need_no_addresses() -> None:
    data = with_xml(xlsx([["ก"], ["ข"]]), '<row r="2">', "<row>")
    assert [row.number for row in read_workbook(with_xml(data, '<c r="A2"', "<c"))[0].rows] == [1, 2]


def test_other_namespaces_and_absolute_targets_are_understood() -> None:
    data = with_xml(
        xlsx(listed()),
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    assert len(read_workbook(data)[0].rows) == 6


@pytest.mark.parametrize(
    ("old", "new"), [("</row>", ""), ('t="inlineStr"', 't="n" s="x"'), ('r="A1"', 'r="§"'), ("<v>1</v>", "<v>ก</v>")]
)
def test_a_damaged_part_is_told(old: str, new: str) -> None:
    with pytest.raises(Unreadable, match="broken"):
        read_workbook(with_xml(xlsx(listed()), old, new))


def test_a_zip_that_holds_no_workbook_is_told() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable, match="broken"):
        read_workbook(file.getvalue())


def test_parts_that_are_no_workbook_s_are_told() -> None:
    sheets = "".join(f'<x:sheet name="{n}" r:id="worksheet"/>' for n in range(201))
    many = BY_EXCEL["xl/book.xml"].replace("<x:sheets>", f"<x:sheets>{sheets}")
    merged = BY_EXCEL["xl/sheet.xml"].replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="1:2"/></mergeCells>'
    )
    for changed, code in (
        ({"xl/book.xml": many}, "too_many_parts"),
        ({"xl/book.xml": "<!DOCTYPE a><a/>"}, "entities"),
        ({"xl/book.xml": f"<a>{' ' * 9_000_000}</a>"}, "inflates"),
        ({"xl/sheet.xml": merged}, "broken"),
    ):
        with pytest.raises(Unreadable, match=code):
            read_workbook(made(BY_EXCEL | changed))
