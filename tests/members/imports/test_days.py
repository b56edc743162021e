"""Years and days of both eras."""

from datetime import date

import pytest

from members.imports.days import Day, Year, read_date, read_year
from members.imports.tables import DATE, NUMBER, TEXT, Cell
from members.imports.values import ValueProblem

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "written",
    [
        "66",
        "2566",
        "๒๕๖๖",
        "พ.ศ. 2566",
        "ปี 2566",
        "ปีงบประมาณ 2566",
        "ปีงบ 66",
        "2566.0",
        "FY2566",
        "12/01/2566",
        "1/10/2565",
    ],
)
def test_a_year_of_the_buddhist_era_is_read(written: str) -> None:
    assert read_year(Cell(TEXT, written), today=TODAY) == Year(2566)


@pytest.mark.parametrize("written", ["2023", "ค.ศ. 2023", "AD 2023"])
def test_a_year_of_the_common_era_is_converted_and_told(written: str) -> None:
    assert read_year(Cell(TEXT, written), today=TODAY) == Year(2566, was_common_era=True)


@pytest.mark.parametrize("written", ["23", "ค.ศ. 23", "2563-2565", "2599", "44938", "ปีที่แล้ว", "2500", "31/02/2566"])
def test_a_year_that_can_be_read_otherwise_is_told(written: str) -> None:
    with pytest.raises(ValueProblem):
        read_year(Cell(TEXT, written), today=TODAY)


def test_a_blank_is_no_year_and_no_day() -> None:
    assert read_year(None, today=TODAY) is None
    assert read_date(Cell(TEXT, "-")) is None


@pytest.mark.parametrize(
    "written",
    [
        "12/01/2566", "12-1-2566", "12.01.2566", "๑๒ ม.ค. ๖๖", "12 ม.ค.66", "12-ม.ค.-66", "12/1/66",
        "12 มกราคม พ.ศ. 2566", "วันที่ 12 เดือนมกราคม พ.ศ. 2566", "2566-01-12 00:00:00", "12/1/2566 0:00",
    ],
)  # fmt: skip
def test_a_day_of_the_buddhist_era_is_read(written: str) -> None:
    assert read_date(Cell(TEXT, written)) == Day(date(2023, 1, 12))


@pytest.mark.parametrize(
    "written", ["12/01/2023", "2023-01-12", "12 Jan 2023", "January 12, 2023", "12-Jan-2023", "12 ม.ค. ค.ศ. 2023"]
)
def test_a_day_of_the_common_era_is_read_and_told(written: str) -> None:
    assert read_date(Cell(TEXT, written)) == Day(date(2023, 1, 12), was_common_era=True)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("12/01/23", "หลายแบบ"),
        ("66/01/12", "หลายแบบ"),
        ("12 ม.ค. 23", "หลายแบบ"),
        ("44938", "เลขลำดับวัน"),
        ("44938.5", "เลขลำดับวัน"),
        ("01/13/2566", "เดือนที่ 13"),
        ("31/02/2566", "ไม่มีวันที่ 31"),
        ("12/01/2540", "ก่อนเริ่มโครงการ"),
        ("ม.ค. 2566", "อ่านวันที่ไม่ได้"),
    ],
)
def test_a_day_that_can_be_read_otherwise_is_told(written: str, told: str) -> None:
    with pytest.raises(ValueProblem, match=told):
        read_date(Cell(TEXT, written))


def test_a_day_of_a_spreadsheet_may_have_a_year_of_either_era() -> None:
    assert read_date(Cell(DATE, "2566-01-12")) == Day(date(2023, 1, 12))
    assert read_date(Cell(DATE, "2023-01-12")) == Day(date(2023, 1, 12))
    assert read_year(Cell(DATE, "2022-10-01"), today=TODAY) == Year(2566)
    with pytest.raises(ValueProblem, match="29/2/2568"):  # Excel's 2568 is a leap year, ours isn't
        read_date(Cell(DATE, "2568-02-29"))
    with pytest.raises(ValueProblem, match="ก่อนเริ่มโครงการ"):  # "12/1/66" typed into Excel
        read_date(Cell(DATE, "1966-01-12"))
    with pytest.raises(ValueProblem, match="เลขลำดับวัน"):
        read_date(Cell(NUMBER, "44938"))
