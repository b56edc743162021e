"""The names behind a figure."""

import pytest

from programmes.reports.year_figures import figures_of
from programmes.reports.year_names import FIGURE, YearNames
from programmes.reports.year_report import YearReport
from tests.factories import (
    AssessmentFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


def codes(report: YearReport, figure: str) -> list[str]:
    return [line.code for line in YearNames.of(report, figure).lines]


def test_each_figure_that_counts_clusters_opens_to_as_many_names() -> None:
    for year in (2567, 2568):
        RoundFactory.create(fiscal_year=year, list_complete=True)
    other, sales = FunderFactory.create(), IndicatorFactory.create()
    for number, years in enumerate(((2567, 2568), (2567,), (2568,), (2566, 2568), (2568,))):
        cluster = ClusterFactory.create()
        for region in ("northern", "southern")[: number % 3]:
            ClusterProvinceFactory.create(cluster=cluster, province__region=region)
        for year in years:
            part = ParticipationFactory.create(
                cluster=cluster,
                round=RoundFactory.create(fiscal_year=year),
                entry="new",
                **({"funder": (other, None)[number % 2]} if number > 2 else {}),
            )
        if number > 1:
            AssessmentFactory.create(participation=part)
            measured = MeasurementFactory.create(participation=part, indicator=sales, approved=True, enterprises=number)
    report = YearReport.for_year(2568)
    assert report.flow is not None
    counted = [
        figure
        for figure in figures_of(report)
        if figure.unit_label == "กลุ่ม" and figure.measure not in ("supported_clusters", "reported")
    ]
    assert len(counted) > 100
    wrong = {
        figure.key: (figure.value, found)
        for figure in counted
        if len(found := codes(report, figure.key)) != figure.value and figure.group != "repeated"
    }
    assert wrong == {}
    assert all(FIGURE.match(figure.key) for figure in figures_of(report))
    assert len(codes(report, "recorded:region:repeated:total")) == 1
    assert len(codes(report, f"recorded:indicator:{measured.indicator.code}:total")) == 3
    for finding in report.findings:
        assert codes(report, f"recorded:finding:{finding.check}:total") == list(finding.codes)


def test_a_figure_says_what_it_counts() -> None:
    stays, goes = ClusterFactory.create(name="ต่อ"), ClusterFactory.create(name="ออก")
    for cluster, year in ((stays, 2567), (goes, 2567), (stays, 2568)):
        ParticipationFactory.create(
            cluster=cluster, round=RoundFactory.create(fiscal_year=year, list_complete=True), entry="new"
        )
    report = YearReport.for_year(2568)
    left = YearNames.of(report, "recorded:flow_left")
    assert (left.title, left.are_gone, [line.code for line in left.lines]) == ("ไม่ดำเนินการต่อ", True, [goes.code])
    assert YearNames.of(report, "recorded:funder:dip:flow_left").title.startswith("ไม่ดำเนินการต่อ")
    named = YearNames.of(report, f"recorded:sector:{stays.sector.code}:new")
    assert named.title == f"สาขาอุตสาหกรรม · {stays.sector.name} · ใหม่"
    assert (YearNames.of(report).title, YearNames.of(report).are_gone) == ("", False)


def test_a_figure_that_counts_no_clusters_and_a_flow_that_is_not_there_open_to_the_whole_list() -> None:
    part = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568))
    report = YearReport.for_year(2568)
    for figure in ("", "recorded:flow_left", "recorded:service:training:partners", "recorded:moon:1:total", "x"):
        names = YearNames.of(report, figure)
        assert (names.figure, [line.code for line in names.lines]) == ("", [part.cluster.code])
