"""Numbers and dates as spreadsheets keep them."""

import pytest

from members.imports.dates import is_date_format, iso_cell, plain_number, serial_cell
from members.imports.tables import DATE, NUMBER, TEXT, Cell


@pytest.mark.parametrize(
    "code", ["dd/mm/yyyy", "[$-107041E]d mmm yyyy;@", "d mmmm bbbb", "m/d/yy h:mm", "mmm-yy", "[$-D00041E]0 dd/mm/bbbb"]
)
def test_a_format_of_days_months_and_years_is_a_date(code: str) -> None:
    assert is_date_format("164", code)


@pytest.mark.parametrize("code", ["0", "#,##0.00", "General", '0" day"', "[h]:mm", "0000000000000", "[Red]0", "@"])
def test_other_formats_are_none(code: str) -> None:
    assert not is_date_format("164", code)


@pytest.mark.parametrize(("number", "is_date"), [("14", True), ("71", True), ("0", False), ("49", False), ("x", False)])
def test_formats_that_come_with_excel_are_known_by_number(number: str, is_date: bool) -> None:
    assert is_date_format(number, "") == is_date


def test_a_day_is_counted_from_1900_or_1904() -> None:
    assert serial_cell(44938, since_1904=False) == Cell(DATE, "2023-01-12")
    assert serial_cell(43476.5, since_1904=True) == Cell(DATE, "2023-01-12")
    assert serial_cell(1, since_1904=False) == Cell(DATE, "1900-01-01")
    assert serial_cell(0.5, since_1904=False) == Cell(NUMBER, "0.5")
    assert serial_cell(99_999_999, since_1904=False) == Cell(NUMBER, "99999999")


def test_a_date_written_out_is_one() -> None:
    assert iso_cell("2023-01-12T00:00:00.000") == Cell(DATE, "2023-01-12")
    assert iso_cell("เมื่อวาน") == Cell(TEXT, "เมื่อวาน")


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1.05599010219E+11", "105599010219"), ("2566.0", "2566"), ("12.50", "12.5"), ("-3", "-3"), ("1E+20", "1E+20")],
)
def test_a_number_has_all_its_digits_and_no_empty_fraction(written: str, plain: str) -> None:
    assert plain_number(written) == plain


@pytest.mark.parametrize("written", ["", "ก", "NaN", "Infinity", "1" * 50])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        plain_number(written)
