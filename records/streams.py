"""Lists of any length as files, written row by row: CSV that Excel opens in Thai, and JSON."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")

RowT = TypeVar("RowT")


class _Line:
    """Gives back what is written to it, so that the writer of CSV keeps nothing."""

    def write(self, text: str) -> str:
        return text


def as_text(value: str) -> str:
    """Keep a cell from being run as a formula by a spreadsheet: text that could start one gets an apostrophe."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def csv_lines(columns: Mapping[str, Callable[[RowT], str]], rows: Iterable[RowT]) -> Iterator[str]:
    """Yield the header, behind a byte order mark, and a line for each row."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([as_text(cell_of(row)) for cell_of in columns.values()]))


def json_lines(
    head: Mapping[str, Any], key: str, columns: Mapping[str, Callable[[RowT], str]], rows: Iterable[RowT]
) -> Iterator[str]:
    """Yield an object that begins with ``head`` and holds the rows as a list under ``key``; an empty cell is null."""
    start = json.dumps(dict(head), ensure_ascii=False).removesuffix("}")
    yield f"{start}{', ' if head else ''}{json.dumps(key)}: ["
    between = "\n"
    for row in rows:
        yield between + json.dumps(
            {name: cell_of(row) or None for name, cell_of in columns.items()}, ensure_ascii=False
        )
        between = ",\n"
    yield "\n]}\n"
