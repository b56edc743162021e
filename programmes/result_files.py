"""Results from a spreadsheet: a row for each group by its code, a column for each indicator."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from members.imports.read import read
from members.imports.tables import Row, Sheet
from programmes.models import Indicator, Participation
from records.errors import RuleBroken
from thai.text import normalise

HEADER_ROWS: Final = 20
CODE: Final = ("รหัสคลัสเตอร์", "รหัส", "cluster code", "code")
NAMED: Final = 10
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")  # a unit behind a name

Key = tuple[int, int]  # participation, indicator


@dataclass(frozen=True)
class FileResults:
    """What a file says, as it is written there, and what an officer must be told of the rest."""

    values: Mapping[Key, str]
    problems: tuple[str, ...]

    @property
    def groups(self) -> frozenset[int]:
        return frozenset(group for group, _indicator in self.values)


def read_results(
    data: bytes, name: str, groups: Iterable[Participation], indicators: Iterable[Indicator]
) -> FileResults:
    """Read a file by the codes of these groups and the names or codes of these indicators.

    Raises ``RuleBroken`` if it can't be opened, or has no column of codes beside one of an indicator.
    """
    by_code = {group.cluster.code: group.pk for group in groups}
    by_name = {_plain(name): each.pk for each in indicators for name in (each.name, each.name_en, each.code) if name}
    values: dict[Key, str] = {}
    problems: list[str] = []
    found = False
    for sheet in read(data, name):
        rows = iter(sheet.rows)
        columns = _columns(rows, by_name, problems)
        if columns is not None:
            found = True
            _read_rows(sheet, rows, columns, by_code, values, problems)
    if not found:
        raise RuleBroken(_("ไฟล์ต้องมีหัวคอลัมน์ “รหัสคลัสเตอร์” และอย่างน้อยหนึ่งคอลัมน์ที่หัวเป็นชื่อตัวชี้วัดของช่วงเวลานี้"))
    rest = len(problems) - NAMED
    more = [_("และอีก %(count)s เรื่อง") % {"count": rest}] if rest > 0 else []
    return FileResults(values, (*problems[:NAMED], *more))


@dataclass(frozen=True)
class _Columns:
    code: int
    indicators: Mapping[int, int]


def _columns(rows: Iterator[Row], by_name: Mapping[str, int], problems: list[str]) -> _Columns | None:
    """Find the header among the first rows, and leave the rows behind it."""
    for number, row in enumerate(rows):
        written = {place: _plain(cell.text) for place, cell in row.cells.items()}
        code = next((place for place, text in written.items() if text in CODE), None)
        indicators = {place: by_name[text] for place, text in written.items() if text in by_name}
        if code is not None and indicators:
            twice = len(indicators) != len(set(indicators.values()))
            problems += [_("มีตัวชี้วัดเดียวกันมากกว่าหนึ่งคอลัมน์ ใช้คอลัมน์ทางซ้าย")] if twice else []
            return _Columns(code, indicators)
        if number >= HEADER_ROWS:
            return None
    return None


def _read_rows(  # noqa: PLR0917  # what is read, by what, and where it goes
    sheet: Sheet,
    rows: Iterator[Row],
    columns: _Columns,
    by_code: Mapping[str, int],
    values: dict[Key, str],
    problems: list[str],
) -> None:
    for row in rows:
        code = normalise(row.cells[columns.code].text).upper() if columns.code in row.cells else ""
        if not code:
            continue  # totals and signatures have no code
        group = by_code.get(code)
        where = {"sheet": sheet.name, "row": row.number, "code": code[:20]}
        if group is None:
            problems.append(_("%(sheet)s แถว %(row)s: ไม่มีคลัสเตอร์รหัส “%(code)s” ในรายชื่อของปีนี้ที่ท่านดูแล") % where)
            continue
        for place, indicator in columns.indicators.items():
            text = row.cells[place].text.strip() if place in row.cells else ""
            if not text:
                continue
            if values.setdefault((group, indicator), text) != text:
                problems.append(_("%(sheet)s แถว %(row)s: %(code)s มีสองค่าที่ไม่ตรงกัน ใช้ค่าแรก") % where)


def _plain(text: str) -> str:
    return _IN_BRACKETS.sub("", normalise(text)).strip().lower()
