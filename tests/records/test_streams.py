"""Lists as files, written row by row."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from records.streams import BYTE_ORDER_MARK, ROWS_IN_BLOCK, as_text, csv_lines, json_lines

COLUMNS: dict[str, Callable[[str], str]] = {"name": lambda row: row, "note": lambda row: ""}


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@a", "\tx", "\uff1d1"])
def test_a_cell_that_could_start_a_formula_is_written_as_text(text: str) -> None:
    assert as_text(text) == f"'{text}"
    assert list(csv.reader(io.StringIO("".join(csv_lines(COLUMNS, [text])))))[1][0] == f"'{text}"


def test_a_file_begins_with_a_byte_order_mark_and_reads_back() -> None:
    text = "".join(csv_lines(COLUMNS, ["ผ้าไหม", 'a "b", c']))
    assert text.startswith(BYTE_ORDER_MARK)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
    assert rows == [["name", "note"], ["ผ้าไหม", ""], ['a "b", c', ""]]


@pytest.mark.parametrize("rows", [[], ["ผ้าไหม"], ["ก", '"ข"']])
def test_an_object_holds_head_and_rows_and_null_for_what_is_empty(rows: list[str]) -> None:
    data = json.loads("".join(json_lines({"count": len(rows)}, "rows", COLUMNS, rows)))
    assert data == {"count": len(rows), "rows": [{"name": row, "note": None} for row in rows]}
    assert json.loads("".join(json_lines({}, "rows", COLUMNS, []))) == {"rows": []}


def test_a_block_is_written_before_the_next_is_asked_for() -> None:
    asked = iter([str(number) for number in range(2 * ROWS_IN_BLOCK + 1)])
    for lines in (csv_lines(COLUMNS, asked), json_lines({}, "rows", COLUMNS, asked)):
        next(lines)
        next(lines)
    assert next(asked) == str(2 * ROWS_IN_BLOCK)


def test_rows_of_several_blocks_are_all_written_once() -> None:
    rows = [str(number) for number in range(2 * ROWS_IN_BLOCK + 1)]
    read = csv.reader(io.StringIO("".join(csv_lines(COLUMNS, rows))))
    assert [row[0] for row in read][1:] == rows
    data = json.loads("".join(json_lines({}, "rows", COLUMNS, rows)))
    assert [row["name"] for row in data["rows"]] == rows
