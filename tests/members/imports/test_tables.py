"""Tables as values: their limits, merged cells, and the way from one process to the other."""

import json

import pytest

from members.imports.tables import (
    LONG,
    LONGEST_CELL,
    LONGEST_SHEET_NAME,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_ROWS_ABOVE,
    TEXT,
    Cell,
    Collector,
    Merged,
    Row,
    Sheet,
    Unreadable,
    dump,
    letters_of,
    load,
    merge,
    text_cell,
)
from members.models import ImportRow


def row(number: int, **texts: str) -> Row:
    return Row(number, {ord(column) - ord("a"): Cell(TEXT, text) for column, text in texts.items()})


def test_a_text_that_is_far_too_long_keeps_its_beginning() -> None:
    assert text_cell("ก" * 3_000_000) == Cell(LONG, "ก" * LONGEST_CELL)
    assert text_cell(" " * 3_000_000) is None
    assert text_cell(" \xa0") is None
    assert text_cell("ก") == Cell(TEXT, "ก")


def test_many_blank_rows_end_a_table() -> None:
    sheet, collector = Sheet("a"), Collector()
    assert collector.take(sheet, row(1, a="ก"))
    assert collector.take(sheet, row(201, a="ข"))
    assert not collector.take(sheet, Row(402))
    assert not sheet.cut
    assert not collector.take(sheet, row(403, a="ค"))
    assert sheet.cut
    assert [kept.number for kept in sheet.rows] == [1, 201]


def test_more_columns_or_rows_than_the_limits_are_refused() -> None:
    collector = Collector()
    with pytest.raises(Unreadable, match="too_many_columns"):
        collector.take(Sheet("a"), Row(1, dict.fromkeys(range(MAX_COLUMNS + 1), Cell(TEXT, "ก"))))
    collector.held = MAX_ROWS + MAX_ROWS_ABOVE
    with pytest.raises(Unreadable, match="too_many_rows"):
        collector.take(Sheet("a"), row(1, a="ก"))


def test_merged_cells_are_filled_down_only_into_rows_that_have_something_else() -> None:
    sheet = Sheet("a", [row(1, a="กลุ่ม", b="1"), row(2, b="2"), row(4, b="4")])
    merge(sheet, [Merged(1, 0, 3, 0), Merged(9, 0, 10, 0)])
    assert [each.cells.get(0, Cell("", "")).text for each in sheet.rows] == ["กลุ่ม", "กลุ่ม", ""]
    assert len(sheet.rows) == 3


def test_merged_cells_across_a_header_are_kept_for_it() -> None:
    sheet = Sheet("a", [row(1, a="ผู้ติดต่อ"), row(30, a="หมายเหตุ")])
    merge(sheet, [Merged(1, 0, 1, 2), Merged(30, 0, 30, 5)])
    assert sheet.across == [Merged(1, 0, 1, 2)]


def test_millions_of_merged_cells_are_refused() -> None:
    sheet = Sheet("a", [row(1, a="ก"), row(20_000, a="ข")])
    with pytest.raises(Unreadable, match="broken"):
        merge(sheet, [Merged(1, 0, 20_000, 0)] * 100)


def test_what_is_dumped_is_loaded() -> None:
    sheets = [
        Sheet("ก", [Row(3, {1: Cell(TEXT, 'ข"\n')}, True, 2)], False, [Merged(1, 2, 3, 4)], True, {5}),
        Sheet("", hidden=True),
    ]
    assert load(line.encode() for line in dump(sheets)) == sheets


def test_the_name_of_a_sheet_is_the_same_where_it_is_read_and_where_its_rows_are_kept() -> None:
    """What was decided of a row is found again by it, also that of a part of the sheet, which is told behind it."""
    (sheet,) = load(line.encode() for line in dump([Sheet("ก" * 200)]))
    assert sheet.name == "ก" * LONGEST_SHEET_NAME
    assert len(sheet.name) + len(" (คอลัมน์ XFD)") <= (ImportRow._meta.get_field("sheet").max_length or 0)


def test_lines_that_end_too_early_are_no_file() -> None:
    lines = [line.encode() for line in dump([Sheet("a", [row(1, a="ก")])])]
    with pytest.raises(Unreadable, match="limits"):
        load(lines[:-1])
    with pytest.raises(Unreadable, match="broken"):
        load([json.dumps({"error": "broken"}).encode()])


def test_a_column_has_the_letters_that_a_spreadsheet_shows() -> None:
    assert [letters_of(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_text_that_many_cells_share_is_not_written_out_without_end() -> None:
    """A few kilobytes of a workbook can name one text of a shared list a million times."""
    sheet = Sheet("a", [Row(n, dict.fromkeys(range(100), Cell(TEXT, "ก" * 2000))) for n in range(1, 62)])
    lines = dump([sheet])
    with pytest.raises(Unreadable, match="limits"):
        list(lines)


def test_what_is_loaded_holds_equal_texts_once() -> None:
    (sheet,) = load(line.encode() for line in dump([Sheet("a", [row(1, a="ก ข"), row(2, a="ก ข")])]))
    first, second = (each.cells[0].text for each in sheet.rows)
    assert first is second
