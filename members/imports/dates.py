"""How spreadsheets keep numbers and dates, without a word about the Buddhist Era."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from members.imports.tables import DATE, NUMBER, TEXT, Cell

# Formats that come with Excel: the international ones, and the Thai and East Asian ones.
_BUILT_IN: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)})
# What is quoted, escaped or in brackets is no part of the date; elapsed time ([h]:mm) is none either.
_NO_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_PART = re.compile(r"[dyb]|m{3,}|(?<![hs:])m(?=[/\- .])", re.IGNORECASE)
_LARGEST_SERIAL: Final = 2_958_465  # 31 December 9999
_LONGEST_NUMBER: Final = 40
_EXACT: Final = 10**15  # up to here a spreadsheet's number holds every digit


def is_date_format(number: str, code: str) -> bool:
    """Tell whether a number format shows a date; ``code`` is empty for the formats that come with Excel."""
    if code:
        return (
            bool(_DATE_PART.search(_NO_PART.sub("", code.split(";", maxsplit=1)[0]))) and "general" not in code.lower()
        )
    return number.isdecimal() and int(number) in _BUILT_IN


def serial_cell(serial: float, *, since_1904: bool) -> Cell:
    """Return a day by its number; what can't be a day stays a number."""
    start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    if not 1 <= serial <= _LARGEST_SERIAL - 1462:
        return Cell(NUMBER, plain_number(repr(serial)))
    if serial < 60 and not since_1904:  # before Excel's 29 February 1900
        start += timedelta(days=1)
    return Cell(DATE, (start + timedelta(days=int(serial))).isoformat())


def iso_cell(text: str) -> Cell:
    try:
        return Cell(DATE, datetime.fromisoformat(text).date().isoformat())
    except ValueError:
        return Cell(TEXT, text)


def plain_number(text: str) -> str:
    """Return a number without exponent and without a fraction of zeros: "105599010219" for 1.05599010219E+11.

    Raises ValueError.
    """
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("no spreadsheet writes a number so long")
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not value.is_finite():
        raise ValueError("not a number")
    if abs(value) >= _EXACT:
        return str(value)
    value = Decimal(repr(float(value)))  # 0.1 + 0.2 is kept as 0.30000000000000004, which nobody typed
    return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"
