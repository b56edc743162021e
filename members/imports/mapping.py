"""Which column of a file holds what: as its name tells, unless a person has said otherwise.

What was said of a name is kept with the batch, and offered to the next file of the same centre.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from members.imports.headers import Header
from members.imports.list_kinds import column_of, header_of, labels_of
from members.imports.tables import HEADER_ROWS, TEXT, Cell, Sheet
from members.imports.words import normal
from members.models import ImportBatch

IGNORED_NAME: Final = "(ไม่นำเข้า)"
_LONGEST_KEY: Final = 120
_BATCHES_REMEMBERED: Final = 40


@dataclass(frozen=True)
class Column:
    """A column of a sheet as an officer sees it: its name, and what is taken from it, "" for nothing."""

    sheet: str
    index: int
    name: str
    field: str

    @property
    def key(self) -> str:
        return header_key(self.name)


def header_key(name: str) -> str:
    return normal(name).lower()[:_LONGEST_KEY]


def apply_mapping(sheets: Iterable[Sheet], mapping: Mapping[str, str], kind: str) -> None:
    """Give the columns that a person has mapped the names under which they're known."""
    if not mapping:
        return
    labels = labels_of(kind)
    names = {key: str(labels[field]) if field in labels else IGNORED_NAME for key, field in mapping.items()}
    for sheet in sheets:
        header = header_of(sheet, kind)
        if header is not None:
            _rename(sheet, header, names)
        else:
            _rename_anywhere(sheet, {key: name for key, name in names.items() if name != IGNORED_NAME})


def _rename(sheet: Sheet, header: Header, names: Mapping[str, str]) -> None:
    for column, name in header.names.items():
        meant = names.get(header_key(name))
        if meant is None:
            continue
        for row in sheet.rows:
            if header.first <= row.number <= header.last:
                row.cells.pop(column, None)
                if row.number == header.last:
                    row.cells[column] = Cell(TEXT, meant)


def _rename_anywhere(sheet: Sheet, names: Mapping[str, str]) -> None:
    """Where no header was found, a name that was mapped makes one."""
    for row in sheet.rows:
        for column, cell in row.cells.items() if row.number <= HEADER_ROWS else ():
            meant = names.get(header_key(cell.text)) if cell.kind == TEXT else None
            if meant:
                row.cells[column] = Cell(TEXT, meant)


def columns_of(sheets: Iterable[Sheet], kind: str) -> list[Column]:
    """Return the columns of all visible tables; of a sheet without one the cells that may be its header."""
    found: list[Column] = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        header = header_of(sheet, kind)
        if header is not None:
            names = sorted(header.names.items())
            found += [Column(sheet.name, index, name, column_of(header, index, kind)) for index, name in names]
        else:
            found += _possible_header(sheet)
    return found


def _possible_header(sheet: Sheet) -> list[Column]:
    rows = [row for row in sheet.rows if row.number <= HEADER_ROWS]
    widest = max(rows, key=lambda row: sum(cell.kind == TEXT for cell in row.cells.values()), default=None)
    cells = sorted(widest.cells.items()) if widest else []
    return [
        Column(sheet.name, index, normal(cell.text[:_LONGEST_KEY]), "") for index, cell in cells if cell.kind == TEXT
    ]


def remembered(batch: ImportBatch) -> dict[str, str]:
    """Return what the centre has said of columns in its latest files. One query."""
    earlier = ImportBatch.objects.filter(centre=batch.centre_id, state=ImportBatch.State.DONE)
    if batch.centre_id is None:
        earlier = earlier.filter(author=batch.author_id)
    known: dict[str, str] = {}
    for mapping in earlier.order_by("-pk").values_list("mapping", flat=True)[:_BATCHES_REMEMBERED]:
        known = {**mapping, **known}
    return known
