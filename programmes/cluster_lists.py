"""Reads lists of clusters with the years and funders of their participation, as the department finds the names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from members.imports.columns import Field
from members.imports.days import read_year
from members.imports.gate import FileRefused
from members.imports.headers import Header
from members.imports.headers import find_header as find_members
from members.imports.interpret import interpret
from members.imports.rows import Problem, Reading, ReadRow
from members.imports.tables import HEADER_ROWS, TEXT, Cell, Row, Sheet
from members.imports.values import ValueProblem, read_text, readable, shown
from members.imports.words import normal
from programmes.cluster_years import FIRST_YEAR, YearMark, entry_named, read_mark, year_columns
from programmes.models import Participation

Entry = Participation.Entry
ENTRY, FUNDER, SOURCE, NOTE, MARKS = "entry", "funder", "source", "note", "marks"
LABELS: Final[dict[str, StrOrPromise]] = {
    Field.SEQUENCE: gettext_lazy("ลำดับที่"),
    Field.CLUSTER: gettext_lazy("รหัสคลัสเตอร์"),
    Field.NAME: gettext_lazy("ชื่อคลัสเตอร์"),
    Field.YEAR: gettext_lazy("ปีงบประมาณที่เข้าร่วม (พ.ศ.)"),
    ENTRY: gettext_lazy("ประเภทการเข้าร่วม"),
    FUNDER: gettext_lazy("แหล่งงบประมาณ"),
    SOURCE: gettext_lazy("เอกสารอ้างอิง"),
    NOTE: gettext_lazy("หมายเหตุ"),
    # Of a cluster that isn't known yet: whoever adds it finds them filled in.
    Field.SECTOR: gettext_lazy("สาขาอุตสาหกรรม"),
    Field.PROVINCE: gettext_lazy("จังหวัด"),
    MARKS: gettext_lazy("การเข้าร่วมในปีที่เป็นหัวคอลัมน์"),
}
_LONGEST: Final = {FUNDER: 200, SOURCE: 400, NOTE: 500}
# In this order: "ปีงบประมาณ" is no funder, "ประเภทกลุ่ม" no name. Keys have no spaces, punctuation and capitals.
_COLUMNS: Final = tuple(
    (held, re.compile(pattern))
    for held, pattern in (
        (Field.SEQUENCE, r"ลำดับ(ที่)?|ที่|no|seq|item"),
        (Field.CLUSTER, r"รหัส(คลัสเตอร์|กลุ่ม)?|(cluster)?code"),
        (ENTRY, r"(ประเภท|สถานะ|ลักษณะ)(การ|ของ)?(เข้าร่วม.*|กลุ่ม.*|คลัสเตอร์.*)?|.*ใหม่.*ต่อเนื่อง.*|entry(type)?|status"),
        (Field.YEAR, r"(ปี|พศ|ปีพศ)(งบประมาณ|งบ)?(ที่)?(เข้าร่วม.*|ดำเนินการ|พศ)?|(fiscal)?years?(joined)?|fy"),
        (FUNDER, r".*(งบ|ผู้สนับสนุน|แหล่งทุน|แหล่งเงิน).*|fund(er|ing|edby)?|budget(source)?"),
        (SOURCE, r".*(อ้างอิง|แหล่งที่มา|หลักฐาน).*|ที่มา.*|เอกสาร|sources?|references?"),
        (NOTE, r"หมายเหตุ|notes?|remarks?"),
        (Field.PROVINCE, r"จังหวัด|province"),
        (Field.SECTOR, r"(สาขา|ประเภท)อุตสาหกรรม|สาขา|sector|industry"),
        (Field.NAME, r"(ราย)?ชื่อ(กลุ่ม|คลัสเตอร์).*|(กลุ่ม)?คลัสเตอร์|กลุ่ม(อุตสาหกรรม)?|cluster(name)?|nameofcluster"),
    )
)
_OF_INTERPRETER: Final = frozenset({Field.SEQUENCE, Field.CLUSTER, Field.NAME, Field.YEAR})
_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_OF_ONE_YEAR: Final = (Entry.PILOT, Entry.NEW, Entry.RETURNING)
_SPAN = re.compile(r"(?P<first>[^-–—]*[0-9])(?: *[-–—] *| *(?:ถึง|to) *)(?P<last>[^-–—]*[0-9])")
_BETWEEN_YEARS = re.compile(r"[,;/\n]|และ|(?<=[0-9]) +(?=[0-9]{4})")
_LONGEST_SPAN: Final = 40
_CITED = re.compile(r"(?:แหล่ง)?(?:ที่มา|ข้อมูล|เอกสารอ้างอิง|อ้างอิง|source) *: *(?P<source>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class ClusterLine:
    """What a row tells of a cluster's participation; funder and document by the words of the list."""

    years: tuple[int, ...] = ()
    entry: str = ""
    funder: str = ""
    source: str = ""
    note: str = ""
    marks: tuple[YearMark, ...] = ()  # of a list with a column for each year

    def in_year(self, year: int) -> "ClusterLine":
        """Return what the row tells of one of its years."""
        mark = next((mark for mark in self.marks if mark.year == year), YearMark(year))
        return replace(self, years=(year,), entry=mark.entry or self.entry, funder=mark.funder or self.funder)


