"""Reads tables of HTML: what web systems hand out under the name of a spreadsheet."""

import re
from html.parser import HTMLParser
from typing import Final

from members.imports.tables import LONGEST_CELL, Collector, Merged, Row, Sheet, merge, text_cell
from members.imports.texts import decoded

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NAMES: Final = {"windows-874": "cp874", "tis-620": "cp874", "tis620": "cp874", "iso-8859-11": "cp874"}
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_UNSEEN: Final = frozenset({"script", "style", "head", "noscript", "template"})
_MOST_SPANNED: Final = 1000


def read_page(data: bytes) -> list[Sheet]:
    """Return each table of a page as a sheet; a table inside a table's cell is a sheet of its own."""
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode().lower() if found else ""
    reader = _Tables()
    reader.feed(decoded(data, declared=_NAMES.get(declared, declared)))
    reader.close()
    reader.end_all()
    return reader.sheets


class _Table:
    def __init__(self) -> None:
        self.sheet = Sheet("")
        self.merged: list[Merged] = []
        self.number = 0
        self.row: Row | None = None
        self.column = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.taken: dict[int, int] = {}  # the last row that a cell from above takes of a column


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = Collector()
        self.sheets: list[Sheet] = []
        self.open: list[_Table] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.open.append(_Table())
            self.sheets.append(self.open[-1].sheet)
        elif tag in _UNSEEN:
            self.unseen += 1
        elif not self.open:
            return
        elif tag == "tr":
            self._begin_row(self.open[-1], hidden=bool(_HIDDEN.search(values.get("style", ""))) or "hidden" in values)
        elif tag in {"td", "th"}:
            self._begin_cell(self.open[-1], values)
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag == "table" and self.open:
            self._end_table(self.open.pop())
        elif tag in {"td", "th"} and self.open:
            self._end_cell(self.open[-1])
        elif tag == "tr" and self.open:
            self._end_row(self.open[-1])

    def handle_data(self, data: str) -> None:
        cell = self.open[-1].cell if self.open else None
        if cell is not None and not self.unseen and len(cell) <= LONGEST_CELL:
            cell.append(data[: LONGEST_CELL + 1])

    def end_all(self) -> None:
        while self.open:
            self._end_table(self.open.pop())

    def _begin_row(self, table: _Table, *, hidden: bool) -> None:
        self._end_row(table)
        table.number += 1
        table.row = Row(table.number, hidden=hidden)
        table.column = 0

    def _begin_cell(self, table: _Table, values: dict[str, str]) -> None:
        self._end_cell(table)
        if table.row is None:
            self._begin_row(table, hidden=False)
        while table.taken.get(table.column, 0) >= table.number:
            table.column += 1
        if _HIDDEN.search(values.get("style", "")) or "hidden" in values:
            table.sheet.hidden_columns.add(table.column)
        table.cell = []
        table.span = (_span(values.get("rowspan", "")), _span(values.get("colspan", "")))

    def _end_cell(self, table: _Table) -> None:
        if table.cell is None or table.row is None:
            return
        row, (down, across) = table.row, table.span
        cell = text_cell("".join(table.cell).strip(" \t\r\n\xa0"))
        if cell is not None:
            row.cells[table.column] = cell
        if (down, across) != (1, 1):
            last = Merged(row.number, table.column, row.number + down - 1, table.column + across - 1)
            table.merged.append(last)
            for column in range(last.left, last.right + 1):
                table.taken[column] = last.bottom
        table.column += across
        table.cell = None

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if table.row is not None:
            self.collector.take(table.sheet, table.row)
            table.row = None

    def _end_table(self, table: _Table) -> None:
        self._end_row(table)
        merge(table.sheet, table.merged)


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text.isascii() and text.isdecimal() else 1
