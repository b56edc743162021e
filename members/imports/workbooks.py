"""Reads workbooks of Excel (.xlsx), part by part and as a stream: only what isn't blank is ever kept.

Cells keep the value that Excel last calculated. Nothing is followed outside the file. ``defusedxml`` reads the small
parts, expat the sheets, and neither takes a DOCTYPE.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from members.imports import dates
from members.imports.tables import (
    BOOL,
    ERROR,
    FORMULA,
    LONGEST_CELL,
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
from members.imports.xml_streams import PIECE, Ended, Gathered, local_name, stream, unescaped

_MAX_SMALL_PART: Final = 8 * 1024 * 1024
_MAX_SHEETS: Final = 200
_MOST_COLUMNS: Final = 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>/]*>")
BROKEN: Final = (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError, ParseError, expat.ExpatError)


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return list(_Workbook(archive).sheets())
    except DefusedXmlException as error:
        raise Unreadable("entities") from error
    except BROKEN as error:
        raise Unreadable("broken") from error


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.path = self._target(self._part("_rels/.rels"), "", "/officeDocument") or "xl/workbook.xml"
        self.root = self._part(self.path)
        self.related = self._part(join(dirname(self.path), "_rels", self.path.rsplit("/", 1)[-1] + ".rels"))
        properties = _first(self.root, "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in {"1", "true", "on"}
        self.date_styles = self._date_styles()
        self.strings = self._strings()

    def sheets(self) -> Iterator[Sheet]:
        collector = Collector()
        targets = {
            relation.get("Id"): self._absolute(relation.get("Target", ""))
            for relation in self.related
            if relation.get("Type", "").endswith("/worksheet")
        }
        listed = [element for element in self.root.iter() if local_name(element.tag) == "sheet"]
        if len(listed) > _MAX_SHEETS:
            raise Unreadable("too_many_parts")
        for element in listed:
            target = next(
                (targets[v] for k, v in element.attrib.items() if local_name(k) == "id" and v in targets), None
            )
            if target is None:
                continue  # a chart, or a sheet of another kind
            hidden = element.get("state", "visible") != "visible"
            sheet = Sheet(element.get("name", "")[:LONGEST_CELL], hidden=hidden)
            if not hidden:
                with self.archive.open(target) as part:
                    _SheetReader(self, sheet, collector).read(part)
            yield sheet

    def _part(self, path: str) -> Element:
        if self.archive.getinfo(path).file_size > _MAX_SMALL_PART:
            raise Unreadable("inflates")
        root: Element = fromstring(self.archive.read(path), forbid_dtd=True)
        return root

    def _absolute(self, target: str) -> str:
        return _resolved(target, dirname(self.path))

    @staticmethod
    def _target(relations: Element, base: str, kind: str) -> str:
        """Return the part that a relation of a kind leads to, "" for none."""
        found = (each.get("Target", "") for each in relations if each.get("Type", "").endswith(kind))
        target = next(found, "")
        return _resolved(target, base) if target else ""

    def _date_styles(self) -> frozenset[int]:
        """Return the numbers of the cell styles that show a date."""
        path = self._target(self.related, dirname(self.path), "/styles")
        if path not in self.archive.namelist():
            return frozenset()
        root = self._part(path)
        codes = {
            element.get("numFmtId"): element.get("formatCode", "")
            for element in root.iter()
            if local_name(element.tag) == "numFmt"
        }
        formats = _first(root, "cellXfs")
        used = [] if formats is None else [style.get("numFmtId", "0") for style in formats]
        return frozenset(
            number for number, used_id in enumerate(used) if dates.is_date_format(used_id, codes.get(used_id, ""))
        )

    def _strings(self) -> list[str]:
        path = self._target(self.related, dirname(self.path), "/sharedStrings")
        if path not in self.archive.namelist():
            return []
        reader = _StringsReader()
        with self.archive.open(path) as part:
            stream(part, reader.start, reader.end, reader.text)
        return reader.strings


def _resolved(target: str, base: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join(base, target))


def _first(root: Element, name: str) -> Element | None:
    return next((element for element in root.iter() if local_name(element.tag) == name), None)


class _StringsReader:
    """Reads the texts that cells share; how a text is pronounced (``rPh``) is no part of it."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.gathered = Gathered()
        self.inside = self.pronounced = False

    def start(self, name: str, _: dict[str, str]) -> None:
        local = local_name(name)
        self.pronounced = self.pronounced or local == "rPh"
        self.inside = local == "t" and not self.pronounced

    def text(self, text: str) -> None:
        if self.inside:
            self.gathered.add(text)

    def end(self, name: str) -> None:
        local = local_name(name)
        self.inside = False
        self.pronounced = self.pronounced and local != "rPh"
        if local == "si":
            self.strings.append(unescaped(self.gathered.take()))


