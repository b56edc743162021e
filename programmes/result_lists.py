"""Reads a year's results as offices keep them: a row for each group, a column for each indicator."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from members.imports.columns import Field
from members.imports.gate import FileRefused
from members.imports.headers import Header
from members.imports.headers import find_header as find_members
from members.imports.interpret import interpret
from members.imports.rows import Problem, Reading, ReadRow
from members.imports.tables import HEADER_ROWS, TEXT, Cell, Row, Sheet
from members.imports.values import ValueProblem, readable
from members.imports.words import normal
from programmes.models import Indicator, Period
from programmes.models.results import misfit
from programmes.result_sheet import read_number
from thai.text import normalise

VALUE: Final = "value"
LABELS: Final[dict[str, StrOrPromise]] = {
    Field.SEQUENCE: gettext_lazy("ลำดับที่"),
    Field.CLUSTER: gettext_lazy("รหัสคลัสเตอร์"),
    Field.NAME: gettext_lazy("ชื่อคลัสเตอร์"),
    VALUE: gettext_lazy("ผลตามตัวชี้วัดที่เป็นหัวคอลัมน์"),
}
_COLUMNS: Final = (
    (Field.SEQUENCE, re.compile(r"ลำดับ(ที่)?|ที่|no|seq")),
    (Field.CLUSTER, re.compile(r"รหัส(คลัสเตอร์|กลุ่ม)?|(cluster)?code")),
    (Field.NAME, re.compile(r"(ราย)?ชื่อ(กลุ่ม|คลัสเตอร์).*|(กลุ่ม)?คลัสเตอร์|กลุ่ม(อุตสาหกรรม)?|cluster(name)?")),
)
_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_UNIT = re.compile(r" *\((?P<unit>[^()]*)\) *$")
_QUARTER = re.compile(r"[ ,\-–]*(?:ไตรมาส(?:ที่)?|quarter|q) *(?P<quarter>[1-4])", re.IGNORECASE)


@dataclass(frozen=True)
class ResultCell:
    """What a file says of one group in one indicator and period."""

    indicator: Indicator
    period: Period
    value: Decimal


@dataclass(frozen=True)
class _Column:
    indicator: Indicator
    period: Period | None  # None: of a quarter that the file doesn't say
    unit: str


Finder = Callable[[Sheet], Header | None]


def indicators_by_name() -> dict[str, Indicator]:
    """Return the indicators that are entered, by each of their names. One query."""
    entered = [each for each in Indicator.objects.in_use() if each.is_entered]
    return {normalise(name).lower(): each for each in entered for name in (each.name, each.name_en, each.code) if name}


def find_header(sheet: Sheet) -> Header | None:
    """Return the header of a table of results: groups by code or name, and an indicator beside them. One query."""
    return _finder(indicators_by_name())(sheet)


def _finder(known: Mapping[str, Indicator]) -> Finder:
    def find(sheet: Sheet) -> Header | None:
        found = (_header(row, known) for row in sheet.rows if row.number <= HEADER_ROWS)
        return next((header for header in found if header is not None), None)

    return find


def _header(row: Row, known: Mapping[str, Indicator]) -> Header | None:
    names = {column: normal(cell.text) for column, cell in row.cells.items() if cell.kind == TEXT}
    fields: dict[int, Field] = {}
    for column, name in sorted(names.items()):
        key = _NOISE.sub("", name.lower())
        field = next((field for field, pattern in _COLUMNS if pattern.fullmatch(key)), None)
        if field is not None and field not in fields.values():
            fields[column] = field
    if Field.NAME not in fields.values():
        fields = {column: Field.NAME if field == Field.CLUSTER else field for column, field in fields.items()}
    results = {column for column, name in names.items() if column not in fields and _column(name, known)}
    if Field.NAME not in fields.values() or not results:
        return None
    unknown = tuple(name for column, name in names.items() if column not in {*fields, *results})
    return Header(row.number, row.number, fields, names, unknown)


def _column(name: str, known: Mapping[str, Indicator]) -> _Column | None:
    """Return of which indicator and period a column is; a unit and a quarter may stand behind the name."""
    quarter = _QUARTER.search(name)
    bare = _QUARTER.sub("", name).strip()
    unit = _UNIT.search(bare)
    for text in (name, bare, _UNIT.sub("", bare).strip()):
        if (indicator := known.get(text.lower())) is not None:
            wanted = Period(int(quarter["quarter"])) if quarter else Period.YEAR
            periods = Period.of(indicator.frequency)
            told = unit["unit"].strip() if unit and text.lower() != name.lower() else ""
            return _Column(indicator, wanted if wanted in periods else None, told)
    return None


def column_of(header: Header, index: int) -> str:
    """Return what a column holds, "" for nothing."""
    is_unknown = header.names[index] in header.unknown
    return header.fields.get(index) or ("" if is_unknown else VALUE)


def recognises(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a file holds results: its columns are indicators, and it names no firms."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    if any(find_members(sheet) for sheet in visible):
        return False
    find = _finder(indicators_by_name())
    return any(find(sheet) for sheet in visible)


def template() -> Sequence[str]:
    """Return the template's columns: the groups, and each indicator with its unit, by quarters where it has them."""
    names = [str(LABELS[Field.CLUSTER]), str(LABELS[Field.NAME])]
    for each in (each for each in Indicator.objects.in_use() if each.is_entered):
        for period in Period.of(each.frequency):
            quarter = _("ไตรมาส %(number)d") % {"number": period.value} if period != Period.YEAR else ""
            names.append(" ".join(filter(None, (each.name, quarter, f"({each.unit})"))))
    return names


