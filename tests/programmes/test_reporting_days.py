"""Results of a period are due a month after its last day."""

from datetime import date

import pytest

from programmes.reporting_days import due_on, last_day


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (0, date(2025, 9, 30)),
        (1, date(2024, 12, 31)),
        (2, date(2025, 3, 31)),
        (3, date(2025, 6, 30)),
        (4, date(2025, 9, 30)),
    ],
)
def test_a_period_ends_with_its_quarter_or_with_the_fiscal_year(period: int, day: date) -> None:
    assert last_day(2568, period) == day
    assert (due_on(2568, period) - day).days == 30
