"""Two years beside each other."""

import pytest

from programmes.reports.year_report import YearReport
from programmes.reports.years_beside import BesideLine, YearsBeside
from tests.factories import ClusterFactory, FunderFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db


def beside(one: int, other: int) -> YearsBeside:
    return YearsBeside.of(YearReport.for_year(one), YearReport.for_year(other))


def test_two_complete_years_say_by_name_who_is_in_both_and_whose_funder_changed() -> None:
    stays, goes, comes = ClusterFactory.create(), ClusterFactory.create(), ClusterFactory.create()
    for cluster, year in ((stays, 2565), (goes, 2565), (comes, 2568)):
        ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=year, list_complete=True))
    ParticipationFactory.create(
        cluster=stays, round=RoundFactory.create(fiscal_year=2568), entry="returning", funder=FunderFactory.create()
    )
    found = beside(2568, 2565)
    assert (found.earlier.year, found.later.year) == (2565, 2568)
    assert found.why == (
        "1 กลุ่มมีชื่อในทั้งสองปี 1 กลุ่มมีชื่อเฉพาะปี 2568 และ 1 กลุ่มมีชื่อเฉพาะปี 2565",
        "1 กลุ่มที่มีชื่อในทั้งสองปีเปลี่ยนแหล่งงบ",
    )
    totals = {line.label: (line.earlier, line.later, line.signed) for line in found.tables[0].lines}
    assert totals["มีรายชื่อในระบบ: ใหม่"] == (2, 1, "−1")
    assert totals["มีรายชื่อในระบบ: ใช้งบหน่วยงานอื่น"] == (0, 1, "+1")
    assert totals["จำนวนตามเอกสาร"] == (None, None, "")
    sectors = next(table for table in found.tables if table.title == "สาขาอุตสาหกรรม")
    assert sorted((line.earlier, line.later) for line in sectors.lines) == [(0, 1), (1, 0), (1, 1)]


@pytest.mark.usefixtures("history")
def test_reported_years_say_why_their_numbers_cannot_be_compared() -> None:
    why = " ".join(beside(2549, 2550).why)
    assert "ยังไม่ยืนยันว่าครบถ้วน" in why
    assert "ขอบเขตงบต่างกันหรือไม่ระบุ" in why
    assert "เป็นแผน" in " ".join(beside(2564, 2565).why)


def test_what_is_unknown_has_no_difference() -> None:
    assert BesideLine("x", None, 3).difference is None
    assert [BesideLine("x", 3, later).signed for later in (3, 4, 1)] == ["0", "+1", "−2"]