def find_header(sheet: Sheet) -> Header | None:
    """Return the header of a table of clusters: a name or a code, and one more column that is known."""
    best: Header | None = None
    rows = [row for row in sheet.rows if row.number <= HEADER_ROWS]
    for row, below in zip_longest(rows, rows[1:]):
        found = _header(row, below)
        if found is not None and (best is None or _known(found) > _known(best)):
            best = found
    return best


def _known(header: Header) -> int:
    return len(header.fields) + len(header.years)


def _header(row: Row, below: Row | None) -> Header | None:
    """Return the header that a row is; years may stand in it, or as a second level below "ปีงบประมาณ"."""
    last, years = row.number, year_columns(row)
    if not years and below is not None and below.number == row.number + 1:
        years = year_columns(below) if 1 < len(year_columns(below)) == len(below.cells) else {}
        last = below.number if years else last
    names = {column: normal(cell.text) for column, cell in row.cells.items() if cell.kind == TEXT}
    held: dict[int, str] = {}
    for column, name in sorted(names.items()):
        what = _held(name)
        if what and what not in held.values() and column not in years:
            held[column] = what
    if Field.NAME not in held.values():  # where nothing but codes tells which clusters they are
        held = {column: Field.NAME if what == Field.CLUSTER else what for column, what in held.items()}
    if Field.NAME not in held.values() or not (years or set(held.values()) & {Field.YEAR, ENTRY, FUNDER, SOURCE}):
        return None
    fields = {column: Field(what) for column, what in held.items() if what in _OF_INTERPRETER}
    unknown = tuple(name for column, name in names.items() if column not in {**fields, **years})
    names |= {column: str(year) for column, year in years.items()}
    return Header(row.number, last, fields, names, unknown, years=years)


def _held(name: str) -> str:
    for text in (_BRACKETS.sub(" ", name), name):
        key = _NOISE.sub("", text.lower())
        found = next((held for held, pattern in _COLUMNS if key and pattern.fullmatch(key)), "")
        if found:
            return found
    return ""


def column_of(header: Header, index: int) -> str:
    """Return what a column holds, "" for nothing."""
    if index in header.years:
        return MARKS
    return header.fields.get(index) or _extras(header).get(index, "")


def _extras(header: Header) -> dict[int, str]:
    """Return the columns that only lists of clusters have, the first of a kind."""
    found: dict[int, str] = {}
    for index, name in sorted(header.names.items()):
        held = _held(name)
        if (
            index not in {**header.fields, **header.years}
            and held not in {"", *_OF_INTERPRETER}
            and held not in found.values()
        ):
            found[index] = held
    return found


