"""Finds the table in a sheet: the row, or the two rows, that name its columns."""

from dataclasses import dataclass, field

from members.imports.columns import SEVERAL, Field, field_of, field_of_levels, known_field
from members.imports.tables import HEADER_ROWS, TEXT, Row, Sheet
from members.imports.words import normal

_FEWEST: int = 2  # the name and one more
_LONGEST_GROUP = 60
_WIDEST_GROUP = 0.6  # of the columns; what spans more is a title
_FEWEST_AGAIN = 3  # columns that make a header in the middle of a table


@dataclass(frozen=True)
class Header:
    """Where the names of the columns stand, what each column holds, and the names of those that nobody knows."""

    first: int
    last: int
    fields: dict[int, Field]
    names: dict[int, str]
    unknown: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        """The number of columns up to the last that has a name."""
        return max(self.names) + 1

    def column_of(self, wanted: Field) -> int | None:
        return next((column for column, found in self.fields.items() if found == wanted), None)


def find_header(sheet: Sheet) -> Header | None:
    """Return the header of a sheet's table, None where there is no table."""
    rows = [row for row in sheet.rows if row.number <= HEADER_ROWS]
    best: Header | None = None
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) and rows[index + 1].number == row.number + 1 else None
        single = _header(row.number, row.number, _names(row))
        if _better(single, best):
            best = single
        if below is not None and _can_be_second_level(row, below):
            double = _of_two_levels(sheet, row, below)
            if _better(double, best):
                best = double
    return best if best is not None and _counts(best) >= _FEWEST else None


def header_again(row: Row, header: Header) -> Header | None:
    """Return the header that a row in the middle of a table is, as on each printed page; None for any other row."""
    if len(row.cells) >= _FEWEST and all(
        header.names.get(column) == normal(cell.text) for column, cell in row.cells.items()
    ):
        return header
    column = header.column_of(Field.NAME)
    known = set(header.names.values())
    looks_like_one = column in row.cells and known_field(row.cells[column].text) == Field.NAME
    if not looks_like_one and sum(normal(cell.text) in known for cell in row.cells.values()) < _FEWEST:
        return None
    found = _header(row.number, row.number, _names(row), fuzzy=False)
    is_one = found is not None and _counts(found) >= max(
        len(header.fields) // 2, min(_FEWEST_AGAIN, len(header.fields))
    )
    return found if is_one else None


def _better(found: Header | None, best: Header | None) -> bool:
    return found is not None and (best is None or _counts(found) > _counts(best))


def _counts(header: Header) -> int:
    return len(set(header.fields.values()))


def _names(row: Row) -> dict[int, str]:
    return {column: normal(cell.text) for column, cell in row.cells.items() if cell.kind == TEXT}


def _can_be_second_level(row: Row, below: Row) -> bool:
    texts = {cell.text for cell in row.cells.values()}
    return len(texts) >= 2 and all(
        cell.kind == TEXT and len(cell.text) <= _LONGEST_GROUP for cell in below.cells.values()
    )


def _of_two_levels(sheet: Sheet, row: Row, below: Row) -> Header | None:
    bottoms = _names(below)
    tops = _spread(sheet, row, bottoms)
    columns = sorted({*tops, *bottoms})
    levels = {column: (tops.get(column, ""), bottoms.get(column, "")) for column in columns}
    names = {column: " ".join(dict.fromkeys(filter(None, pair))) for column, pair in levels.items()}
    fields = {column: field_of_levels(*pair) for column, pair in levels.items()}
    return _header(row.number, below.number, names, fields)


def _spread(sheet: Sheet, row: Row, bottoms: dict[int, str]) -> dict[int, str]:
    """Return the names of groups over all their columns: as they're merged, or over what has no name beside them."""
    tops = _names(row)
    last = max({*tops, *bottoms})
    merged = [area for area in sheet.across if area.top <= row.number <= area.bottom and area.left in tops]
    spread = dict(tops)
    for area in merged:
        if area.right - area.left + 1 <= max(_WIDEST_GROUP * (last + 1), 2):
            spread |= dict.fromkeys(range(area.left, min(area.right, last) + 1), tops[area.left])
    if not merged:
        group = ""
        for column in range(last + 1):
            group = tops.get(column, group if column in bottoms else "")
            if group and column in bottoms and len(group) <= _LONGEST_GROUP:
                spread[column] = group
    return spread


def _header(
    first: int, last: int, names: dict[int, str], found: dict[int, Field | None] | None = None, *, fuzzy: bool = True
) -> Header | None:
    """Give each column its field, the first of a kind if there are several; None without a column of names."""
    read = field_of if fuzzy else known_field
    by_column = found if found is not None else {column: read(name) for column, name in names.items()}
    fields: dict[int, Field] = {}
    unknown: list[str] = []
    for column in sorted(by_column):
        meant = by_column[column]
        if meant is None or (meant in fields.values() and meant not in SEVERAL):
            meant = _instead(fields, names, column, meant)
        if meant is None:
            unknown.append(names[column])
        else:
            fields[column] = meant
    if Field.NAME not in fields.values():
        return None
    return Header(first, last, fields, names, tuple(unknown))


def _instead(fields: dict[int, Field], names: dict[int, str], column: int, meant: Field | None) -> Field | None:
    """Of "ผู้ประกอบการ" and "สถานประกอบการ" the first is who runs the second."""
    if meant != Field.NAME:
        return None
    other = next(known for known, kind in fields.items() if kind == Field.NAME)
    if "ผู้ประกอบ" in names[other] and "ผู้ประกอบ" not in names[column]:
        del fields[other]
        if Field.CONTACT not in fields.values():
            fields[other] = Field.CONTACT
        return Field.NAME
    is_free = "ผู้ประกอบ" in names[column] and Field.CONTACT not in fields.values()
    return Field.CONTACT if is_free else None
