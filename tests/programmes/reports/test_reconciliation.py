"""Reported beside recorded, for all years."""

from typing import Any

import pytest

from programmes.reports.reconciliation import Reconciliation
from tests.factories import ParticipationFactory, ReportedFigureFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_the_latest_year_comes_first_with_its_gap_and_its_findings() -> None:
    ReportedFigureFactory.create(from_year=2550, value=3)
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2550), funder=None)
    RoundFactory.create(fiscal_year=2551)
    years = Reconciliation.of_all_years().years
    assert [(year.line.label, year.line.gap, year.findings) for year in years] == [("2551", None, 0), ("2550", 2, 3)]


def test_years_that_share_a_figure_stand_on_one_line_with_both_rounds() -> None:
    ReportedFigureFactory.create(from_year=2547, to_year=2548, value=3)
    for year in (2547, 2548):
        RoundFactory.create(fiscal_year=year)
    (only,) = Reconciliation.of_all_years().years
    assert [held.fiscal_year for held in only.rounds] == [2547, 2548]


def test_without_any_data_there_is_no_year() -> None:
    assert Reconciliation.of_all_years().years == ()


@pytest.mark.parametrize("count", [1, 20])
def test_all_years_cost_the_same_for_any_number(count: int, django_assert_max_num_queries: Any) -> None:
    for year in range(2550, 2550 + count):
        ParticipationFactory.create(round=RoundFactory.create(fiscal_year=year))
    with django_assert_max_num_queries(20):
        assert len(Reconciliation.of_all_years().years) == count
