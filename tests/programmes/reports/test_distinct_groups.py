"""How many different groups: only a range, with its working."""

import pytest

from programmes.reports.distinct_groups import DistinctGroups
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from tests.factories import FunderFactory, ReportedFigureFactory


def of_all_years() -> DistinctGroups | None:
    span = known_span()
    return DistinctGroups.from_lines(GroupsPerYear.for_span(*span).lines) if span else None


@pytest.mark.usefixtures("history")
def test_the_reported_numbers_leave_between_35_and_43_groups() -> None:
    distinct = of_all_years()
    assert distinct is not None
    assert (distinct.first_year, distinct.last_year) == (2547, 2553)
    assert (distinct.least, distinct.least_if_new_is_new, distinct.most) == (35, 40, 43)
    assert distinct.pilots == 3
    assert (distinct.base_year, distinct.base) == (2549, 17)
    assert distinct.new == ((2550, 5), (2551, 8), (2552, 5))
    assert (distinct.external, distinct.could_return) == (5, 5)


@pytest.mark.usefixtures("history")
def test_the_department_alone_leaves_no_range_because_most_years_state_no_funder() -> None:
    span = known_span()
    assert span is not None
    assert DistinctGroups.from_lines(GroupsPerYear.for_span(*span, "department").lines) is None


@pytest.mark.django_db
def test_without_pilots_there_is_no_range() -> None:
    ReportedFigureFactory.create(from_year=2549, to_year=2549, measure="total", value=17)
    assert of_all_years() is None


@pytest.mark.django_db
def test_pilots_without_a_later_year_leave_no_range() -> None:
    ReportedFigureFactory.create(from_year=2547, to_year=2548, measure="pilot", value=3)
    ReportedFigureFactory.create(from_year=2547, to_year=2548, measure="total", value=3)
    assert of_all_years() is None


@pytest.mark.django_db
def test_more_externally_funded_groups_than_later_new_ones_cannot_all_come_back_as_new() -> None:
    for measure, year, value in (
        ("pilot", 2547, 3),
        ("total", 2547, 3),
        ("total", 2548, 10),
        ("continued", 2549, 10),
        ("total", 2549, 16),
        ("continued", 2550, 10),
        ("new", 2550, 2),
        ("total", 2550, 12),
    ):
        ReportedFigureFactory.create(from_year=year, to_year=year, measure=measure, value=value)
    ReportedFigureFactory.create(
        from_year=2549, measure="external", value=6, scope="funder", scope_basis="stated", funder=FunderFactory.create()
    )
    distinct = of_all_years()
    assert distinct is not None
    assert (distinct.least, distinct.least_if_new_is_new, distinct.most) == (16, 18, 21)
