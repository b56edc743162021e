from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai import calendar
from thai.calendar import (
    ERA_OFFSET,
    MONTHS,
    MONTHS_SHORT,
    ThaiCalendarError,
    fiscal_year_end,
    fiscal_year_of,
    fiscal_year_start,
    format_date,
    format_date_input,
    format_datetime,
    format_fiscal_year,
    format_fiscal_years,
    format_year,
    parse_date,
    parse_datetime,
    parse_fiscal_year,
    plain_years,
)

TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
years = st.integers(calendar.FIRST_YEAR, calendar.LAST_YEAR)
days = st.dates(date(2400 - ERA_OFFSET, 1, 1), date(2700 - ERA_OFFSET, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2006, 9, 30), 2549), (date(2006, 10, 1), 2550), (date(2007, 9, 30), 2550), (date(2007, 10, 1), 2551)],
)
def test_a_fiscal_year_runs_from_october_to_september(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_a_moment_belongs_to_the_fiscal_year_of_its_day_in_bangkok() -> None:
    assert fiscal_year_of(datetime(2007, 9, 30, 20, tzinfo=UTC)) == 2551
    assert fiscal_year_of(datetime(2007, 9, 30, 16, tzinfo=UTC)) == 2550


@given(years)
def test_the_first_and_last_day_lie_in_their_year_and_the_days_beside_them_do_not(year: int) -> None:
    first, last = fiscal_year_start(year), fiscal_year_end(year)
    neighbours = [first - timedelta(1), first, last, last + timedelta(1)]
    assert [fiscal_year_of(day) for day in neighbours] == [year - 1, year, year, year + 1]


@given(years, st.booleans())
@pytest.mark.parametrize(
    "form",
    [
        "{}", " {}\u200b ", "\ufeff{}", "พ.ศ. {}", "พ.ศ.{}", "พ. ศ. {}", "พศ {}", "ปี {}", "ปี{}",
        "ปีงบประมาณ {}", "ปีงบประมาณ\u00a0{}", "ปีงบประมาณ พ.ศ. {}", "FY{}", "fy {}", "{} BE", "fiscal year {}",
    ],
)  # fmt: skip
def test_a_year_is_read_in_every_written_form(form: str, year: int, thai_digits: bool) -> None:
    written = form.format(year)
    assert parse_fiscal_year(written.translate(TO_THAI_DIGITS) if thai_digits else written) == year


@given(years)
def test_a_year_that_was_shown_can_be_typed_again(year: int) -> None:
    assert parse_fiscal_year(format_fiscal_year(year)) == year
    assert parse_fiscal_year(format_year(year)) == year


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "²", "255²", "๒๕๕²", "①②③④", "二五五〇", "٢٥٥٠", "2550\0", "\0", "9" * 5000, "-2550", "25.50",
        "2550.0", "50", "25500", "02550", "2550-2552", "2,550", "0x9f6", "1e3", "nan", "สองห้าห้าศูนย์", "ค.ศ. 2550",
        "ปี", "2550 2551",
    ],
)  # fmt: skip
def test_what_is_no_year_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ThaiCalendarError, match=r"กรุณาพิมพ์ปี พ.ศ. สี่หลัก"):
        parse_fiscal_year(text)


@given(years)
@pytest.mark.parametrize("form", ["{}", "FY{}", "ค.ศ. {}"])
def test_a_year_of_the_common_era_is_refused_with_the_year_that_may_be_meant(form: str, year: int) -> None:
    with pytest.raises(ThaiCalendarError) as refusal:
        parse_fiscal_year(form.format(year - ERA_OFFSET))
    assert str(refusal.value) == f"{year - ERA_OFFSET} เป็นปี ค.ศ. หากหมายถึงปีงบประมาณ {year} ให้พิมพ์ {year}"


@pytest.mark.parametrize("text", ["2399", "2701", "9999", "0000", "1856", "2158"])
def test_a_year_out_of_range_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(ThaiCalendarError, match=r"ระหว่าง พ.ศ. 2400 ถึง 2700"):
        parse_fiscal_year(text)


def test_years_are_written_in_thai() -> None:
    assert format_year(2550) == "พ.ศ. 2550"
    assert format_fiscal_year(2550) == "ปีงบประมาณ 2550"
    assert format_fiscal_year(2550, long=True) == "ปีงบประมาณ 2550 (1 ต.ค. 2549 – 30 ก.ย. 2550)"
    assert format_fiscal_years(2547, 2548) == "ปีงบประมาณ 2547–2548"
    assert format_fiscal_years(2547, 2547) == "ปีงบประมาณ 2547"


@pytest.mark.usefixtures("english")
def test_years_are_written_in_english_with_the_span_in_the_common_era() -> None:
    assert format_year(2550) == "2550 BE"
    assert format_fiscal_year(2550) == "fiscal year 2550"
    assert format_fiscal_year(2550, long=True) == "fiscal year 2550 (Oct 2006 – Sep 2007)"
    assert format_fiscal_years(2547, 2548) == "fiscal years 2547–2548"


