"""Reports as files."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.exports import COLUMNS, figures_as_csv, years_as_data
from programmes.reports.figure import FigureShown
from programmes.reports.groups_per_year import GroupsPerYear
from records.streams import BYTE_ORDER_MARK, as_text
from tests.factories import ReportedFigureFactory

COUNTS = ["total", "continued", "new", "returning", "pilot", "external"]


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


@pytest.mark.usefixtures("history")
def test_2550_stands_in_the_data_as_agreed() -> None:
    data = years_as_data(GroupsPerYear.for_span(2550, 2550))
    assert {"calendar": "BE", "year_kind": "fiscal, assumed", "scope": "all"}.items() <= data.items()
    (year,) = data["years"]
    quotation = (
        "พัฒนากลุ่มคลัสเตอร์ต่อเนื่อง 17 กลุ่ม และเริ่มพัฒนากลุ่มใหม่อีก 5 กลุ่ม "
        "รวมทั้งได้รับงบพัฒนาจาก สสว. เพื่อพัฒนากลุ่มอื่นๆอีกจำนวน 5 กลุ่ม รวมเป็น 27 กลุ่ม"
    )
    assert year.pop("alternatives")[0] == {
        "from": 2550,
        "to": 2550,
        "measure": "total",
        "value": 22,
        "scope": "department",
        "reading": None,
        "note": "อ่านเฉพาะบทคัดย่อ จึงไม่ได้คัดข้อความไว้ ตัวเลขนี้ไม่ขัดกับ 27 กลุ่ม เพราะขอบเขตแหล่งงบต่างกัน",
        "sources": [
            {
                "id": "N",
                "title": "A Study of the Factors Contributing to the Success of Industrial Cluster Implementation"
                " in Thailand",
                "quotation": None,
                "year_as_written": "fiscal 2007",
            }
        ],
    }
    assert len(year.pop("notes")) == 2
    assert year == {
        "from": 2550,
        "to": 2550,
        "starts": "2006-10-01",
        "ends": "2007-09-30",
        "reported": {"total": 27, "continued": 17, "new": 5, "returning": None, "pilot": None, "external": 5},
        "recorded": dict.fromkeys(COUNTS, 0),
        "gap": 27,
        "edition": None,
        "state": "names_missing",
        "planned": False,
        "at_least": False,
        "scope": "all",
        "year_basis": "inferred",
        "scope_basis": "inferred",
        "confidence": "high",
        "not_continued": None,
        "sources": [
            {
                "id": "H",
                "title": "ประวัติความเป็นมา",
                "quotation": quotation,
                "year_as_written": "ไม่มีปีกำกับในหน้าที่บันทึกไว้ (รายการถัดไปกล่าวถึง “ปี 2550”)",
            }
        ],
    }


@pytest.mark.usefixtures("history")
def test_a_year_without_any_document_has_null_and_never_zero() -> None:
    (year,) = years_as_data(GroupsPerYear.for_span(2556, 2556))["years"]
    assert year["reported"] == dict.fromkeys(COUNTS)
    unknown = ("gap", "scope", "year_basis", "scope_basis", "confidence", "not_continued")
    assert [year[key] for key in unknown] == [None] * 6
    assert year["state"] == "nothing_reported"


@pytest.mark.usefixtures("history")
def test_the_readings_of_one_statement_stand_beside_2553() -> None:
    (year,) = years_as_data(GroupsPerYear.for_span(2553, 2553))["years"]
    readings = {(other["reading"], other["from"], other["measure"], other["value"]) for other in year["alternatives"]}
    assert readings == {("B", 2552, "total", 29), ("C", 2552, "continued", 29)}
    assert year["at_least"]


@pytest.mark.usefixtures("history")
def test_the_csv_has_a_line_per_figure_with_both_calendars_and_forbids_adding_years() -> None:
    report = GroupsPerYear.for_span(2546, 2565)
    rows = rows_of(figures_as_csv(f for line in report.lines for f in (*line.figures, *line.alternatives)))
    keys = [row["id"] for row in rows]
    assert len(keys) == len(set(keys)) == 26
    (row,) = [row for row in rows if row["id"] == "h-2547-2548-pilot"]
    assert (row["from_year_be"], row["to_year_be"], row["from_year_ce"], row["to_year_ce"]) == (
        "2547",
        "2548",
        "2004",
        "2005",
    )
    assert (row["starts"], row["ends"], row["value"]) == ("2003-10-01", "2005-09-30", "3")
    assert all("ห้ามบวกข้ามปี" in row["description"] for row in rows)
    assert next(row for row in rows if row["id"] == "h-2546-total")["value"] == ""


@pytest.mark.django_db
def test_a_value_with_decimals_keeps_them_and_a_whole_one_has_none() -> None:
    shown = [
        FigureShown.of(ReportedFigureFactory.create(measure="grouping_success", value=Decimal("83.40"))),
        FigureShown.of(ReportedFigureFactory.create(measure="budget", value=Decimal("19000000.00"))),
    ]
    assert [row["value"] for row in rows_of(figures_as_csv(shown))] == ["83.4", "19000000"]


def test_every_column_has_a_name_of_its_own() -> None:
    assert list(COLUMNS)[:2] == ["id", "revision"]
    assert list(COLUMNS)[-1] == "description"


@given(st.sampled_from(list("=+-@\t\r=+-@")), st.text())
def test_a_text_that_a_spreadsheet_would_run_is_kept_as_text(start: str, rest: str) -> None:
    assert as_text(start + rest) == "'" + start + rest


@given(st.text(alphabet=st.characters(categories=["L", "Nd"])))
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text
