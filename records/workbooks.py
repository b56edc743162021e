"""Workbooks of any length, written row by row: a file that Excel opens, in the memory of a block of rows.

XlsxWriter makes the workbook with everything but its rows; these are written into its sheets here (decision 0024).
A text is written as a text whatever it begins with, so none is run as a formula; a number is a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | None
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 31
_LONGEST_TEXT: Final = 32_000  # Excel takes 32,767 signs in a cell
_LAST_ROW: Final = 1_048_576  # of a sheet, for Excel; what is beyond it isn't written
_ROWS_IN_BLOCK: Final = 500
_FAST: Final = 3  # how hard to compress: the usual 6 takes half as long again and saves a sixth
# The same content gives the same bytes, so that caches and checksums hold.
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)

# The parts of a workbook that tell of rows.
_BOOK: Final = "xl/workbook.xml"
_SHEET: Final = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")  # optional, and known at the end only
_END_OF_ROWS: Final = b"</sheetData>"
_UNKNOWN: Final = _LAST_ROW - 1  # stands for the last row until that is known; to the very last one means columns
_FILTERED: Final = re.compile(rb'(localSheetId="([0-9]+)"[^<]*\$)%d<' % _UNKNOWN)

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_ESCAPED: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")


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
    tables = list(sheets)
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # the answer that sends it closes it
    last_rows: dict[int, int] = {}
    with (
        ZipFile(_without_rows(tables, title)) as empty,
        ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_FAST) as book,
    ):
        # The part that tells how far each filter reaches is written when that is known.
        for name in sorted(empty.namelist(), key=lambda name: name == _BOOK):
            content = empty.read(name)
            with book.open(name, "w") as part:
                if found := _SHEET.fullmatch(name):
                    number = int(found[1]) - 1
                    last_rows[number] = _write_sheet(part, content, tables[number])
                else:
                    part.write(_filtered_to(last_rows, content) if name == _BOOK else content)
    file.seek(0)
    return file


def _without_rows(sheets: Sequence[Sheet], title: str) -> IO[bytes]:
    """Return the workbook with its heads; filters reach to a row that stands for the last one."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name.translate(_FORBIDDEN)[:_LONGEST_NAME])
            page.freeze_panes(1, 0)
            for column, name in enumerate(sheet.headings):
                page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else 14)
                page.write_string(0, column, name, heading)
            page.autofilter(0, 0, _UNKNOWN - 1, max(0, len(sheet.headings) - 1))
    file.seek(0)
    return file


def _filtered_to(last_rows: dict[int, int], content: bytes) -> bytes:
    return _FILTERED.sub(lambda found: b"%b%d<" % (found[1], last_rows[int(found[2])]), content)


def _write_sheet(part: IO[bytes], content: bytes, sheet: Sheet) -> int:
    """Write the sheet with its rows between its head and the rest; returns the number of the last row."""
    head, end, rest = _DIMENSION.sub(b"", content).partition(_END_OF_ROWS)
    part.write(head)
    last = 1
    rows = islice(sheet.rows, _LAST_ROW - 1)
    while block := list(islice(rows, _ROWS_IN_BLOCK)):
        part.write("".join(_rows_as_xml(block, last + 1)).encode())
        last += len(block)
    part.write(end + rest.replace(b"%d" % _UNKNOWN, b"%d" % last))
    return last


def _rows_as_xml(rows: Sequence[Sequence[Cell]], first: int) -> Iterator[str]:
    names = [xl_col_to_name(column) for column in range(max(map(len, rows)))]
    for number, row in enumerate(rows, start=first):
        cells = "".join(
            [
                f'<c r="{name}{number}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
                if isinstance(cell, str)
                else f'<c r="{name}{number}"><v>{cell:.16G}</v></c>'
                for name, cell in zip(names, _fit_for_xml(row), strict=False)
                if cell is not None and cell != ""
            ]
        )
        yield f'<row r="{number}">{cells}</row>'


def _fit_for_xml(row: Sequence[Cell]) -> Sequence[Cell]:
    """Escape what XML or Excel would read as something else: looked for in all cells at once, it's seldom there."""
    text = "".join([cell for cell in row if isinstance(cell, str)])
    if text.isprintable() and len(text) <= _LONGEST_TEXT and not any(sign in text for sign in ("&", "<", ">", "_x")):
        return row
    return [_escaped(cell[:_LONGEST_TEXT]) if isinstance(cell, str) else cell for cell in row]


def _escaped(text: str) -> str:
    """Return the text for XML; Excel writes a sign that XML can't hold as _x000D_, and these as text with _x005F_."""
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_ESCAPED.sub("_x005F_", text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
