"""A year's report in sentences."""

import pytest
from django.utils.translation import override

from programmes.models import Participation
from programmes.reports.year_report import YearReport
from programmes.reports.year_scope import YearScope
from programmes.reports.year_sentences import coverage, summary
from tests.factories import (
    ClusterFactory,
    FunderFactory,
    MembershipFactory,
    ParticipationFactory,
    RoundFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


def said(report: YearReport) -> dict[str, str]:
    return {sentence.key: sentence.text for sentence in summary(report)}


@pytest.mark.usefixtures("history")
def test_a_historical_year_says_what_documents_say_and_nothing_else() -> None:
    sentences = said(YearReport.for_year(2550))
    assert list(sentences) == ["documents"]
    assert sentences["documents"].startswith("ปี 2550 เอกสารรายงาน 27 กลุ่ม")


def test_a_year_of_names_says_who_went_on_and_how_many_are_in_it() -> None:
    for year in (2567, 2568):
        RoundFactory.create(fiscal_year=year, list_complete=True)
    stays, goes = ClusterFactory.create(), ClusterFactory.create()
    for cluster, year, entry in ((stays, 2567, "new"), (stays, 2568, "continued"), (goes, 2567, "new")):
        ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=year), entry=entry)
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568), funder=FunderFactory.create())
    MembershipFactory.create(cluster=stays)
    SupportFactory.create(cluster=stays)
    report = YearReport.for_year(2568)
    assert said(report) == {
        "documents": "ปี 2568 ไม่พบเอกสารที่บอกจำนวนกลุ่ม",
        "recorded": "ปีงบประมาณ 2568 มีรายชื่อครบถ้วน 2 กลุ่ม ได้แก่ ต่อเนื่อง 1 ใช้งบหน่วยงานอื่น 1",
        "flow": "จาก 2 กลุ่มของปีงบประมาณ 2567 ดำเนินการต่อในปีงบประมาณ 2568 จำนวน 1 กลุ่ม ไม่ดำเนินการต่อ 1 กลุ่ม"
        " มีกลุ่มใหม่ 1 กลุ่ม และกลับเข้าร่วม 0 กลุ่ม (เหตุที่ไม่ดำเนินการต่อ: ไม่ระบุ 1)",
        "members": "ปีงบประมาณ 2568 มีวิสาหกิจและสมาชิก 1 ราย (นับแต่ละรายครั้งเดียว) ใน 1 กลุ่ม และหน่วยงานสนับสนุน 1 แห่ง",
    }
    assert [sentence.target for sentence in summary(report)][1] == "summary-recorded"
    with override("en"):
        assert (
            said(report)["recorded"]
            == "Fiscal year 2568: the complete list names 2 groups: Continued 1, Funded by others 1"
        )


def test_a_part_of_the_year_says_what_it_covers_in_its_heading_and_in_each_sentence() -> None:
    held = RoundFactory.create(fiscal_year=2568)
    part = ParticipationFactory.create(round=held)
    ParticipationFactory.create(round=held)
    report = YearReport.for_year(2568, YearScope.named(sector=part.cluster.sector.code))
    name = part.cluster.sector.name
    assert coverage(report) == f"ครอบคลุม สาขา{name}: 1 จาก 2 กลุ่มที่มีรายชื่อในปีนี้"
    assert said(report)["recorded"].startswith(f"ปีงบประมาณ 2568 (สาขา{name}) มีรายชื่อในระบบ 1 กลุ่ม")
    assert (coverage(YearReport.for_year(2568)), "documents" in said(report)) == ("", False)


def test_the_departments_number_is_unknown_while_a_funder_is() -> None:
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568), funder=None)
    report = YearReport.for_year(2568, "department")
    assert "ไม่ทราบจำนวนกลุ่มที่มีรายชื่อ" in said(report)["recorded"]
    assert (report.recorded, report.clusters, report.recorded_counts.total) == (None, (), None)
    assert Participation.objects.count() == 1
