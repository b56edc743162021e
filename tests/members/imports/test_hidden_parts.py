"""What is hidden in an old workbook."""

import io

import pytest
import xlwt  # type: ignore[import-untyped]  # it carries no types

from members.imports.hidden_parts import Hidden, hidden_parts
from members.imports.old_workbooks import read_old_workbook
from tests.members.imports.files import listed, xls


def hiding() -> bytes:
    """Return a workbook of two sheets, so large that its table of sectors isn't one; the second hides something."""
    workbook = xlwt.Workbook(encoding="utf-8")
    first, second = workbook.add_sheet("Sheet1"), workbook.add_sheet("รายชื่อ")
    for sheet in (first, second):
        for at, row in enumerate(listed(300)):
            for column, value in enumerate(row):
                sheet.write(at, column, f"{value} {sheet.name}")
    second.row(4).hidden = True
    second.col(5).hidden = True
    second.col(6).width = 1000
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_hidden_rows_and_columns_of_each_sheet_are_marked() -> None:
    data = hiding()
    assert hidden_parts(data) == {"Sheet1": Hidden(), "รายชื่อ": Hidden(frozenset({5}), frozenset({5}))}
    first, second = read_old_workbook(data)
    assert (first.hidden_columns, second.hidden_columns) == (set(), {5})
    assert [row.number for row in (*first.rows, *second.rows) if row.hidden] == [5]


@pytest.mark.parametrize("length", [0, 100, 600, 1500, 5000])
def test_of_a_damaged_file_nothing_is_said(length: int) -> None:
    assert not any(hidden_parts(xls(listed())[:length]).values())


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    data = bytearray(xls(listed()))
    table = (int.from_bytes(data[76:80], "little") + 1) * 512
    for sector in range(128):
        data[table + 4 * sector : table + 4 * sector + 4] = (0).to_bytes(4, "little")
    assert hidden_parts(bytes(data)) == {}


def test_a_disk_without_a_workbook_hides_nothing() -> None:
    data = xls(listed()).replace("Workbook".encode("utf-16-le"), "Worthook".encode("utf-16-le"))
    assert hidden_parts(data) == {}
