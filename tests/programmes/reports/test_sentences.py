"""A year in a sentence."""

import pytest
from django.utils.translation import override

from programmes.models import Participation
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.sentences import year_sentence
from programmes.reports.year_line import ScopeAsked
from tests.factories import ParticipationFactory, ReportedFigureFactory, RoundFactory


def sentence(year: int, scope: ScopeAsked = "all") -> str:
    return year_sentence(GroupsPerYear.for_span(year, year, scope).lines[-1])


H = "(ที่มา: ประวัติความเป็นมา, เว็บไซต์คลัสเตอร์ กรมส่งเสริมอุตสาหกรรม)"
P1 = "(ที่มา: ข่าวการพัฒนาคลัสเตอร์อุตสาหกรรม, sanook.com)"


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2546, f"ปี 2546 เอกสารกล่าวถึงการดำเนินงาน แต่ไม่บอกจำนวนกลุ่ม {H}"),
        (2547, f"ปี 2547–2548 เอกสารรายงาน 3 กลุ่ม (นำร่อง 3) มีรายชื่อในระบบครบ 3 กลุ่ม {H}"),
        (2549, f"ปี 2549 เอกสารรายงาน 17 กลุ่ม ยังไม่มีรายชื่อกลุ่มในระบบ {H}"),
        (2550, f"ปี 2550 เอกสารรายงาน 27 กลุ่ม (ต่อเนื่อง 17 ใหม่ 5 ใช้งบ สสว. 5) ยังไม่มีรายชื่อกลุ่มในระบบ {H}"),
        (2553, f"ปี 2553 เอกสารรายงานอย่างน้อย 29 กลุ่ม (ต่อเนื่อง 29) ยังไม่มีรายชื่อกลุ่มในระบบ {H}"),
        (2554, f"ปี 2554 เอกสารระบุแผน 30 กลุ่ม (ต่อเนื่อง 20 ใหม่ 10) เป็นแผน ไม่ใช่ผล {P1}"),
        (2556, "ปี 2556 ไม่พบเอกสารที่บอกจำนวนกลุ่ม"),
    ],
)
def test_a_year_is_said_as_far_as_documents_and_names_tell(year: int, said: str) -> None:
    assert sentence(year) == said


@pytest.mark.usefixtures("history")
def test_the_departments_groups_are_said_to_be_its_own_and_other_funders_left_out() -> None:
    assert sentence(2550, "department").startswith(
        "ปี 2550 เอกสารรายงานกลุ่มที่ใช้งบกรมส่งเสริมอุตสาหกรรม 22 กลุ่ม (ต่อเนื่อง 17 ใหม่ 5)"
    )


@pytest.mark.usefixtures("history")
def test_a_number_without_a_stated_funder_is_not_said_to_be_the_departments() -> None:
    said = sentence(2551, "department")
    assert said == "ปี 2551 เอกสารไม่ระบุแหล่งงบ จึงไม่ทราบจำนวนกลุ่มที่ใช้งบกรมส่งเสริมอุตสาหกรรม"


@pytest.mark.usefixtures("history")
def test_the_sentence_is_english_on_english_pages() -> None:
    with override("en"):
        said = sentence(2550)
    assert said.startswith(
        "Fiscal year 2550: documents report 27 groups (17 continued, 5 new, 5 funded by OSMEP). "
        "None is recorded by name yet. (Source: "
    )


@pytest.mark.django_db
def test_names_that_are_partly_recorded_are_said_with_what_is_missing() -> None:
    ReportedFigureFactory.create(from_year=2560, to_year=2560, measure="total", value=3)
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2560), entry=Participation.Entry.NEW)
    assert "มีรายชื่อในระบบ 1 กลุ่ม ยังไม่มีรายชื่อ 2 กลุ่ม" in sentence(2560)


@pytest.mark.django_db
def test_more_names_than_reported_are_said_to_be_more() -> None:
    ReportedFigureFactory.create(from_year=2560, to_year=2560, measure="total", value=1)
    held = RoundFactory.create(fiscal_year=2560)
    ParticipationFactory.create(round=held)
    ParticipationFactory.create(round=held)
    assert "มีรายชื่อในระบบ 2 กลุ่ม มากกว่าที่เอกสารรายงาน" in sentence(2560)


@pytest.mark.django_db
def test_returning_groups_are_said() -> None:
    ReportedFigureFactory.create(from_year=2560, to_year=2560, measure="total", value=4)
    ReportedFigureFactory.create(from_year=2560, to_year=2560, measure="returning", value=4)
    assert "(กลับเข้าร่วม 4)" in sentence(2560)
