"""What a file holds before anybody has asked what it means: sheets, rows with their numbers, cells with their kind.

Nothing here knows Django: the child process that opens a file hands these values over as lines of JSON.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 100
# Title rows, the header and its second level: what stands above the first member is never more.
MAX_ROWS_ABOVE: Final = 100
LONGEST_SHEET_NAME: Final = 80  # signs; Excel takes 31, and a row is kept with a hundred
LONGEST_CELL: Final = 2_000  # signs; of a longer cell only the beginning is kept
BLANK_ROWS_BEFORE_THE_END: Final = 200
HEADER_ROWS: Final = 20
MOST_SIGNS: Final = 12_000_000  # of all cells together, ten times what a full list of members has
_MOST_FILLED: Final = 500_000  # cells that merged ones may be filled down into

TEXT: Final = "text"
NUMBER: Final = "number"
DATE: Final = "date"
BOOL: Final = "bool"
ERROR: Final = "error"
FORMULA: Final = "formula"  # a formula that was never calculated: there is no value
LONG: Final = "long"  # only the beginning of a text that is far too long


class Unreadable(Exception):  # noqa: N818  # the file is, not the program
    """A file that can't be read; ``code`` tells why, in the words of ``members.imports.read.REASONS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Cell(NamedTuple):
    kind: str
    text: str


@dataclass(slots=True)
class Row:
    """A row with its number as the spreadsheet shows it; ``cells`` holds the ones that aren't blank, by column.

    ``width`` counts the cells of a line of text, blank ones too; None where the file has a grid.
    """

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    hidden: bool = False
    width: int | None = None


class Merged(NamedTuple):
    """Merged cells: first row and column, last row and column; rows as numbers, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet up to its last row that isn't blank; rows that are blank may be missing from ``rows``.

    ``across`` are the merged cells over several columns among the rows where a header can stand, ``cut`` tells that
    there are values behind a long stretch of blank rows, which weren't read. ``hidden_columns`` may name blank ones;
    ``shared_rows`` are those at the top that count as another sheet's.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    hidden: bool = False
    across: list[Merged] = field(default_factory=list)
    cut: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    shared_rows: int = 0


def text_cell(text: str) -> Cell | None:
    """Return a cell of text, cut if it's far too long; None for a blank one."""
    if len(text) > LONGEST_CELL:
        return Cell(LONG, text[:LONGEST_CELL]) if text.strip() else None
    return Cell(TEXT, text) if text and not text.isspace() else None


def letters_of(column: int) -> str:
    """Return the letters by which a spreadsheet shows a column: A for 0, AA for 26."""
    rest, letter = divmod(column, 26)
    return (letters_of(rest - 1) if rest else "") + chr(ord("A") + letter)


@dataclass
class Collector:
    """Takes the rows of a file one by one and keeps to the limits, over all its sheets."""

    held: int = 0

    def take(self, sheet: Sheet, row: Row) -> bool:
        """Keep a row that isn't blank; False when so many blank ones stand before it that the table must be over."""
        last = sheet.rows[-1].number if sheet.rows else 0
        if row.number - last > BLANK_ROWS_BEFORE_THE_END:
            sheet.cut = bool(row.cells)
            return False
        if not row.cells:
            return True
        if len(row.cells) > MAX_COLUMNS:
            raise Unreadable("too_many_columns")
        self.held += 1
        if self.held > MAX_ROWS + MAX_ROWS_ABOVE:
            raise Unreadable("too_many_rows")
        sheet.rows.append(row)
        return True


def merge(sheet: Sheet, merged: Iterable[Merged]) -> None:
    """Fill what is merged down into the rows that have something else; keep what is merged across a header."""
    rows = {row.number: row for row in sheet.rows}
    left = _MOST_FILLED
    for area in merged:
        if area.left < area.right and area.top <= HEADER_ROWS:
            sheet.across.append(area)
        first = rows.get(area.top)
        value = first.cells.get(area.left) if first else None
        if value is None or sheet.rows[-1].number <= area.top:
            continue
        for number in range(area.top + 1, min(area.bottom, sheet.rows[-1].number) + 1):
            left -= 1
            if left < 0:
                raise Unreadable("broken")
            below = rows.get(number)
            if below is not None and below.cells:
                below.cells.setdefault(area.left, value)


def dump(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield one line of JSON for each sheet and row, and one that says that nothing is missing.

    Raises Unreadable when it's too much: a text that thousands of cells share is only here written out.
    """
    signs = 0
    for sheet in sheets:
        head = {"sheet": sheet.name, "hidden": sheet.hidden, "across": sheet.across, "cut": sheet.cut}
        yield json.dumps(head | {"hidden_columns": sorted(sheet.hidden_columns)}, ensure_ascii=False)
        for row in sheet.rows:
            signs += sum(len(cell.text) for cell in row.cells.values())
            if signs > MOST_SIGNS:
                raise Unreadable("limits")
            cells = [(column, *cell) for column, cell in row.cells.items()]
            yield json.dumps([row.number, row.hidden, row.width, cells], ensure_ascii=False)
    yield json.dumps({"end": True})


def load(lines: Iterable[bytes]) -> list[Sheet]:
    """Read what ``dump`` wrote, a sheet's name as far as it is kept. Raises Unreadable if it ends too early."""
    sheets: list[Sheet] = []
    known: dict[str, str] = {}  # many cells say the same, and all are of a few kinds
    for line in lines:
        read: Any = json.loads(line)
        if isinstance(read, list):
            number, hidden, width, cells = read
            held = {
                column: Cell(known.setdefault(kind, kind), known.setdefault(text, text)) for column, kind, text in cells
            }
            sheets[-1].rows.append(Row(number, held, hidden, width))
        elif "sheet" in read:
            across = [Merged(*area) for area in read["across"]]
            sheet = Sheet(read["sheet"][:LONGEST_SHEET_NAME], hidden=read["hidden"], across=across, cut=read["cut"])
            sheet.hidden_columns |= set(read["hidden_columns"])
            sheets.append(sheet)
        elif "error" in read:
            raise Unreadable(read["error"])
        else:
            return sheets
    raise Unreadable("limits")
