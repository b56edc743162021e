"""What part of a year is asked for."""

import pytest

from clusters.models import Region
from programmes.reports.year_report import YearReport
from programmes.reports.year_scope import NO_FUNDER, YearScope
from tests.factories import (
    CentreProvinceFactory,
    ClusterProvinceFactory,
    FunderFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


def codes(scope: YearScope) -> list[str]:
    return [line.code for line in YearReport.for_year(2568, scope).clusters]


def test_each_filter_keeps_what_it_names_and_the_heading_says_so() -> None:
    held = RoundFactory.create(fiscal_year=2568)
    centre = PromotionCentreFactory.create(number=4, name="ศูนย์ภาคที่ 4")
    north = ProvinceFactory.create(region=Region.NORTHERN)
    place = ClusterProvinceFactory.create(province=north)
    CentreProvinceFactory.create(centre=centre, province=north)
    funder = FunderFactory.create(code="osmep", short_name="สสว.")
    part = ParticipationFactory.create(round=held, cluster=place.cluster, funder=funder)
    other = ParticipationFactory.create(round=held, funder=None)
    sector = part.cluster.sector
    asked = {
        YearScope.named(sector=sector.code): f"สาขา{sector.name}",
        YearScope.named(region="northern"): "ภาคเหนือ",
        YearScope.named(centre=4): "ศูนย์ภาคที่ 4",
        YearScope.named(funder="osmep"): "ใช้งบ สสว.",
    }
    for scope, said in asked.items():
        assert (codes(scope), scope.parts, scope.is_whole) == ([part.cluster.code], (said,), False)
    assert codes(YearScope(funder=NO_FUNDER)) == [other.cluster.code]
    assert YearScope(funder=NO_FUNDER).parts == ("กลุ่มที่เอกสารไม่ระบุแหล่งงบ",)
    assert codes(YearScope(region="northern", sector=other.cluster.sector.code)) == []


def test_the_whole_year_has_nothing_to_say_and_the_departments_money_does() -> None:
    assert (YearScope().parts, YearScope().is_whole) == ((), True)
    assert YearScope(money="department").parts == ("เฉพาะงบกรมส่งเสริมอุตสาหกรรม",)
    assert YearScope(money="department").is_whole


def test_a_part_of_the_year_has_no_reported_figure_and_knows_how_many_there_are_in_all() -> None:
    held = RoundFactory.create(fiscal_year=2568)
    part = ParticipationFactory.create(round=held)
    ParticipationFactory.create(round=held)
    report = YearReport.for_year(2568, YearScope(sector=part.cluster.sector.code))
    assert report.reported_counts.total is None
    assert (report.recorded_counts.total, report.clusters_in_year) == (1, 2)
