"""Tables of HTML."""

import pytest

from members.imports.pages import read_page
from members.imports.tables import LONG, Merged
from members.imports.texts import read_text
from tests.members.imports.files import listed, page, text


@pytest.mark.parametrize("charset", ["utf-8", "windows-874"])
def test_a_page_gives_the_same_table_as_a_text(charset: str) -> None:
    (sheet,) = read_page(page(listed(), charset=charset))
    (expected,) = read_text(text(listed()).encode())
    assert [row.cells for row in sheet.rows] == [row.cells for row in expected.rows]


def test_cells_and_rows_need_not_be_closed() -> None:
    (sheet,) = read_page(b"<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert [[cell.text for cell in row.cells.values()] for row in sheet.rows] == [["a", "b"], ["c", "d"]]


def test_spans_keep_the_columns_in_place() -> None:
    (sheet,) = read_page(
        b"<table><tr><th rowspan=2>a<th colspan=2>b<th>c</tr><tr><td>d<td>e<td>f</tr><tr><td>g</tr></table>"
    )
    columns = [{column: cell.text for column, cell in row.cells.items()} for row in sheet.rows]
    assert columns == [{0: "a", 1: "b", 3: "c"}, {0: "a", 1: "d", 2: "e", 3: "f"}, {0: "g"}]
    assert sheet.across == [Merged(1, 1, 1, 2)]


def test_scripts_are_no_text_and_hidden_rows_are_marked() -> None:
    (sheet,) = read_page(b'<table><tr style="display: none"><td>a<script>b</script>&amp;<br>c</table>')
    assert (sheet.rows[0].hidden, sheet.rows[0].cells[0].text) == (True, "a&\nc")


def test_each_table_is_a_sheet_and_a_page_without_one_has_none() -> None:
    sheets = read_page(b"<table><tr><td>a<table><tr><td>b</table></table><table><tr><td>c")
    assert [[cell.text for row in sheet.rows for cell in row.cells.values()] for sheet in sheets] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert read_page(b"<html><td>a</td></tr></table></html>") == []


def test_a_cell_of_megabytes_is_cut() -> None:
    (sheet,) = read_page(b"<table><tr><td>" + b"a" * 3_000_000 + b"<td rowspan=99999999>b</table>")
    assert sheet.rows[0].cells[0].kind == LONG


def test_a_column_that_is_not_shown_is_marked() -> None:
    (sheet,) = read_page(b"<table><tr><td>a<td style='display:none'>b<td hidden>c</tr></table>")
    assert sheet.hidden_columns == {1, 2}


def test_a_cell_without_a_row_begins_one_and_breaks_are_lines() -> None:
    (sheet,) = read_page("<table><td>ก<br>ข<td rowspan=2 colspan=2><i>ค</i></table>".encode())
    assert [cell.text for cell in sheet.rows[0].cells.values()] == ["ก\nข", "ค"]
