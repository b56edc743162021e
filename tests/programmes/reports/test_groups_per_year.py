"""The history year by year, as documents report it and as far as groups are recorded by name."""

from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.reports.counts import Counts
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_line import ScopeAsked, State, YearLine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]

# Years: reported total, continued, new, pilot, external | recorded | state | planned, at least | difference.
Row = tuple[tuple[int, int], tuple[int | None, ...], int | None, State, bool, bool, int | None]
ALL: Final[list[Row]] = [
    ((2546, 2546), (None, None, None, None, None), 0, "nothing_reported", False, False, None),
    ((2547, 2548), (3, None, None, 3, None), 3, "equal", False, False, None),
    ((2549, 2549), (17, None, None, None, None), 0, "names_missing", False, False, None),
    ((2550, 2550), (27, 17, 5, None, 5), 0, "names_missing", False, False, 0),
    ((2551, 2551), (30, 22, 8, None, None), 0, "names_missing", False, False, 5),
    ((2552, 2552), (34, 29, 5, None, None), 0, "names_missing", False, False, 1),
    ((2553, 2553), (29, 29, None, None, None), 0, "names_missing", False, True, 5),
    ((2554, 2554), (30, 20, 10, None, None), 0, "names_missing", True, False, 9),
    ((2555, 2555), (25, None, None, None, None), 0, "names_missing", False, False, None),
    ((2556, 2556), (None, None, None, None, None), 0, "nothing_reported", False, False, None),
    ((2564, 2564), (29, None, None, None, None), 0, "names_missing", False, False, None),
    ((2565, 2565), (34, None, None, None, None), 0, "names_missing", True, False, None),
]
UNKNOWN: Final = (None, None, None, None, None)
DEPARTMENT: Final[list[Row]] = [
    ((2546, 2546), UNKNOWN, 0, "nothing_reported", False, False, None),
    ((2547, 2548), UNKNOWN, None, "funder_not_stated", False, False, None),
    ((2549, 2549), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2550, 2550), (22, 17, 5, None, None), 0, "names_missing", False, False, None),
    ((2551, 2551), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2552, 2552), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2553, 2553), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2554, 2554), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2555, 2555), UNKNOWN, 0, "funder_not_stated", False, False, None),
    ((2564, 2564), (29, None, None, None, None), 0, "names_missing", False, False, None),
    ((2565, 2565), (34, None, None, None, None), 0, "names_missing", True, False, None),
]


def line(year: int, scope: ScopeAsked = "all") -> YearLine:
    found = GroupsPerYear.for_span(2546, 2565, scope).line_of(year)
    assert found is not None
    return found


def as_in_the_table(shown: YearLine) -> Row:
    reported = shown.reported
    return (
        (shown.from_year, shown.to_year),
        (reported.total, reported.continued, reported.new, reported.pilot, reported.external),
        shown.recorded.total,
        shown.state,
        shown.planned,
        shown.at_least,
        shown.difference,
    )


@pytest.mark.parametrize("row", ALL, ids=lambda row: str(row[0][0]))
def test_a_year_stands_as_the_documents_tell_it(row: Row) -> None:
    assert as_in_the_table(line(row[0][0])) == row


@pytest.mark.parametrize("row", DEPARTMENT, ids=lambda row: str(row[0][0]))
def test_of_the_departments_money_only_what_is_stated_stands(row: Row) -> None:
    assert as_in_the_table(line(row[0][0], "department")) == row


def test_every_year_from_first_to_last_has_one_line() -> None:
    lines = GroupsPerYear.for_span(2546, 2565).lines
    assert [year for shown in lines for year in range(shown.from_year, shown.to_year + 1)] == list(range(2546, 2566))
    assert [(shown.from_year, shown.to_year) for shown in lines if shown.is_span] == [(2547, 2548)]


