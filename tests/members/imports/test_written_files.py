"""Templates come back as they were read, and flagged rows with what to type; every cell is text."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from clusters.models import Cluster
from members.imports.columns import Field
from members.imports.headers import find_header
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.imports.workbooks import read_workbook
from members.imports.written_files import TEMPLATE_COLUMNS, flagged_xlsx, template_csv, template_xlsx
from members.models import Organisation
from tests.members.imports.batches import checked, done
from tests.members.imports.files import HEADER, member, members, xlsx


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


@pytest.mark.parametrize("read", [lambda: read_workbook(template_xlsx()), lambda: read_text(template_csv().encode())])
def test_a_template_names_every_column_that_is_read(read: Any) -> None:
    sheets_read: list[Sheet] = read()
    header = find_header(sheets_read[0])
    assert header is not None
    assert tuple(header.fields[column] for column in sorted(header.fields)) == TEMPLATE_COLUMNS
    assert set(Field) - set(TEMPLATE_COLUMNS) == {Field.NAME_EN, Field.PREFIX, Field.SURNAME}


def test_flagged_rows_come_back_with_reasons_and_go_in_when_they_are_corrected(clusters: list[Cluster]) -> None:
    batch = checked(member(1), member(2, phone="1"), member(3, employees="=1+1", year="อดีต"))
    ((name, (header, *rows)),) = sheets(flagged_xlsx(batch)).items()
    assert header[: len(HEADER)] == list(HEADER)
    assert [row[2] for row in rows] == [member(2)[2], member(3)[2]]
    assert str(rows[0][-1]).startswith("แถว 3 ของไฟล์เดิม · โทรศัพท์: ")
    rows[0][5], rows[1][11], rows[1][12] = "081-234-5678", "2565", "7"
    again = done(data=xlsx([header, *rows]), name="แก้แล้ว.xlsx")
    assert (again.flagged, again.created) == (0, 2)
    assert name == "ข้อมูล" or name
    assert Organisation.objects.count() == 2


def test_nothing_in_a_file_that_is_given_back_is_ever_run(clusters: list[Cluster]) -> None:
    batch = checked(member(1, phone="1", name='=HYPERLINK("http://a.example","x")', products="@SUM(1)"))
    book = load_workbook(io.BytesIO(flagged_xlsx(batch)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_sheets_of_any_name_are_given_back_apart(clusters: list[Cluster]) -> None:
    header = [name for name in HEADER if name != "กลุ่มคลัสเตอร์"]
    broken = member(1, phone="1")
    del broken[10]
    book = xlsx([list(HEADER), member(2, phone="1")], **{"คลัสเตอร์อาหารล้านนา": [header, broken]})  # type: ignore[arg-type]  # sheets by name
    batch = checked(data=book, name="ก.xlsx")
    rows = list(batch.rows.filter(outcome="flagged"))
    for row, name in zip(rows, ("[a]:*", "A"), strict=True):
        batch.columns = [[name if held[0] == row.sheet else held[0], *held[1:]] for held in batch.columns]
        row.sheet = name
        row.save()
    written = sheets(flagged_xlsx(batch))
    assert [len(rows) for rows in written.values()] == [2, 2]
    assert next(iter(written)) == "a"
    assert list(written.values())[1][0][-2:] == ["กลุ่มคลัสเตอร์", "เหตุผลที่ต้องแก้ไข (ลบคอลัมน์นี้หรือเว้นไว้ก็ได้)"]
    assert members(1)
