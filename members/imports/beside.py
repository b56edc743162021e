"""Tables side by side in one sheet, as long lists are printed: each is read as if it had a sheet of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from members.imports.columns import Field, known_field
from members.imports.tables import HEADER_ROWS, TEXT, Row, Sheet, letters_of
from members.imports.words import normal

_FEWEST: Final = 2  # columns of a table
_NAMES: Final = frozenset({Field.NAME, Field.CLUSTER})
_OF_EVERY_TABLE: Final = frozenset({Field.SEQUENCE, Field.NUMBER})


def tables_beside(sheet: Sheet) -> list[Sheet]:
    """Return a sheet for each table that stands beside another with the same header; else the sheet as it is."""
    for row in sheet.rows:
        if row.number > HEADER_ROWS:
            break
        if starts := _starts(row):
            ends = [*starts[1:], max(column for each in sheet.rows for column in each.cells) + 1]
            # Margins of the sheet belong to the first table.
            ranges = [range(start, end) for start, end in zip([0, *starts[1:]], ends, strict=True)]
            return [_part(sheet, row, columns, at) for at, columns in enumerate(ranges)]
    return [sheet]


def _starts(row: Row) -> list[int]:
    """Return the first columns of the tables whose headers stand in a row, if there are several and all are alike."""
    named = [(column, normal(cell.text)) for column, cell in sorted(row.cells.items()) if cell.kind == TEXT]
    texts = [text for _column, text in named]
    for width in range(_FEWEST, len(texts) // 2 + 1):
        if len(texts) % width == 0 and texts == texts[:width] * (len(texts) // width) and _is_header(texts[:width]):
            return [column for column, _text in named[::width]]
    return []


def _is_header(texts: Sequence[str]) -> bool:
    """Tell a whole header from the second level of one, where "ชื่อ" and "โทรศัพท์" stand under several groups."""
    known = {known_field(text) for text in texts}
    return bool(known & _NAMES) and bool(known & _OF_EVERY_TABLE)


def _part(sheet: Sheet, header: Row, columns: range, at: int) -> Sheet:
    rows = []
    for row in sheet.rows:
        cells = {column: cell for column, cell in row.cells.items() if column in columns}
        if row.number < header.number:
            cells = cells or row.cells  # a title over all tables
        if cells:
            rows.append(replace(row, cells=dict(cells)))
    name = sheet.name if not at else _("%(sheet)s (คอลัมน์ %(letters)s)") % _place(sheet, columns)
    across = [area for area in sheet.across if area.left in columns]
    shared = header.number - 1 if at else 0
    return replace(sheet, name=name, rows=rows, across=across, shared_rows=shared)


def _place(sheet: Sheet, columns: range) -> dict[str, str]:
    return {"sheet": sheet.name, "letters": letters_of(columns.start)}
