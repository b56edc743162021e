"""Reads old workbooks (.xls) and the XML of Excel 2003, which goes by the same ending."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from members.imports import dates
from members.imports.hidden_parts import Hidden, hidden_parts
from members.imports.tables import (
    BOOL,
    DATE,
    ERROR,
    NUMBER,
    Cell,
    Collector,
    Merged,
    Row,
    Sheet,
    Unreadable,
    merge,
    text_cell,
)

_MOST_COLUMNS: Final = 256
_ERRORS: Final = ("#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


def read_old_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of an .xls. Raises Unreadable."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        collector = Collector()
        hidden = hidden_parts(data)
        return [_sheet(workbook, meta, collector, hidden) for meta in workbook.sheets_metadata]
    except PasswordError as error:
        raise Unreadable("password") from error
    except Unreadable:
        raise
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise Unreadable("password" if "assword" in str(error) else "broken") from error
    except BaseException as error:  # a panic of the Rust library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise Unreadable("broken") from error


def _sheet(workbook: Any, meta: Any, collector: Collector, hidden: Mapping[str, Hidden]) -> Sheet:
    sheet = Sheet(meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
    if sheet.hidden:
        return sheet
    grid = workbook.get_sheet_by_name(meta.name)
    if grid.start is None:
        return sheet
    rows, columns = hidden.get(meta.name, Hidden())
    sheet.hidden_columns |= columns
    top, left = grid.start
    for number, values in enumerate(grid.to_python(skip_empty_area=True), start=top + 1):
        cells = {column: cell for column, value in enumerate(values, start=left) if (cell := _cell(value))}
        if not collector.take(sheet, Row(number, cells, hidden=number in rows)) and sheet.cut:
            break
    areas = grid.merged_cell_ranges or []
    merge(sheet, [Merged(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in areas])
    return sheet


def _cell(value: Any) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return Cell(BOOL, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(NUMBER, dates.plain_number(repr(value)))
    if isinstance(value, datetime | date):
        return Cell(DATE, value.isoformat()[:10])
    if isinstance(value, time | timedelta):
        return text_cell(str(value))
    return Cell(ERROR, value) if value in _ERRORS else text_cell(str(value))


def read_excel_xml(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook in the XML of Excel 2003. Raises Unreadable."""
    reader = _ExcelXml()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable("broken") from error
    for sheet, merged in zip(reader.sheets, reader.merged, strict=True):
        merge(sheet, merged)
    return reader.sheets


class _ExcelXml:
    def __init__(self) -> None:
        self.collector = Collector()
        self.sheets: list[Sheet] = []
        self.merged: list[list[Merged]] = []
        self.row = Row(0)
        self.column = -1
        self.styled = -1  # the last column that the sheet's own list of columns has named
        self.kind = ""
        self.pieces: list[str] = []

    @staticmethod
    def refuse_doctype(*_: object) -> None:
        raise Unreadable("entities")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        values = {key.rsplit(":", 1)[-1]: value for key, value in attributes.items()}
        if local == "Worksheet":
            self.sheets.append(Sheet(values.get("Name", "")))
            self.merged.append([])
            self.row, self.styled = Row(0), -1
        elif local == "Column":
            self._column_style(values)
        elif local == "Row":
            self.row = Row(int(values.get("Index") or self.row.number + 1), hidden=values.get("Hidden") == "1")
            self.column = -1
        elif local == "Cell":
            self._begin_cell(values)
        elif local == "Data":
            self.kind = values.get("Type", "String")
            self.pieces = []
        elif local == "Visible":
            self.kind = "visible"
            self.pieces = []

    def _column_style(self, values: dict[str, str]) -> None:
        first = int(values["Index"]) - 1 if "Index" in values else self.styled + 1
        self.styled = first + min(int(values.get("Span") or 0), _MOST_COLUMNS)
        if values.get("Hidden") == "1":
            self.sheets[-1].hidden_columns |= set(range(first, self.styled + 1))

    def _begin_cell(self, values: dict[str, str]) -> None:
        self.column = int(values["Index"]) - 1 if "Index" in values else self.column + 1
        across, down = int(values.get("MergeAcross") or 0), int(values.get("MergeDown") or 0)
        if across or down:
            top = self.row.number
            self.merged[-1].append(Merged(top, self.column, top + down, self.column + across))

    def text(self, text: str) -> None:
        if self.kind:
            self.pieces.append(text)

    def end(self, name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if local == "Data":
            cell = self._cell("".join(self.pieces))
            if cell is not None:
                self.row.cells[self.column] = cell
            self.kind = ""
        elif local == "Cell" and self.merged and self.merged[-1]:
            last = self.merged[-1][-1]
            if (last.top, last.left) == (self.row.number, self.column):
                self.column = last.right
        elif local == "Row":
            self.collector.take(self.sheets[-1], self.row)
        elif local == "Visible":
            self.sheets[-1].hidden = "".join(self.pieces).strip() != "SheetVisible"
            self.kind = ""

    def _cell(self, text: str) -> Cell | None:
        if self.kind == "Number" and text:
            return Cell(NUMBER, dates.plain_number(text))
        if self.kind == "DateTime" and text:
            return dates.iso_cell(text)
        if self.kind == "Boolean":
            return Cell(BOOL, "TRUE" if text.strip() == "1" else "FALSE")
        return Cell(ERROR, text) if self.kind == "Error" else text_cell(text)