@pytest.mark.parametrize("scope", ["all", "department"])
def test_nothing_of_the_history_says_how_many_groups_left(scope: ScopeAsked) -> None:
    assert {shown.not_continued for shown in GroupsPerYear.for_span(2540, 2570, scope).lines} == {None}


@pytest.mark.parametrize(("first", "last"), [(2547, 2547), (2548, 2548), (2547, 2548)])
def test_the_shared_figure_stands_at_both_its_years(first: int, last: int) -> None:
    (shown,) = GroupsPerYear.for_span(first, last).lines
    assert (shown.from_year, shown.to_year, shown.reported.total, shown.recorded.pilot) == (2547, 2548, 3, 3)
    assert shown.starts.isoformat() == "2003-10-01"
    assert shown.ends.isoformat() == "2005-09-30"


def test_a_line_is_the_same_in_whatever_span_it_is_asked_for() -> None:
    whole = GroupsPerYear.for_span(2540, 2570)
    for year in range(2541, 2571):
        alone = GroupsPerYear.for_span(year, year)
        assert alone.lines == (whole.line_of(year),)


def test_2553_shows_its_other_readings_beside() -> None:
    assert [(f.reading, f.from_year, f.measure, f.whole_value) for f in line(2553).alternatives] == [
        ("B", 2552, "total", 29),
        ("C", 2552, "continued", 29),
    ]
    assert {f.reading for f in line(2553).figures} == {"A"}


def test_2550_shows_what_other_documents_count_beside() -> None:
    assert {(f.source.code, f.scope, f.whole_value) for f in line(2550).alternatives} == {
        ("N", "department", 22),
        ("K", "not_stated", 22),
    }
    beside = line(2550, "department")
    assert {(f.source.code, f.measure) for f in beside.alternatives} == {
        ("H", "total"),
        ("H", "external"),
        ("K", "total"),
    }
    assert beside.total_of_all_money is not None
    assert beside.total_of_all_money.whole_value == 27


def test_only_2550_is_another_number_when_the_departments_money_is_asked_for() -> None:
    assert [shown.from_year for shown in GroupsPerYear.for_span(2546, 2565, "department").lines_changed_by_scope] == [
        2550
    ]


def test_years_of_which_nothing_is_known_are_one_row() -> None:
    rows = GroupsPerYear.for_span(2546, 2565).rows
    assert [row.label for row in rows if row.is_unknown_run] == ["2556–2563"]
    assert len(rows) == 12


def test_the_columns_are_those_of_which_a_document_speaks() -> None:
    assert GroupsPerYear.for_span(2551, 2552).measures == ("total", "continued", "new")
    assert GroupsPerYear.for_span(2546, 2565).measures == ("total", "continued", "new", "pilot", "external")


def test_the_axis_ends_at_the_largest_year() -> None:
    assert GroupsPerYear.for_span(2546, 2565).most == 34
    assert GroupsPerYear.for_span(2556, 2557).most == 1


def test_the_history_is_known_from_2546_to_2565() -> None:
    assert known_span() == (2546, 2565)


def test_a_span_that_ends_before_it_begins_has_no_lines() -> None:
    assert GroupsPerYear.for_span(2552, 2550).lines == ()


def test_a_year_that_no_document_and_no_list_knows_is_unknown_not_zero() -> None:
    (shown,) = GroupsPerYear.for_span(2599, 2599).lines
    assert shown.reported == Counts()
    assert (shown.main, shown.gap, shown.is_unknown, shown.state) == (None, None, True, "nothing_reported")


@pytest.mark.parametrize(("first", "last"), [(2550, 2550), (2546, 2565), (2400, 2700)])
def test_four_queries_tell_any_number_of_years(first: int, last: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        GroupsPerYear.for_span(first, last)
    assert len(queries) <= 4


def test_a_page_that_asks_for_the_columns_of_each_cell_has_them_derived_once() -> None:
    report = GroupsPerYear.for_span(2546, 2565)
    assert report.measures is report.measures
    assert report.lines[0].cells is report.lines[0].cells
