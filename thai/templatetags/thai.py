"""Template filters for Thai years, dates and numbers.

Each gives an empty text for a value that is missing: what stands in its place is the page's to say.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template

from thai import calendar

register = template.Library()


@register.filter
def fiscal_year(year: int | None) -> str:
    """Write "ปีงบประมาณ 2550"."""
    return calendar.format_fiscal_year(year) if year else ""


@register.filter
def fiscal_year_long(year: int | None) -> str:
    """Write "ปีงบประมาณ 2550 (1 ต.ค. 2549 – 30 ก.ย. 2550)"."""
    return calendar.format_fiscal_year(year, long=True) if year else ""


@register.filter
def be_date(day: date | None) -> str:
    """Write "22 พ.ย. 2569"; of a moment the day in Bangkok."""
    return calendar.format_date(day) if day else ""


@register.filter
def be_date_long(day: date | None) -> str:
    """Write "22 พฤศจิกายน 2569"; of a moment the day in Bangkok."""
    return calendar.format_date(day, long=True) if day else ""


@register.filter
def be_datetime(moment: datetime | None) -> str:
    """Write "22 พ.ย. 2569 18:30 น.", by the clock in Bangkok."""
    return calendar.format_datetime(moment) if moment else ""


@register.filter
def thai_number(number: float | Decimal | None, places: int | None = None) -> str:
    """Write a number with a comma at every thousand: 1,234.5.

    It has the decimals that it needs, or as many as ``places`` says (``{{ value|thai_number:2 }}`` → 1,234.50).
    Digits are ASCII, as in official tables. Zero is "0"; only a missing number is empty.
    """
    if number is None or number == "":
        return ""
    exact = Decimal(str(number))
    if places is not None:
        return f"{exact:,.{places}f}"
    written = f"{exact:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
