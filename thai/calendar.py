"""Years and dates of the Buddhist Era: the fiscal year, reading what people type, writing what people read.

Fiscal years are whole numbers of the Buddhist Era, dates are ``datetime.date`` of the common era. The two eras are
543 years apart for the whole range; that the civil year began in April before 2484 isn't considered.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thai.text import normalise

FIRST_YEAR = 2400
LAST_YEAR = 2700
ERA_OFFSET = 543

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_EN_SHORT = tuple(name[:3] for name in MONTHS_EN)

_BANGKOK = ZoneInfo("Asia/Bangkok")
_FIRST_MONTH = 10
_LONGEST = 100  # signs; a date or year is never longer, and a longer text isn't worth normalising


class ThaiCalendarError(ValueError):
    """A year or date that can't be read. The message is for the person who typed it and says what to do."""


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year of a day or moment: 1 October to 30 September, named by the year in which it ends."""
    day = _in_bangkok(day)
    return day.year + ERA_OFFSET + (1 if day.month >= _FIRST_MONTH else 0)


def fiscal_year_start(year: int) -> date:
    """Return the first day of fiscal year ``year`` (1 October of the year before), in the common era."""
    return date(year - ERA_OFFSET - 1, _FIRST_MONTH, 1)


def fiscal_year_end(year: int) -> date:
    """Return the last day of fiscal year ``year`` (30 September), in the common era."""
    return date(year - ERA_OFFSET, 9, 30)


_FISCAL_YEAR = re.compile(
    r"(?:ปีงบประมาณ|งบประมาณ|ปีงบ|ปี|fiscal year|fy)?[ .]*(?P<era>พ\. ?ศ\.?|พศ|ค\. ?ศ\.?|คศ|b\.?e\.?)?[ .]*"
    r"(?P<year>[0-9]{4}) ?(?:b\.?e\.?)?"
)


def parse_fiscal_year(text: str) -> int:
    """Return the fiscal year that a person typed: ``2550``, ``๒๕๕๐``, ``พ.ศ. 2550``, ``ปีงบประมาณ 2550``, ``FY2550``.

    Raises ThaiCalendarError for anything else. A year of the common era is refused with the year that may be meant,
    never converted: 2007 may be a slip for 2550 or for 2570.
    """
    read = _FISCAL_YEAR.fullmatch(_readable(text))
    if read is None or _contradicts(read["era"], read["year"]):
        raise ThaiCalendarError(_("อ่านปีงบประมาณไม่ได้ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2550"))
    year = int(read["year"])
    if _is_common_era(year):
        raise ThaiCalendarError(
            _("%(ce)d เป็นปี ค.ศ. หากหมายถึงปีงบประมาณ %(be)d ให้พิมพ์ %(be)d") % {"ce": year, "be": year + ERA_OFFSET}
        )
    return _in_range(year)


def _readable(text: str) -> str:
    """Return ``text`` ready to be read, or nothing where normalising would make digits of other signs (2 of '²')."""
    if len(text) > _LONGEST or "\0" in text or any(sign.isnumeric() and not sign.isdecimal() for sign in text):
        return ""
    return normalise(text).lower()


def _contradicts(era: str | None, year: str) -> bool:
    """Tell whether a year of the Buddhist Era is written as one of the common era ("ค.ศ. 2550")."""
    return (era or "").startswith("ค") and not _is_common_era(int(year))


def _is_common_era(year: int) -> bool:
    return FIRST_YEAR <= year + ERA_OFFSET <= LAST_YEAR


def _in_range(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ThaiCalendarError(
            _("ปีต้องอยู่ระหว่าง พ.ศ. %(first)d ถึง %(last)d กรุณาตรวจสอบปีที่พิมพ์") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return year


def format_year(year: int) -> str:
    """Return a year with its era: "พ.ศ. 2550", in English "2550 BE"."""
    return f"{year} BE" if _in_english() else f"พ.ศ. {year}"


def format_fiscal_year(year: int, *, long: bool = False) -> str:
    """Return "ปีงบประมาณ 2550", long with its span: "ปีงบประมาณ 2550 (1 ต.ค. 2549 – 30 ก.ย. 2550)"."""
    if _in_english():
        span = f" (Oct {year - ERA_OFFSET - 1} – Sep {year - ERA_OFFSET})"
        return f"fiscal year {year}{span if long else ''}"
    return f"ปีงบประมาณ {year}" + (f" (1 ต.ค. {year - 1} – 30 ก.ย. {year})" if long else "")


def plain_years(first: int, last: int) -> str:
    """Return "2547–2548", or "2547" when both are the same: for tables and sentences that name the kind themselves."""
    return str(first) if first == last else f"{first}–{last}"


def format_fiscal_years(first: int, last: int) -> str:
    """Return "ปีงบประมาณ 2547–2548", or the one year when both are the same."""
    if first == last:
        return format_fiscal_year(first)
    return f"{'fiscal years' if _in_english() else 'ปีงบประมาณ'} {plain_years(first, last)}"


_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2}) ?(?P<by>[/.-]) ?(?P<month>[0-9]{1,2}) ?(?P=by) ?(?P<year>[0-9]{1,4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<by>[/.-])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})")
_NAMED = re.compile(
    r"(?:วันที่ ?)?(?P<day>[0-9]{1,2}) ?(?P<month>[^0-9 ]+(?: [^0-9 ]+)?) ?(?P<year>[0-9]{1,4})(?: ?b\.?e\.?)?"
)
_ERA = re.compile(r"พ\. ?ศ\.?|พศ|ค\. ?ศ\.?|คศ")


def parse_date(text: str) -> date:
    """Return the day that a person typed in the Buddhist Era, as a date of the common era.

    Reads 22/11/2569, 22-11-2569, 22.11.2569, 2569-11-22, 22 พ.ย. 2569, 22 พฤศจิกายน พ.ศ. 2569 and the English names,
    Thai digits too. Raises ThaiCalendarError; a year of the common era is refused with the date that may be meant.
    """
    readable = _readable(text)
    era = _ERA.search(readable)
    plain = " ".join(_ERA.sub(" ", readable, count=1).split())
    read = _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain) or _NAMED.fullmatch(plain)
    month = _month(read["month"]) if read else None
    if read is None or month is None or _contradicts(era and era[0], read["year"]):
        raise ThaiCalendarError(_("อ่านวันที่ไม่ได้ กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. เช่น 22/11/2569"))
    return _checked_date(int(read["day"]), month, read["year"])


def _month(written: str) -> int | None:
    """Return the number of a month written as a number or a name, with or without its full stops."""
    if written.isdecimal():
        return int(written)
    return _MONTH_NUMBERS.get(_bare(written))


def _bare(name: str) -> str:
    return normalise(name).lower().replace(".", "").replace(" ", "")


def _numbered(*series: Iterable[str]) -> dict[str, int]:
    return {_bare(name): number for names in series for number, name in enumerate(names, start=1)}


_MONTH_NUMBERS = _numbered(MONTHS, MONTHS_SHORT, MONTHS_EN, MONTHS_EN_SHORT)


def _checked_date(day: int, month: int, written_year: str) -> date:
    if not 1 <= month <= 12:
        raise ThaiCalendarError(_("ไม่มีเดือนที่ %(month)d กรุณาพิมพ์เดือน 1 ถึง 12") % {"month": month})
    if len(written_year) != 4:
        raise ThaiCalendarError(_("กรุณาพิมพ์ปี พ.ศ. ให้ครบสี่หลัก เช่น 2569"))
    year = int(written_year)
    if _is_common_era(year):
        meant = format_date_input(_existing(day, month, year))
        raise ThaiCalendarError(
            _("%(year)d เป็นปี ค.ศ. หากหมายถึงวันที่ %(meant)s ให้พิมพ์ %(meant)s") % {"year": year, "meant": meant}
        )
    return _existing(day, month, _in_range(year) - ERA_OFFSET)


def _existing(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ThaiCalendarError(
            _("ไม่มีวันที่ %(day)d ในเดือน%(month)s พ.ศ. %(year)d กรุณาตรวจสอบวันที่")
            % {"day": day, "month": MONTHS[month - 1], "year": year + ERA_OFFSET}
        ) from error


def format_date(day: date, *, long: bool = False) -> str:
    """Return "22 พ.ย. 2569", long "22 พฤศจิกายน 2569"; in English "22 Nov 2569 BE".

    Of a moment it's the day in Bangkok.
    """
    day = _in_bangkok(day)
    year = day.year + ERA_OFFSET
    if _in_english():
        return f"{day.day} {(MONTHS_EN if long else MONTHS_EN_SHORT)[day.month - 1]} {year} BE"
    return f"{day.day} {(MONTHS if long else MONTHS_SHORT)[day.month - 1]} {year}"


def format_date_input(day: date) -> str:
    """Return the date as it stands in a text box, in every language: "22/11/2569"."""
    return f"{day.day:02}/{day.month:02}/{day.year + ERA_OFFSET}"


def format_datetime(moment: datetime) -> str:
    """Return a moment as the clock in Bangkok shows it: "22 พ.ย. 2569 18:30 น.". Refuses one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone can't be shown in Bangkok's time.")
    local = moment.astimezone(_BANGKOK)
    return f"{format_date(local)} {local:%H:%M}" + ("" if _in_english() else " น.")


