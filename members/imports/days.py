"""Reads years and days of both eras. What can be read in two ways is refused, with what to type."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from members.imports.tables import DATE, NUMBER, Cell
from members.imports.values import ValueProblem, readable, shown
from thai.calendar import ERA_OFFSET, ThaiCalendarError, fiscal_year_of, format_date_input, parse_date

# The programme began in 2546: nobody consented to be published by it before; older clusters may have joined it.
FIRST_CONSENT: Final = 2546
FIRST_JOINED: Final = 2540


@dataclass(frozen=True, slots=True)
class Year:
    value: int
    was_common_era: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    value: date
    was_common_era: bool = False


_YEAR = re.compile(
    r"(?:เข้าร่วม)?(?:เมื่อ|ตั้งแต่)?(?:ปี)?(?:ที่)?(?:งบประมาณ|งบ)?(?:fy|fiscal year|year)?[ .]*"
    r"(?P<era>พ\.? ?ศ\.?|ค\.? ?ศ\.?|b\.?e\.?|c\.?e\.?|a\.?d\.?)?[ .]*'?(?P<year>[0-9]{2}|[0-9]{4})(?:\.0+)?"
    r" *(?P<behind>b\.?e\.?|c\.?e\.?|a\.?d\.?)?",
    re.IGNORECASE,
)


def read_year(cell: Cell | None, *, today: date) -> Year | None:
    """Return a year of the Buddhist Era: from 66, 2566, พ.ศ. 2566, 2023, or the fiscal year of a date."""
    text = readable(cell)
    if cell is None or not text:
        return None
    found = _YEAR.fullmatch(text)
    if found is None or cell.kind == DATE:
        return _year_of_date(cell, today=today)
    year, era = int(found["year"]), (found["era"] or found["behind"] or "").lower()
    common_era = era.startswith(("ค", "c", "a"))
    if len(found["year"]) == 2:
        if common_era or year < 40:
            raise ValueProblem(_("ปี %(text)s อ่านได้หลายแบบ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2566") % {"text": text})
        year += 2500
    elif common_era or 1990 <= year <= 2100:
        return Year(_joined(year + ERA_OFFSET, today), was_common_era=True)
    return Year(_joined(year, today))


def _joined(year: int, today: date) -> int:
    if not FIRST_JOINED <= year <= fiscal_year_of(today) + 1:
        raise ValueProblem(
            _("ปี %(year)d ต้องอยู่ระหว่าง พ.ศ. %(first)d ถึง %(last)d กรุณาตรวจสอบ")
            % {"year": year, "first": FIRST_JOINED, "last": fiscal_year_of(today) + 1}
        )
    return year


def _year_of_date(cell: Cell, *, today: date) -> Year:
    try:
        day = _date(cell, readable(cell))
    except ValueProblem as error:
        raise ValueProblem(_("อ่านปีไม่ได้ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2566")) from error
    return Year(_joined(fiscal_year_of(day.value), today), day.was_common_era)


_SHORT = re.compile(r"([0-9]{1,2}) ?[/.\-] ?([0-9]{1,2}) ?[/.\-] ?([0-9]{2})")
_NAMED_SHORT = re.compile(r"([0-9]{1,2}[ .]?[^0-9]+?)[ .']*([0-9]{2})")
_CLOCK = re.compile(
    r"[ T,]+(?:เวลา)? ?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]+)?(?: ?(?:น\.?|am|pm))?$", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})")
_SERIAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def read_date(cell: Cell | None) -> Day | None:
    """Return a day; a real date of a spreadsheet may have a year of either era, a slashed one has its day first."""
    text = readable(cell)
    return None if cell is None or not text else _date(cell, text)


def _date(cell: Cell, text: str) -> Day:
    if cell.kind == DATE:
        return _of_spreadsheet(text)
    if cell.kind == NUMBER or _SERIAL.fullmatch(text):
        raise ValueProblem(
            _("“%(text)s” อาจเป็นเลขลำดับวันของ Excel กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. เช่น 12/01/2566") % {"text": shown(text)}
        )
    return _of_text(_CLOCK.sub("", text))


def _of_spreadsheet(text: str) -> Day:
    year, month, day = (int(part) for part in text.split("-"))
    try:
        if year >= 2400:
            return Day(_plausible(date(year - ERA_OFFSET, month, day)))
        return Day(_plausible(date(year, month, day)))
    except ValueProblem:
        raise
    except ValueError as error:
        raise ValueProblem(
            _("ไม่มีวันที่ %(day)d/%(month)d/%(year)d กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. เช่น 12/01/2566")
            % {"day": day, "month": month, "year": year}
        ) from error


def _of_text(text: str) -> Day:
    text = _MONTH_FIRST.sub(r"\2 \1 \3", text.lower()).replace("เดือน", " ")
    short = _SHORT.fullmatch(text)
    if short:
        text = _with_whole_year(short[1], short[2], short[3])
    elif (named := _NAMED_SHORT.fullmatch(re.sub(r"[-/](?=[^0-9])|(?<=[^0-9])[-/]", " ", text))) is not None:
        year = int(named[2])
        if year < FIRST_CONSENT - 2500:
            raise ValueProblem(_("ปี %(year)02d อ่านได้หลายแบบ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2566") % {"year": year})
        text = f"{named[1]} {2500 + year}"
    return _whole(re.sub(r"(?<=[0-9])[-/](?=[^0-9])|(?<=[^0-9 ])[-/](?=[0-9])", " ", text))


def _with_whole_year(first: str, second: str, last: str) -> str:
    """Return a date with four digits of its year, if only the last number can be the year."""
    if int(last) >= FIRST_CONSENT - 2500 and int(first) <= 31 and int(second) <= 12:
        return f"{first}/{second}/25{last}"
    raise ValueProblem(
        _("วันที่ %(text)s อ่านได้หลายแบบ กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. สี่หลัก เช่น 12/01/2566") % {"text": f"{first}/{second}/{last}"}
    )


def _whole(text: str) -> Day:
    year = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
    era = re.search(r"ค\.? ?ศ\.?|คศ|\b(?:c\.?e|a\.?d)\b\.?", text)
    if year:
        text = text[: year.start()] + str(int(year[0]) + ERA_OFFSET) + text[year.end() :]
        text = text.replace(era[0], "") if era else text
    try:
        return Day(_plausible(parse_date(" ".join(text.split()))), was_common_era=bool(year))
    except ThaiCalendarError as error:
        raise ValueProblem(str(error)) from error


def _plausible(day: date) -> date:
    if day.year + ERA_OFFSET < FIRST_CONSENT:
        raise ValueProblem(
            _("วันที่ %(day)s มาก่อนเริ่มโครงการ กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. สี่หลัก เช่น 12/01/2566")
            % {"day": format_date_input(day)}
        )
    return day