class _SheetReader:
    """Takes the events of one sheet; a row is kept when it ends, so that memory holds no blank ones."""

    def __init__(self, workbook: _Workbook, sheet: Sheet, collector: Collector) -> None:
        self.workbook, self.sheet, self.collector = workbook, sheet, collector
        self.row = Row(0)
        self.column = -1
        self.kind, self.style, self.formula = "", 0, False
        self.gathered = Gathered()
        self.inside = False
        self.merged: list[Merged] = []

    def read(self, part: IO[bytes]) -> None:
        try:
            stream(part, self.start, self.end, self.text)
        except Ended as ended:
            self._rest(part, ended.rest)
        merge(self.sheet, self.merged)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "c":
            self._begin_cell(attributes)
        elif local in {"v", "t"}:
            self.inside = True
        elif local == "row":
            number = int(attributes.get("r") or self.row.number + 1)
            self.row = Row(number, hidden=attributes.get("hidden") in {"1", "true"})
            self.column = -1
        elif local == "f":
            self.formula = True
        elif local == "mergeCell":
            self.merged.append(_area(attributes.get("ref", "")))
        elif local == "col" and _is_hidden_column(attributes):
            first, last = int(attributes["min"]), min(int(attributes["max"]), _MOST_COLUMNS)
            self.sheet.hidden_columns |= set(range(first - 1, last))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = _column(reference) if reference else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s") or 0)
        self.formula = False

    def text(self, text: str) -> None:
        if self.inside:
            self.gathered.add(text)

    def end(self, name: str) -> None:
        local = local_name(name)
        if local in {"v", "t"}:
            self.inside = False
        elif local == "c":
            cell = self._cell(self.gathered.take())
            if cell is not None:
                self.row.cells[self.column] = cell
        elif local == "row" and not self.collector.take(self.sheet, self.row):
            raise Ended

    def _cell(self, text: str) -> Cell | None:
        if self.formula and not text and self.kind != "str":
            return Cell(FORMULA, "")
        if self.kind in {"str", "inlineStr"}:
            return text_cell(unescaped(text))
        if not text:
            return None
        if self.kind == "s":
            return text_cell(self.workbook.strings[int(text)])
        return self._value(text)

    def _value(self, text: str) -> Cell:
        if self.kind == "b":
            return Cell(BOOL, "TRUE" if text.strip() in {"1", "true"} else "FALSE")
        if self.kind == "e":
            return Cell(ERROR, text)
        if self.kind == "d":
            return dates.iso_cell(text)
        if self.style in self.workbook.date_styles:
            return dates.serial_cell(float(text), since_1904=self.workbook.since_1904)
        return Cell(NUMBER, dates.plain_number(text))

    def _rest(self, part: IO[bytes], piece: bytes) -> None:
        """Look through what stands behind the last row that was read, without taking it apart."""
        before = b""
        while piece:
            seen = before + piece
            self.sheet.cut = self.sheet.cut or bool(_VALUE.search(seen))
            self.merged += [_area(found.decode()) for found in _MERGED.findall(seen)]
            before = seen[-200:].rpartition(b">")[2]
            piece = part.read(PIECE)


def _is_hidden_column(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in {"1", "true"} or float(attributes.get("width") or 1) == 0


def _column(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise Unreadable("broken")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _area(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    top, bottom = (_REFERENCE.fullmatch(corner) for corner in (first, last or first))
    if top is None or bottom is None:
        raise Unreadable("broken")
    return Merged(int(top[2]), _column(first), int(bottom[2]), _column(last or first))
