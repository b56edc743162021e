"""Finds the table in a sheet: the row, or the two rows, that name its columns."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from members.imports.columns import SEVERAL, Field, field_of, field_of_levels, is_day, known_field
from members.imports.tables import HEADER_ROWS, NUMBER, TEXT, Row, Sheet
from members.imports.words import normal

_FEWEST: int = 2  # the name and one more
_LONGEST_GROUP = 60
_WIDEST_GROUP = 0.6  # of the columns; what spans more is a title
# A telephone, a number, an address: seen quickly, and what no column is called.
_OF_A_MEMBER: Final = re.compile(r"[0-9๐-๙](?:[ -]?[0-9๐-๙]){7}|@")
_FEWEST_AGAIN = 3  # columns that make a header in the middle of a table


@dataclass(frozen=True)
class Header:
    """Where the names of the columns stand, what each column holds, and the names of those that nobody knows."""

    first: int
    last: int
    fields: dict[int, Field]
    names: dict[int, str]
    unknown: tuple[str, ...] = field(default=())
    # The column to whose names a title or a surname in a column of its own belongs.
    named_in_parts: Field | None = None
    # By column the year that is its name, in lists that have a column for each.
    years: dict[int, int] = field(default_factory=dict)

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
            if _better(double, best) or (double is not None and best is single and _is_second_level(sheet, row, below)):
                best = double
    return best if best is not None and _counts(best) >= _FEWEST else None


def only_counts(sheet: Sheet, header: Header) -> bool:
    """Tell a summary, which has numbers where a list has names; it stands beside the list in one file."""
    column = header.column_of(Field.NAME)
    found = [row.cells[column] for row in sheet.rows if row.number > header.last and column in row.cells]
    return bool(found) and all(cell.kind == NUMBER for cell in found)


def header_again(row: Row, header: Header) -> Header | None:
    """Return the header that a row in the middle of a table is, as on each printed page; None for any other row."""
    if len(row.cells) >= _FEWEST and all(
        header.names.get(column) == normal(cell.text) for column, cell in row.cells.items()
    ):
        return header
    if any(_OF_A_MEMBER.search(cell.text) for cell in row.cells.values()):
        return None
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


def _is_second_level(sheet: Sheet, row: Row, below: Row) -> bool:
    """Tell whether everything in a row stands below cells that are merged across, or down from the row above."""
    groups = [area for area in sheet.across if area.top <= row.number <= area.bottom < below.number]
    covered = {column for area in groups for column in range(area.left, area.right + 1)}
    own = {column for column, cell in below.cells.items() if row.cells.get(column) != cell}
    return bool(own) and own <= covered


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
    _date_the_consent(by_column, names)
    whose = _join_parts(by_column)
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
    return Header(first, last, fields, names, tuple(unknown), whose)


def _date_the_consent(found: dict[int, Field | None], names: dict[int, str]) -> None:
    """Take a date right behind the consent for the day of it, where no other column is called so."""
    for column, behind in pairwise(sorted(found)):
        if found[column] == Field.CONSENT and found[behind] is None and is_day(names[behind]):
            found[behind] = None if Field.CONSENT_DATE in found.values() else Field.CONSENT_DATE


def _join_parts(found: dict[int, Field | None]) -> Field | None:
    """Return whose name stands in several columns: beside a surname a "ชื่อ" is a person's, not the firm's."""
    order = sorted(found)
    surname = next((at for at, column in enumerate(order) if found[column] == Field.SURNAME), 0)
    if surname:
        given = order[surname - 1]
        if found[given] not in {Field.NAME, Field.CONTACT}:
            return None
        has_firm = any(found[column] == Field.NAME for column in order if column != given)
        found[given] = Field.CONTACT if has_firm else Field.NAME
        return found[given]
    for column, behind in pairwise(order):
        if found[column] == Field.PREFIX:
            return found[behind]
    return None


def whole_name(prefix: str, name: str, surname: str) -> str:
    """Return a name of which parts stand in columns of their own; a Thai title touches the name."""
    front = prefix if not name.startswith(prefix) else ""
    space = "" if not front or _TOUCHING.match(front) else " "
    behind = surname if not name.endswith(f" {surname}") else ""  # "ศรี" isn't yet in "สมศรี"
    return f"{front}{space}{name} {behind}".strip()


_TOUCHING: Final = re.compile(r"นาง|นาย|น\.ส\.|ดร\.|คุณ|ว่าที่|ผศ\.|รศ\.|ศ\.|ม\.[รล]\.|พระ")


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
