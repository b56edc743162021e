"""Workbooks of any length, written row by row: a file that Excel opens, in the memory of one row.

A text is written as a text whatever it begins with, so none is run as a formula; a number is a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | None
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 31
_LONGEST_TEXT: Final = 32_000  # Excel takes 32,767 signs in a cell
# The same content gives the same bytes, so that caches and checksums hold.
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sheet:
    """One table: what its columns are called, unit included, and its rows; ``widths`` in signs, 14 each by default."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def marked_sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], mark: str) -> Sheet:
    """Return a sheet of rows whose last column says, if there's anything to say, that they're invented."""
    if not mark:
        return Sheet(name, columns, rows)
    return Sheet(name, (*columns, "sample_data"), ((*row, mark) for row in rows))


def workbook(sheets: Iterable[Sheet], title: str) -> IO[bytes]:
    """Write the sheets into a temporary file, at its start; whoever closes it deletes it."""
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # the answer that sends it closes it
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": title, "created": _MADE})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name.translate(_FORBIDDEN)[:_LONGEST_NAME]), sheet, heading)
    book.close()
    file.seek(0)
    return file


def _write(page: Worksheet, sheet: Sheet, heading: Format) -> None:
    page.freeze_panes(1, 0)
    for column, _name in enumerate(sheet.headings):
        page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else 14)
    for column, name in enumerate(sheet.headings):
        page.write_string(0, column, name, heading)
    number = 0
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    page.write_string(number, column, cell[:_LONGEST_TEXT])
            elif cell is not None:
                page.write_number(number, column, float(cell) if isinstance(cell, Decimal) else cell)
    page.autofilter(0, 0, number, max(0, len(sheet.headings) - 1))
