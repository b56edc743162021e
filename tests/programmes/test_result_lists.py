"""Results of a year in a spreadsheet: groups by code or name, indicators by any of their names, units never guessed."""

from decimal import Decimal

import pytest

from members.imports.gate import FileRefused
from members.imports.tables import Sheet
from members.imports.texts import read_text
from programmes.models import Indicator
from programmes.result_lists import column_of, find_header, read, recognises, template
from tests.factories import IndicatorFactory
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import HEADER as MEMBERS
from tests.members.imports.files import Cells, member, text

pytestmark = pytest.mark.django_db
HEADER = ["ลำดับ", "รหัสคลัสเตอร์", "ชื่อกลุ่ม", "ยอดขาย (บาท)", "jobs", "เยี่ยมชม ไตรมาส 2", "สี"]


@pytest.fixture(autouse=True)
def indicators(db: None) -> None:
    IndicatorFactory.create(name="ยอดขาย", code="sales", unit="บาท")
    IndicatorFactory.create(name="การจ้างงาน", code="jobs", unit="คน", decimals=0)
    IndicatorFactory.create(name="เยี่ยมชม", code="visits", unit="ครั้ง", frequency=Indicator.Frequency.QUARTER)
    IndicatorFactory.create(name="กลุ่ม", code="groups", rule=Indicator.Rule.DISTINCT, counted="groups")


def sheets(*rows: Cells) -> list[Sheet]:
    return read_text(text(list(rows)).encode())


def test_a_file_is_known_by_the_names_of_indicators() -> None:
    given = sheets(["ผลการดำเนินงาน ปีงบประมาณ 2568"], HEADER, ["1"] * 7)
    assert recognises(given)
    header = find_header(given[0])
    assert header is not None
    columns = ["sequence", "cluster", "name", "value", "value", "value", ""]
    assert [column_of(header, index) for index in range(7)] == columns
    assert not recognises(sheets([*MEMBERS, "ยอดขาย"], [*member(1), "5"]))
    assert not recognises(sheets(["ชื่อกลุ่ม", "กลุ่ม"], ["ก", "5"]))  # what is counted isn't entered
    with pytest.raises(FileRefused, match="ตัวชี้วัด"):
        read(sheets(["ชื่อกลุ่ม", "สี"], ["ก", "แดง"]), today=TODAY)


def test_each_cell_is_of_an_indicator_and_a_period() -> None:
    rows = [
        ["ผลการดำเนินงาน ปีงบประมาณ 2568", *[""] * 6],
        HEADER,
        ["1", "C0001", "ก", "1,250.50", "๑๒", "3", "แดง"],
        ["2", "C0002", "ข", "", "-", "", ""],
        ["", "", "รวม", "1250.50", "12", "3", ""],
    ]
    reading, told = read(sheets(*rows), today=TODAY)
    assert (reading.title_year, reading.skipped, reading.notices) == (2568, 2, [])
    assert [(row.member.cluster, row.member.name, row.is_clean) for row in reading.rows] == [
        ("C0001", "ก", True),
        ("C0002", "ข", True),
    ]
    assert [(cell.indicator.code, cell.period.value, cell.value) for cell in told["", 3]] == [
        ("sales", 0, Decimal("1250.50")),
        ("jobs", 0, Decimal(12)),
        ("visits", 2, Decimal(3)),
    ]
    assert told["", 4] == ()
    assert [remark.column for remark in reading.remarks] == ["สี"]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("ยอดขาย", "มาก", "เป็นตัวเลขไม่ได้"),
        ("ยอดขาย", "#REF!", "ข้อผิดพลาดของ Excel"),
        ("ยอดขาย", "-5", "ติดลบ"),
        ("jobs", "1.5", "จำนวนเต็ม"),
        ("เยี่ยมชม", "5", "เติมไตรมาส"),
        ("jobs Q1", "5", "ลบไตรมาสออก"),
    ],
)
def test_what_cannot_be_a_result_waits(column: str, value: str, told: str) -> None:
    reading, _cells = read(sheets(["กลุ่ม", column], ["ก", value]), today=TODAY)
    (problem,) = reading.rows[0].problems
    assert (problem.column, told in problem.message) == (column, True)


def test_two_columns_of_one_indicator_and_period_wait_where_both_say_something() -> None:
    rows = [["ชื่อกลุ่ม", "ยอดขาย (บาท)", "sales"], ["ก", "5", "7"], ["ข", "", "7"]]
    reading, told = read(sheets(*rows), today=TODAY)
    assert [[problem.column for problem in row.problems] for row in reading.rows] == [["sales"], []]
    assert [cell.value for cell in told["", 3]] == [7]


def test_a_unit_that_is_not_the_indicator_s_is_told_before_anything_is_written() -> None:
    reading, _cells = read(sheets(["กลุ่ม", "ยอดขาย (ล้านบาท)", "jobs (คน)"], ["ก", "5", "5"]), today=TODAY)
    assert [(notice.column, "ล้านบาท" in notice.message) for notice in reading.notices] == [("ยอดขาย (ล้านบาท)", True)]


def test_the_template_is_read_as_it_is_written() -> None:
    names = template()
    assert names[2:4] == ["ยอดขาย (บาท)", "การจ้างงาน (คน)"]
    header = find_header(sheets(list(names))[0])
    assert header is not None
    assert (len(names), header.unknown) == (8, ())
