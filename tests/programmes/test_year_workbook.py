"""A year's report as a workbook."""

import openpyxl
import pytest

from programmes.reports.year_report import YearReport
from programmes.year_workbook import year_as_workbook

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("history")
def test_a_reported_year_holds_what_documents_say_with_quotation_and_source() -> None:
    with year_as_workbook(YearReport.for_year(2550)) as file:
        book = openpyxl.load_workbook(file)
    rows = {row[0]: row for row in book["ตามเอกสาร"].values}
    assert rows["h-2550-total"][3:6] == (27, "กลุ่ม", "ผล")
    assert "รวมเป็น 27 กลุ่ม" in str(rows["h-2550-total"][7])
    assert any(row[0] == "H" for row in book["คำจำกัดความและที่มา"].values)


@pytest.mark.usefixtures("history")
def test_invented_data_say_so_on_the_first_sheet_and_on_the_last() -> None:
    with year_as_workbook(YearReport.for_year(2550), "ข้อมูลสมมุติ") as file:
        book = openpyxl.load_workbook(file)
    for page in (book.worksheets[0], book.worksheets[-1]):
        assert any("ข้อมูลสมมุติ" in row for row in page.values)
