"""One fiscal year as far as it is known."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster, PromotionCentre
from programmes.reports.year_report import YearReport, other_figures
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    FunderFactory,
    MembershipFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ReportedFigureFactory,
    RoundFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("history")
def test_either_year_of_a_shared_figure_gets_the_line_of_both() -> None:
    for year in (2547, 2548):
        report = YearReport.for_year(year)
        assert (report.line.from_year, report.line.to_year) == (2547, 2548)
        assert len(report.clusters) == 3


@pytest.mark.usefixtures("history")
def test_the_press_figures_of_2550_stand_beside_the_groups_with_their_statements() -> None:
    report = YearReport.for_year(2550)
    measures = [figure.measure for figure in report.other_figures]
    assert measures == ["enterprises", "grouping_success", "production_value", "profit"]
    assert {statement.source.code for statement in report.statements} == {"H", "N", "K"}


def test_only_the_departments_groups_are_named_when_only_its_money_is_asked_for() -> None:
    held = RoundFactory.create(fiscal_year=2560)
    ours = ParticipationFactory.create(round=held)
    ParticipationFactory.create(round=held, funder=FunderFactory.create())
    assert [line.code for line in YearReport.for_year(2560, "department").clusters] == [ours.cluster.code]
    assert len(YearReport.for_year(2560).clusters) == 2


def test_a_draft_cluster_is_neither_named_nor_counted_before_it_is_published() -> None:
    held = RoundFactory.create(fiscal_year=2560)
    draft = ClusterFactory.create(state=Cluster.State.DRAFT)
    ParticipationFactory.create(round=held, cluster=draft)
    report = YearReport.for_year(2560)
    assert (len(report.clusters), report.line.recorded.total) == (0, 0)
    draft.state = Cluster.State.PUBLIC
    draft.save()
    report = YearReport.for_year(2560)
    assert (len(report.clusters), report.line.recorded.total) == (1, 1)


def test_a_superseded_figure_is_not_among_the_others() -> None:
    old = ReportedFigureFactory.create(measure="budget", value=1)
    ReportedFigureFactory.create(measure="budget", value=2, key=old.key, revision=2, supersedes=old)
    assert [figure.whole_value for figure in other_figures(2550, 2550)] == [2]


def fill(number: int) -> None:
    """Write rows of everything that the report counts: two complete years, members and partners."""
    for year in (2559, 2560):
        RoundFactory.create(fiscal_year=year, list_complete=True)
    centre = PromotionCentre.objects.filter(number=5).first() or PromotionCentreFactory.create(number=5)
    for _ in range(number):
        place = ClusterProvinceFactory.create(cluster__sector__position=3)
        CentreProvinceFactory.create(centre=centre, province=place.province)
        for year in (2557, 2559, 2560):
            ParticipationFactory.create(cluster=place.cluster, round=RoundFactory.create(fiscal_year=year))
        MembershipFactory.create(cluster=place.cluster, from_year=2560)
        SupportFactory.create(cluster=place.cluster, from_year=2560)
        ReportedFigureFactory.create(from_year=2560, measure="budget")


def test_the_cost_is_the_same_for_one_group_and_for_twenty(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in (1, 20):
        fill(number)
        with django_assert_num_queries(24):
            YearReport.for_year(2560)