def recognises(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a file is a list of clusters: it has their columns, and names no firms beside them."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    return any(find_header(sheet) for sheet in visible) and not any(find_members(sheet) for sheet in visible)


def read(sheets: Sequence[Sheet], *, today: date) -> tuple[Reading, Mapping[tuple[str, int], ClusterLine]]:
    """Return the rows of a list and by sheet and row what each tells. Raises FileRefused."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    headers = {sheet.name: header for sheet in visible if (header := find_header(sheet))}
    if not headers:
        raise FileRefused(
            _("ไม่พบตารางรายชื่อกลุ่ม ภายใน 20 แถวแรกต้องมีแถวหัวตารางที่มี ชื่อคลัสเตอร์ และ ปีงบประมาณ หรือ แหล่งงบประมาณ")
        )
    reading = interpret(sheets, today=today, find=find_header, readers=_READERS)
    by_place = {(sheet.name, row.number): row for sheet in visible for row in sheet.rows}
    lines: dict[tuple[str, int], ClusterLine] = {}
    taken = {(row.sheet, row.number) for row in reading.rows}
    cited = {
        sheet.name: _cited(row for row in sheet.rows if (sheet.name, row.number) not in taken) for sheet in visible
    }
    for at, row in enumerate(reading.rows):
        place = row.sheet, row.number
        reading.rows[at], line = _read_row(row, by_place[place], headers[row.sheet], today)
        lines[place] = line if line.source else replace(line, source=cited.get(row.sheet, ""))
    used = {header.names[index] for header in headers.values() for index in _extras(header)}
    reading.remarks = [remark for remark in reading.remarks if remark.column not in used]
    return reading, lines


def _cited(rows: Iterable[Row]) -> str:
    """Return the document that a line above or below a table names for all of it: "ที่มา: …"."""
    texts = (normal(cell.text) for row in rows for cell in row.cells.values() if cell.kind == TEXT)
    found = next((found for text in texts if (found := _CITED.fullmatch(text))), None)
    return found["source"][: _LONGEST[SOURCE]] if found else ""


def _read_row(row: ReadRow, cells: Row, header: Header, today: date) -> tuple[ReadRow, ClusterLine]:
    line, problems = ClusterLine(), list(row.problems)
    columns = {held: index for index, held in _extras(header).items() if held in _READ}
    year = header.column_of(Field.YEAR)
    if year is not None:
        columns[Field.YEAR] = year
    for held, index in columns.items():
        try:
            line = replace(line, **_READ[held](cells.cells.get(index), today))
        except ValueProblem as problem:
            problems.append(Problem(row.sheet, row.number, header.names[index], str(problem)))
    line = _with_marks(line, row, cells, header, problems)
    if len(line.years) > 1 and line.entry in _OF_ONE_YEAR:
        told = _("แถวนี้มีหลายปี แต่ “%(entry)s” เป็นได้ปีเดียว กรุณาแยกเป็นแถวละปี") % {"entry": Entry(line.entry).label}
        problems.append(Problem(row.sheet, row.number, header.names[columns[ENTRY]], told))
    year_of_row = max(line.years, default=None)
    member = replace(row.member, cluster=row.member.cluster or row.member.name, joined_year=year_of_row)
    return replace(row, member=member, problems=tuple(problems)), line


def _with_marks(  # what is read, of which row, and where problems go
    line: ClusterLine, row: ReadRow, cells: Row, header: Header, problems: list[Problem]
) -> ClusterLine:
    """Add what stands under the years; of a list without such columns the heading above the row may name its year.

    A list that has a column of years as well, of the first one perhaps, takes part in the years that are marked.
    """
    found: list[YearMark] = []
    for index, year in header.years.items():
        try:
            mark = read_mark(cells.cells.get(index), year)
        except ValueProblem as problem:
            problems.append(Problem(row.sheet, row.number, header.names[index], str(problem)))
        else:
            found += [mark] if mark is not None else []
    if header.years and not found and not line.years and not problems:
        told = _("ไม่มีเครื่องหมายในปีใด กรุณาพิมพ์ ✓ ในปีที่เข้าร่วม หรือลบแถวนี้")
        problems.append(Problem(row.sheet, row.number, str(LABELS[MARKS]), told))
    years = tuple(mark.year for mark in found) or line.years
    if unmarked := sorted(set(line.years).difference(years)):
        told = _("ปี %(year)d ในช่องนี้ไม่มีเครื่องหมายในคอลัมน์ของปี กรุณาแก้ให้ตรงกัน หรือเว้นช่องนี้ว่าง") % {"year": unmarked[0]}
        problems.append(Problem(row.sheet, row.number, str(LABELS[Field.YEAR]), told))
    if not years and not header.years and row.member.joined_year:
        years = (row.member.joined_year,)
    return replace(line, years=years, marks=tuple(found))


def read_years(cell: Cell | None, *, today: date) -> tuple[int, ...]:
    """Return the years of a cell: one, several, or from one to another."""
    text = readable(cell)
    if cell is None or not text:
        return ()
    try:
        years = [_year(cell, today)]
    except ValueProblem:
        parts = [part.strip() for part in _BETWEEN_YEARS.split(text) if part.strip()]
        if len(parts) < 2 and not _SPAN.fullmatch(text):  # several
            raise
        years = [year for part in parts for year in _years_of(part, today)]
    if early := [year for year in years if year < FIRST_YEAR]:
        raise ValueProblem(
            _("โครงการเริ่มในปี %(first)d ไม่มีปี %(year)d กรุณาตรวจสอบ") % {"first": FIRST_YEAR, "year": early[0]}
        )
    return tuple(dict.fromkeys(years))


def _years_of(text: str, today: date) -> list[int]:
    span = _SPAN.fullmatch(text)
    if span is None:
        return [_year(Cell(TEXT, text), today)]
    first, last = (_year(Cell(TEXT, span[name]), today) for name in ("first", "last"))
    if not first <= last < first + _LONGEST_SPAN:
        raise ValueProblem(_("ช่วงปี %(text)s ไม่ถูกต้อง กรุณาพิมพ์ เช่น 2549-2552") % {"text": shown(text)})
    return list(range(first, last + 1))


def _year(cell: Cell, today: date) -> int:
    year = read_year(cell, today=today)
    if year is None:
        raise ValueProblem(_("อ่านปีไม่ได้ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2566"))
    return year.value


def read_entry(cell: Cell | None) -> str:
    """Return how a cluster came in, "" where the list doesn't say. "ไม่ต่อเนื่อง" isn't "ต่อเนื่อง": whole words only."""
    text = readable(cell)
    entry = entry_named(text)
    if entry is not None:
        return "" if entry == Entry.UNKNOWN else entry.value
    if text:
        told = _("ไม่รู้จักประเภทการเข้าร่วม “%(text)s” กรุณาพิมพ์ กลุ่มใหม่ กลุ่มต่อเนื่อง กลุ่มที่กลับเข้าร่วม หรือ กลุ่มนำร่อง")
        raise ValueProblem(told % {"text": shown(text)})
    return ""


_READ: Final[dict[str, Any]] = {
    Field.YEAR: lambda cell, today: {"years": read_years(cell, today=today)},
    ENTRY: lambda cell, _today: {"entry": read_entry(cell)},
    FUNDER: lambda cell, _today: {"funder": read_text(cell, longest=_LONGEST[FUNDER])},
    SOURCE: lambda cell, _today: {"source": read_text(cell, longest=_LONGEST[SOURCE])},
    NOTE: lambda cell, _today: {"note": read_text(cell, longest=_LONGEST[NOTE])},
}
# The years are read here, since a row may have several.
_READERS: Final[dict[Field, Any]] = {Field.YEAR: lambda _interpreter, _cell: None}