@given(days, st.booleans())
@pytest.mark.parametrize(
    "form",
    [
        "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", " {d} / {m} / {y} ", "{y}-{m:02}-{d:02}",
        "{d} {short} {y}", "{d}{short}{y}", "{d} {long} {y}", "{d} {long} พ.ศ. {y}", "{d} {long}พ.ศ.{y}",
        "วันที่ {d} {long} {y}", "{d} {english} {y}", "{d} {english} {y} BE",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_written_form(form: str, day: date, thai_digits: bool) -> None:
    written = form.format(
        d=day.day,
        m=day.month,
        y=day.year + ERA_OFFSET,
        short=MONTHS_SHORT[day.month - 1],
        long=MONTHS[day.month - 1],
        english=f"{day:%b}",
    )
    assert parse_date(written.translate(TO_THAI_DIGITS) if thai_digits else written) == day


@given(days)
def test_a_date_that_was_shown_can_be_typed_again(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date(day, long=True)) == day
    assert parse_date(format_date_input(day)) == day


def test_the_leap_day_of_2571_is_a_day() -> None:
    assert parse_date("29/02/2571") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["22/11/2026", "2026-11-22", "22 พ.ย. 2026", "22 พฤศจิกายน ค.ศ. 2026"])
def test_a_date_of_the_common_era_is_refused_with_the_date_that_may_be_meant(text: str) -> None:
    with pytest.raises(ThaiCalendarError, match=r"2026 เป็นปี ค.ศ. หากหมายถึงวันที่ 22/11/2569 ให้พิมพ์ 22/11/2569"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("31/02/2569", "ไม่มีวันที่ 31 ในเดือนกุมภาพันธ์ พ.ศ. 2569"),
        ("31/02/2026", "ไม่มีวันที่ 31 ในเดือนกุมภาพันธ์ พ.ศ. 2569"),
        ("29/02/2570", "ไม่มีวันที่ 29 ในเดือนกุมภาพันธ์"),
        ("0/1/2569", "ไม่มีวันที่ 0"),
        ("22/13/2569", "ไม่มีเดือนที่ 13"),
        ("22/11/69", "ให้ครบสี่หลัก"),
        ("22/11/2399", "ระหว่าง พ.ศ. 2400 ถึง 2700"),
        ("22/11-2569", "อ่านวันที่ไม่ได้"),
        ("22 พฤศจิกา 2569", "อ่านวันที่ไม่ได้"),
        ("22 พฤศจิกายน ค.ศ. 2569", "อ่านวันที่ไม่ได้"),
        ("²²/11/2569", "อ่านวันที่ไม่ได้"),
        ("22/11/2569\0", "อ่านวันที่ไม่ได้"),
        ("", "อ่านวันที่ไม่ได้"),
        ("1" * 5000, "อ่านวันที่ไม่ได้"),
    ],
)
def test_what_is_no_date_is_refused_naming_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ThaiCalendarError, match=complaint):
        parse_date(text)


@given(st.text())
@pytest.mark.parametrize("read", [parse_date, parse_datetime, parse_fiscal_year])
def test_no_text_does_anything_but_be_read_or_refused(read: Callable[[str], object], text: str) -> None:
    with suppress(ThaiCalendarError):
        assert read(text) is not None


def test_dates_are_written_in_thai() -> None:
    day = date(2026, 11, 22)
    assert [format_date(day), format_date(day, long=True)] == ["22 พ.ย. 2569", "22 พฤศจิกายน 2569"]
    assert format_date_input(date(2026, 1, 2)) == "02/01/2569"


@pytest.mark.usefixtures("english")
def test_dates_are_written_in_english_with_the_era() -> None:
    day = date(2026, 11, 22)
    assert [format_date(day), format_date(day, long=True)] == ["22 Nov 2569 BE", "22 November 2569 BE"]
    assert format_datetime(datetime(2026, 11, 22, 11, 30, tzinfo=UTC)) == "22 Nov 2569 BE 18:30"


def test_a_moment_is_shown_by_the_clock_in_bangkok() -> None:
    assert format_datetime(datetime(2026, 11, 22, 11, 30, tzinfo=UTC)) == "22 พ.ย. 2569 18:30 น."
    assert format_date(datetime(2026, 11, 22, 20, tzinfo=UTC)) == "23 พ.ย. 2569"


def test_a_moment_without_a_time_zone_is_not_shown() -> None:
    with pytest.raises(ValueError, match="time zone"):
        format_datetime(datetime(2026, 11, 22))  # noqa: DTZ001  # the point of the test


@pytest.mark.parametrize(
    "text", ["22/11/2569 18:30", "๒๒/๑๑/๒๕๖๙ ๑๘.๓๐ น.", "22 พ.ย. 2569 18:30 น.", "22 พฤศจิกายน 2569 เวลา 18.30 น."]
)
def test_a_moment_is_read_as_bangkoks_time(text: str) -> None:
    assert parse_datetime(text) == datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize("text", ["22/11/2569", "22/11/2569 24:00", "22/11/2569 12:60", "22/11/2026 10:00", "18:30"])
def test_a_moment_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ThaiCalendarError):
        parse_datetime(text)


def test_years_without_their_kind_are_one_number_or_a_span() -> None:
    assert plain_years(2547, 2548) == "2547–2548"
    assert plain_years(2550, 2550) == "2550"