def read(sheets: Sequence[Sheet], *, today: date) -> tuple[Reading, Mapping[tuple[str, int], tuple[ResultCell, ...]]]:
    """Return the rows of a file and by sheet and row what each tells. Raises FileRefused. One query."""
    known = indicators_by_name()
    find = _finder(known)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    headers = {sheet.name: header for sheet in visible if (header := find(sheet))}
    if not headers:
        raise FileRefused(_("ไม่พบตารางผล ต้องมีหัวคอลัมน์ รหัสหรือชื่อคลัสเตอร์ และอย่างน้อยหนึ่งคอลัมน์ที่หัวเป็นชื่อตัวชี้วัด"))
    reading = interpret(sheets, today=today, find=find)
    columns = {
        name: {index: found for index, text in header.names.items() if (found := _column(text, known))}
        for name, header in headers.items()
    }
    for name, held in columns.items():
        reading.notices += _other_units(name, headers[name], held)
    by_place = {(sheet.name, row.number): row for sheet in visible for row in sheet.rows}
    told: dict[tuple[str, int], tuple[ResultCell, ...]] = {}
    for at, row in enumerate(reading.rows):
        place = row.sheet, row.number
        reading.rows[at], told[place] = _read_row(row, by_place[place], headers[row.sheet], columns[row.sheet])
    return reading, told


def _other_units(sheet: str, header: Header, columns: Mapping[int, _Column]) -> list[Problem]:
    """Tell of columns whose unit isn't the indicator's: nobody multiplies by a million in silence."""
    told = _("หน่วยในไฟล์คือ “%(file)s” แต่หน่วยของตัวชี้วัดคือ “%(unit)s” ระบบไม่แปลงหน่วยให้ กรุณาตรวจสอบตัวเลข")
    return [
        Problem(sheet, None, header.names[index], told % {"file": each.unit, "unit": each.indicator.unit})
        for index, each in columns.items()
        if each.unit and each.unit not in {each.indicator.unit, each.indicator.unit_en}
    ]


def _read_row(
    row: ReadRow, cells: Row, header: Header, columns: Mapping[int, _Column]
) -> tuple[ReadRow, tuple[ResultCell, ...]]:
    found: dict[tuple[int, Period], ResultCell] = {}
    problems = list(row.problems)
    for index, column in columns.items():
        try:
            value = _value(cells.cells.get(index), column)
            if value is not None:
                cell = ResultCell(column.indicator, column.period or Period.YEAR, value)
                if found.setdefault((cell.indicator.pk, cell.period), cell) is not cell:
                    raise ValueProblem(_("มีอีกคอลัมน์ของตัวชี้วัดและช่วงเวลาเดียวกันในแถวนี้ กรุณาเหลือไว้คอลัมน์เดียว"))
        except ValueError as problem:
            problems.append(Problem(row.sheet, row.number, header.names[index], str(problem)))
    member = replace(row.member, cluster=row.member.cluster or row.member.name)
    return replace(row, member=member, problems=tuple(problems)), tuple(found.values())


def _value(cell: Cell | None, column: _Column) -> Decimal | None:
    """Return a number, None for a blank cell. Raises ValueError with what to type."""
    text = readable(cell)
    if not text:
        return None
    if column.period is None:
        told = _("ตัวชี้วัดนี้รายงานทุกไตรมาส กรุณาเติมไตรมาสไว้หลังชื่อคอลัมน์ เช่น “ไตรมาส 1”")
        if column.indicator.frequency != Indicator.Frequency.QUARTER:
            told = _("ตัวชี้วัดนี้รายงานปีละครั้ง กรุณาลบไตรมาสออกจากชื่อคอลัมน์ และพิมพ์ผลทั้งปี")
        raise ValueProblem(told)
    value = read_number(text)
    if problem := misfit(column.indicator, value):
        raise ValueProblem(problem)
    return value
