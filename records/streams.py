"""Lists of any length as files, written in blocks of rows: CSV that Excel opens in Thai, and JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

BYTE_ORDER_MARK: Final = "\ufeff"
FORMULA_STARTS: Final = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
ROWS_IN_BLOCK: Final = (
    500  # a block is what goes through the web server at once: row by row that costs more than the row
)

RowT = TypeVar("RowT")
Columns = Mapping[str, Callable[[RowT], str]]
_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode


def as_text(value: str) -> str:
    """Keep a cell from being run as a formula by a spreadsheet: text that could start one gets an apostrophe."""
    return f"'{value}" if value[:1] in FORMULA_STARTS else value


def csv_lines(columns: Columns[RowT], rows: Iterable[RowT]) -> Iterator[str]:
    """Yield the header, behind a byte order mark, and the lines of the rows."""
    return csv_of(tuple(columns), cells_of(columns, rows))


def csv_of(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the same of rows that are cells already."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(names)
    yield BYTE_ORDER_MARK + written.getvalue()
    for block in _blocks(rows):
        written.seek(0)
        written.truncate()
        # as_text(), written out: called for each cell it costs as much as all the rest.
        writer.writerows([f"'{cell}" if cell[:1] in FORMULA_STARTS else cell for cell in row] for row in block)
        yield written.getvalue()


def json_lines(head: Mapping[str, Any], key: str, columns: Columns[RowT], rows: Iterable[RowT]) -> Iterator[str]:
    """Yield an object that begins with ``head`` and holds the rows as a list under ``key``; an empty cell is null."""
    return json_of(head, key, tuple(columns), cells_of(columns, rows))


def json_of(head: Mapping[str, Any], key: str, names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the same of rows that are cells already."""
    start = json.dumps(dict(head), ensure_ascii=False).removesuffix("}")
    yield f"{start}{', ' if head else ''}{json.dumps(key)}: ["
    row_of = "{" + ", ".join(f"{_quoted(name)}: %s" for name in names) + "}"
    between = "\n"
    for block in _blocks(rows):
        yield between + ",\n".join(
            [row_of % tuple([_quoted(cell) if cell else "null" for cell in row]) for row in block]
        )
        between = ",\n"
    yield "\n]}\n"


def cells_of(columns: Columns[RowT], rows: Iterable[RowT]) -> Iterator[list[str]]:
    return ([cell_of(row) for cell_of in columns.values()] for row in rows)


def _blocks(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    left = iter(rows)
    while block := list(islice(left, ROWS_IN_BLOCK)):
        yield block
