"""The programme at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from programmes.reports.overview import NAMES_SHOWN, Overview
from tests.factories import ClusterFactory, ReportedFigureFactory

pytestmark = pytest.mark.django_db


def test_the_latest_achieved_figure_comes_first_and_the_plan_beside_it() -> None:
    ReportedFigureFactory.create(from_year=2564, value=29)
    ReportedFigureFactory.create(from_year=2565, value=34, planned=True)
    overview = Overview.of_programme()
    assert (overview.latest and overview.latest.from_year, overview.plan and overview.plan.from_year) == (2564, 2565)
    assert overview.latest_figure is not None
    assert overview.latest_figure.whole_value == 29


def test_a_plan_that_has_been_overtaken_is_not_shown_beside() -> None:
    ReportedFigureFactory.create(from_year=2554, value=30, planned=True)
    ReportedFigureFactory.create(from_year=2555, value=25)
    assert Overview.of_programme().plan is None


def test_a_year_without_a_number_is_not_the_latest_figure() -> None:
    ReportedFigureFactory.create(from_year=2550, value=27)
    ReportedFigureFactory.create(from_year=2551, value=None)
    overview = Overview.of_programme()
    assert overview.latest is not None
    assert overview.latest.from_year == 2550


def test_an_empty_portal_has_nothing_to_show_and_says_so() -> None:
    overview = Overview.of_programme()
    assert (overview.latest_figure, overview.plan_figure, overview.groups, overview.named) == (None, None, None, ())


def test_only_public_clusters_are_named() -> None:
    ClusterFactory.create(name="ผ้าไหม")
    ClusterFactory.create(name="ร่าง", state=Cluster.State.DRAFT)
    overview = Overview.of_programme()
    assert [named.name for named in overview.named] == ["ผ้าไหม"]
    assert overview.named_count == 1


def test_of_many_clusters_the_first_are_named_and_all_counted() -> None:
    for _ in range(NAMES_SHOWN + 3):
        ClusterFactory.create()
    overview = Overview.of_programme()
    assert (len(overview.named), overview.named_count) == (NAMES_SHOWN, NAMES_SHOWN + 3)


@pytest.mark.usefixtures("history")
def test_the_history_shows_2564_and_the_plan_of_2565() -> None:
    overview = Overview.of_programme()
    assert overview.latest is not None
    assert overview.plan is not None
    assert (overview.latest.reported.total, overview.plan.reported.total) == (29, 34)
    assert [line.label for line in overview.recent] == ["2565", "2564", "2555", "2554", "2553"]
    assert len(overview.named) == 3


def test_the_cost_does_not_grow_with_the_rows() -> None:
    ReportedFigureFactory.create()
    ClusterFactory.create()
    with CaptureQueriesContext(connection) as one:
        Overview.of_programme()
    for year in range(2551, 2571):
        ReportedFigureFactory.create(from_year=year)
        ClusterFactory.create()
    with CaptureQueriesContext(connection) as twenty:
        Overview.of_programme()
    assert len(twenty) == len(one) <= 8
