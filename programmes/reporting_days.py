"""By which day the results of a period are due."""

from datetime import date, timedelta
from typing import Final

from programmes.models import Period
from thai.calendar import fiscal_year_end, fiscal_year_start

DAYS_TO_REPORT: Final = 30  # from the last day of the period

_NEXT_QUARTER: Final = {Period.Q1: 1, Period.Q2: 4, Period.Q3: 7}  # its first month, in the year of the common era


def last_day(year: int, period: int) -> date:
    """Return the last day of the period of a fiscal year; quarter 1 is October to December."""
    if period not in _NEXT_QUARTER:
        return fiscal_year_end(year)
    start = fiscal_year_start(year)
    return date(start.year + 1, _NEXT_QUARTER[Period(period)], 1) - timedelta(days=1)


def due_on(year: int, period: int) -> date:
    return last_day(year, period) + timedelta(days=DAYS_TO_REPORT)
