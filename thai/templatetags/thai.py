"""Template filters for Thai years, dates and numbers, and for Thai text on pages in another language.

Each gives an empty text for a value that is missing: what stands in its place is the page's to say.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from thai import calendar
from thai.marking import found_in
from thai.text import SearchTerms

register = template.Library()

# From a Thai letter to the last one before a Latin letter, with the numbers at both ends ("25 พ.ค. 2550"). An entity
# is never cut: it holds Latin letters, or ends in a semicolon.
_THAI_RUN = re.compile(r"(?:\b[0-9]+ )?[\u0e01-\u0e5b](?:[^A-Za-z]*[\u0e01-\u0e5b])?(?:\.?(?: [0-9]+)?)?")


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
    if isinstance(number, int) and places is None:
        return f"{number:,}"
    exact = Decimal(str(number))
    if places is not None:
        return f"{exact:,.{places}f}"
    written = f"{exact:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@register.filter
def mark_thai(text: str | None) -> SafeString:
    """Mark what is Thai in a text on a page of another language, so that a screen reader reads it in Thai.

    For plain text that has no translation, such as a document's title inside an English sentence.
    """
    escaped = conditional_escape(text or "")
    if (get_language() or "").startswith("th"):
        return escaped
    return SafeString(_THAI_RUN.sub(r'<span lang="th">\g<0></span>', escaped))


@register.filter
def mark_found(text: str | None, terms: SearchTerms) -> SafeString:
    """Mark in a shown text what was sought, and what is Thai; the text stays as it is written, and is escaped."""
    text = str(text or "")
    parts, end = [], 0
    for start, stop in found_in(text, terms):
        parts += [mark_thai(text[end:start]), f"<mark>{mark_thai(text[start:stop])}</mark>"]
        end = stop
    return SafeString("".join([*parts, mark_thai(text[end:])]))
