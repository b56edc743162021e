"""How a line is chosen from what documents say, in worlds other than the history."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import ReportedFigure, Round
from programmes.operations import supersede_figure
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_line import ScopeAsked, YearLine
from tests.factories import (
    ClusterFactory,
    FunderFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db

STATED: dict[str, Any] = {"scope": "department", "scope_basis": "stated"}


def say(year: int, measure: str, value: int | None, **more: Any) -> ReportedFigure:
    return ReportedFigureFactory.create(
        from_year=year, measure=measure, value=None if value is None else Decimal(value), **more
    )


def line(year: int, scope: ScopeAsked = "all") -> YearLine:
    (found,) = GroupsPerYear.for_span(year, year, scope).lines
    return found


def test_of_two_figures_of_one_stated_scope_follows_how_many_groups_left() -> None:
    say(2560, "total", 20, **STATED)
    say(2561, "continued", 17, **STATED)
    assert (line(2561).difference, line(2561).not_continued) == (3, 3)
    assert line(2561, "department").not_continued == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        (STATED, {}),
        (STATED, {"scope": "all", "scope_basis": "stated"}),
        (STATED, {**STATED, "scope_basis": "inferred"}),
        ({**STATED, "scope_basis": "inferred"}, {**STATED, "scope_basis": "inferred"}),
        ({**STATED, "qualifier": "at_least"}, STATED),
        (STATED, {**STATED, "qualifier": "at_least"}),
        ({**STATED, "planned": True}, STATED),
        (STATED, {**STATED, "planned": True}),
    ],
)
def test_otherwise_a_difference_of_numbers_is_all_that_is_known(before: dict[str, Any], after: dict[str, Any]) -> None:
    say(2560, "total", 20, **before)
    say(2561, "continued", 17, **after)
    assert (line(2561).difference, line(2561).not_continued) == (3, None)


def test_more_continued_groups_than_there_were_is_a_difference_and_no_number_that_left() -> None:
    say(2560, "total", 20, **STATED)
    say(2561, "continued", 22, **STATED)
    assert (line(2561).difference, line(2561).difference_size, line(2561).not_continued) == (-2, 2, None)


def test_a_year_in_between_of_which_nothing_is_known_breaks_the_comparison() -> None:
    say(2560, "total", 20, **STATED)
    say(2562, "continued", 17, **STATED)
    assert line(2562).difference is None


def test_a_shared_figure_is_compared_with_the_year_after_its_last() -> None:
    say(2560, "total", 20, to_year=2561, **STATED)
    say(2562, "continued", 17, **STATED)
    assert line(2562).not_continued == 3


def test_several_funders_make_one_column_and_keep_their_names() -> None:
    for name, groups in (("ก", 5), ("ข", 3)):
        funder = FunderFactory.create(short_name=name)
        say(2560, "external", groups, scope="funder", scope_basis="stated", funder=funder)
    assert line(2560).reported.external == 8
    assert [(f.funder, f.whole_value) for f in line(2560).external_figures] == [("ก", 5), ("ข", 3)]


def test_a_funder_whose_number_is_unknown_makes_the_column_unknown() -> None:
    for groups in (5, None):
        say(2560, "external", groups, scope="funder", scope_basis="stated", funder=FunderFactory.create())
    assert line(2560).reported.external is None


def test_an_achieved_total_takes_the_place_of_the_plan() -> None:
    for measure, groups in (("total", 30), ("new", 10)):
        say(2560, measure, groups, planned=True)
    assert (line(2560).planned, line(2560).reported.total, line(2560).reported.new) == (True, 30, 10)
    say(2560, "total", 28)
    achieved = line(2560)
    assert (achieved.planned, achieved.reported.total, achieved.reported.new) == (False, 28, None)
    assert {f.value for f in achieved.alternatives} == {30, 10}


def test_a_superseded_figure_stands_nowhere() -> None:
    old = say(2560, "total", 20)
    supersede_figure(old, ReportedFigureFactory.build(from_year=2560, value=Decimal(21), source=old.source), by=None)
    assert line(2560).reported.total == 21
    assert line(2560).alternatives == ()


def test_a_figure_moved_to_another_year_leaves_its_old_one_unknown() -> None:
    old = say(2560, "total", 20)
    supersede_figure(old, ReportedFigureFactory.build(from_year=2561, value=Decimal(20), source=old.source), by=None)
    assert [shown.reported.total for shown in GroupsPerYear.for_span(2560, 2561).lines] == [None, 20]


@pytest.mark.parametrize("covering", ["all", "not_stated", "department"])
def test_for_all_money_the_figure_that_covers_most_comes_first(covering: str) -> None:
    order = ["all", "not_stated", "department"]
    for groups, scope in enumerate(order[order.index(covering) :], start=20):
        say(2560, "total", groups, scope=scope, scope_basis="" if scope == "not_stated" else "stated")
    assert line(2560).reported.total == 20
    assert line(2560).main is not None
    assert line(2560).main.scope == covering  # type: ignore[union-attr]


def test_a_figure_that_is_not_preferred_stands_beside_only() -> None:
    say(2560, "total", 22, preferred=False)
    assert line(2560).reported.total is None
    assert [f.value for f in line(2560).alternatives] == [22]


@pytest.mark.parametrize(("named", "state"), [(1, "names_missing"), (2, "equal"), (3, "more_recorded")])
def test_reported_and_recorded_are_compared(named: int, state: str) -> None:
    say(2560, "total", 2)
    ParticipationFactory.create_batch(named, round=RoundFactory.create(fiscal_year=2560))
    assert (line(2560).state, line(2560).gap) == (state, 2 - named)


def test_names_without_a_figure_are_recorded_and_nothing_is_reported() -> None:
    ParticipationFactory.create(round__fiscal_year=2560)
    assert (line(2560).state, line(2560).recorded.total, line(2560).is_unknown) == ("nothing_reported", 1, False)


def test_a_name_without_a_funder_makes_the_departments_count_unknown() -> None:
    say(2560, "total", 2, **STATED)
    ParticipationFactory.create(round__fiscal_year=2560, funder=None)
    shown = line(2560, "department")
    assert (shown.reported.total, shown.recorded.total, shown.gap, shown.state) == (2, None, None, "funder_not_stated")


def test_a_list_over_several_years_is_complete_only_if_each_is() -> None:
    say(2560, "total", 2, to_year=2561)
    RoundFactory.create(fiscal_year=2560, list_complete=True)
    later = RoundFactory.create(fiscal_year=2561)
    assert not line(2560).list_complete
    later.list_complete = True
    later.save()
    assert line(2560).list_complete


def test_a_round_without_figures_extends_what_is_known() -> None:
    assert known_span() is None
    say(2560, "total", 2)
    Round.objects.create(fiscal_year=2566)
    assert known_span() == (2560, 2566)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_cost_is_the_same_for_any_number_of_clusters_and_years(rows: int) -> None:
    clusters = ClusterFactory.create_batch(rows, sector=SectorFactory.create())
    say(2540, "total", 3, to_year=2541)
    for year in range(2540, 2540 + max(rows, 2)):
        say(year, "new", rows)
        held = RoundFactory.create(fiscal_year=year)
        for cluster in clusters:
            ParticipationFactory.create(cluster=cluster, round=held)
    with CaptureQueriesContext(connection) as queries:
        GroupsPerYear.for_span(2540, 2540 + rows)
    assert len(queries) == 4