def format_datetime_input(moment: datetime) -> str:
    """Return the moment as it stands in a text box, in every language and by Bangkok's clock: "22/11/2569 18:30"."""
    local = moment.astimezone(_BANGKOK)
    return f"{format_date_input(local)} {local:%H:%M}"


_DAY_AND_TIME = re.compile(r"(?P<day>.+?),? (?:เวลา ?)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2}) ?(?:น\.?)?")


def parse_datetime(text: str) -> datetime:
    """Return the moment that a person typed as a day (see ``parse_date``) and Bangkok's time: "22/11/2569 18:30 น."."""
    read = _DAY_AND_TIME.fullmatch(_readable(text))
    if read is None:
        raise ThaiCalendarError(_("อ่านวันและเวลาไม่ได้ กรุณาพิมพ์ วัน/เดือน/ปี พ.ศ. และเวลา เช่น 22/11/2569 18:30"))
    hour, minute = int(read["hour"]), int(read["minute"])
    if hour > 23 or minute > 59:
        raise ThaiCalendarError(_("ไม่มีเวลานี้ กรุณาพิมพ์เวลาตั้งแต่ 00:00 ถึง 23:59"))
    return datetime.combine(parse_date(read["day"]), time(hour, minute), tzinfo=_BANGKOK)


def _in_bangkok(day: date) -> date:
    """Return ``day``, or of a moment the day in Bangkok: 30 September, 20:00 UTC is already the next fiscal year."""
    if isinstance(day, datetime):
        return (day.astimezone(_BANGKOK) if day.tzinfo else day).date()
    return day


def _in_english() -> bool:
    return (get_language() or "").startswith("en")
