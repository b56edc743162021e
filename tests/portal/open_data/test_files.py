"""Data sets written as files."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.open_data.catalogue import BY_NAME, Published
from portal.open_data.datasets import DataSet, Field
from portal.open_data.files import csv_of, json_of, number
from records.streams import BYTE_ORDER_MARK, FORMULA_STARTS, ROWS_IN_BLOCK

NAMES: Final = ("text", "count", "value", "flag", "day")
ROW: Final = ("ไหม", -3, Decimal("83.40"), True, date(2006, 10, 1))


def of(rows: Iterable[Sequence[object]]) -> DataSet:
    return replace(BY_NAME["clusters"], fields=tuple(Field(name, name) for name in NAMES), rows=lambda: rows)


def as_csv(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    text = "".join(csv_of(of(rows)))
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


def test_cells_are_written_as_a_spreadsheet_reads_them() -> None:
    blank = ("", None, None, False, None)
    assert as_csv([ROW, blank]) == [
        list(NAMES),
        ["ไหม", "-3", "83.4", "true", "2006-10-01"],
        ["", "", "", "false", ""],
    ]


@given(st.sampled_from(sorted(FORMULA_STARTS)), st.text(alphabet="ก1+("))
def test_a_text_that_could_start_a_formula_never_does(start: str, rest: str) -> None:
    assert as_csv([(start + rest, None, None, None, None)])[1][0] == f"'{start}{rest}"


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, ROWS_IN_BLOCK, 2 * ROWS_IN_BLOCK + 1])
def test_json_holds_numbers_as_numbers_and_blank_as_null(count: int) -> None:
    told = Published(of([ROW, ("", None, Decimal(27), False, None)] * count), (), is_sample=False, site="http://a.th")
    data = json.loads("".join(json_of(told)))
    assert data["count"] == 2 * count == len(data["rows"])
    assert (
        data["rows"][:2]
        == [
            {"text": "ไหม", "count": -3, "value": 83.4, "flag": True, "day": "2006-10-01"},
            {"text": None, "count": None, "value": 27, "flag": False, "day": None},
        ][: 2 * count]
    )
    assert [field["name"] for field in data["fields"]] == list(NAMES)


@pytest.mark.django_db
def test_words_that_are_translated_late_are_words_in_json() -> None:
    told = Published(of([(BY_NAME["clusters"].title, *ROW[1:])]), (), is_sample=False, site="http://a.th")
    assert json.loads("".join(json_of(told)))["rows"][0]["text"] == "คลัสเตอร์"


@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_a_number_keeps_its_value_and_loses_zeros_that_say_nothing(value: Decimal) -> None:
    written = number(value)
    assert Decimal(written) == value
    assert not ("." in written and written.endswith("0"))


def test_rows_are_read_in_blocks_as_they_are_sent() -> None:
    read: list[int] = []

    def rows() -> Iterable[Sequence[object]]:
        for n in range(10 * ROWS_IN_BLOCK):
            read.append(n)
            yield ROW

    pieces = csv_of(of(rows()))
    next(pieces)
    assert read == []
    next(pieces)
    assert len(read) == ROWS_IN_BLOCK
