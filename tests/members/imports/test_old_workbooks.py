"""Old workbooks, and the XML of Excel 2003."""

import io
from datetime import date

import pytest
import xlwt  # type: ignore[import-untyped]  # it carries no types

from members.imports.old_workbooks import read_excel_xml, read_old_workbook
from members.imports.tables import BOOL, DATE, ERROR, NUMBER, TEXT, Cell, Merged, Unreadable
from tests.members.imports.files import listed, xls


def test_an_old_workbook_keeps_kinds_dates_merged_cells_and_hidden_sheets() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("ก")
    sheet.write_merge(1, 2, 0, 0, "กลุ่ม")
    sheet.write(1, 1, 105599010219)
    sheet.write(2, 1, date(2023, 1, 12), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(2, 2, True)
    hidden = workbook.add_sheet("ข")
    hidden.write(0, 0, "ค")
    hidden.visibility = 1
    file = io.BytesIO()
    workbook.save(file)
    first, second = read_old_workbook(file.getvalue())
    assert [row.number for row in first.rows] == [2, 3]
    assert first.rows[0].cells == {0: Cell(TEXT, "กลุ่ม"), 1: Cell(NUMBER, "105599010219")}
    assert first.rows[1].cells == {0: Cell(TEXT, "กลุ่ม"), 1: Cell(DATE, "2023-01-12"), 2: Cell(BOOL, "TRUE")}
    assert (second.hidden, second.rows) == (True, [])


@pytest.mark.parametrize("cut", [600, 3000])
def test_a_damaged_old_workbook_is_told(cut: int) -> None:
    with pytest.raises(Unreadable, match="broken"):
        read_old_workbook(xls(listed())[:cut])


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="ก"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">หัว</Data></Cell>
<Cell><Data ss:Type="String">ท้าย</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">2566</Data></Cell>
<Cell><Data ss:Type="DateTime">2023-01-12T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="ข"><Table/><WorksheetOptions>
<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


def test_the_xml_of_excel_2003_is_read() -> None:
    first, second = read_excel_xml(XML.encode())
    assert first.rows[0].cells == {0: Cell(TEXT, "หัว"), 2: Cell(TEXT, "ท้าย")}
    assert first.across == [Merged(1, 0, 1, 1)]
    assert (first.rows[1].number, first.rows[1].hidden) == (3, True)
    assert list(first.rows[1].cells.values()) == [
        Cell(NUMBER, "2566"),
        Cell(DATE, "2023-01-12"),
        Cell(BOOL, "TRUE"),
        Cell(ERROR, "#N/A"),
    ]
    assert second.hidden


@pytest.mark.parametrize(("xml", "code"), [(XML[:300], "broken"), (f"<!DOCTYPE a>{XML[21:]}", "entities")])
def test_damaged_xml_is_told(xml: str, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        read_excel_xml(xml.encode())


def test_hidden_columns_of_the_xml_are_marked() -> None:
    columns = '<Table><Column/><Column ss:Hidden="1" ss:Span="1"/><Column/><Column ss:Index="7" ss:Hidden="1"/>'
    assert read_excel_xml(XML.replace("<Table>", columns, 1).encode())[0].hidden_columns == {1, 2, 6}
