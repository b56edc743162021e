"""A few years on one page."""

import pytest

from programmes.models import Funder, Indicator, Round
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.years_brief import YearsBrief
from tests.factories import MeasurementFactory, ParticipationFactory, RoundFactory
from tests.programmes.published import closed, opened, publish

pytestmark = pytest.mark.usefixtures("history")


def brief(first: int, last: int) -> YearsBrief:
    return YearsBrief.of(GroupsPerYear.for_span(first, last))


def test_each_known_year_has_a_sentence_and_unknown_ones_have_none() -> None:
    assert [sentence.target for sentence in brief(2554, 2558).sentences] == ["sentence-2554", "sentence-2555"]


def test_missing_names_and_unlike_years_are_named() -> None:
    report = brief(2550, 2552)
    assert [(line.label, line.gap) for line in report.names_missing] == [("2550", 27), ("2551", 30), ("2552", 34)]
    assert [(line.label, line.difference_size) for line in report.years_unlike] == [("2551", 5), ("2552", 1)]


def test_every_document_that_is_quoted_is_listed_once() -> None:
    assert [source.code for source in brief(2550, 2552).sources] == ["H", "K"]


def test_the_statements_of_other_readings_stand_beside_those_of_the_numbers_shown() -> None:
    said = [(statement.source.code, statement.quotation[-8:]) for statement in brief(2552, 2552).statements]
    assert said == [("H", "34 กลุ่ม"), ("H", "29 กลุ่ม")]


def test_links_keep_the_span() -> None:
    assert brief(2550, 2552).span_query == "&from=2550&to=2552"


def test_results_of_a_published_year_are_those_of_its_edition() -> None:
    sales, department = Indicator.objects.get(code="sales"), Funder.objects.get(is_department=True)
    held = RoundFactory.create(fiscal_year=2568, state=Round.State.OPEN)
    for value in (40, 2):
        part = ParticipationFactory.create(round=held, funder=department)
        MeasurementFactory.create(participation=part, indicator=sales, value=value, enterprises=9, approved=True)
        if value == 40:
            publish(closed(held))
            opened(held)
    part = ParticipationFactory.create(round__fiscal_year=2569, funder=department)
    MeasurementFactory.create(participation=part, indicator=sales, value=7, enterprises=9, approved=True)
    first, second = brief(2568, 2569).results
    assert f"{sales.name} 40 {sales.unit} (รายงาน 1 จาก 1 กลุ่ม)" in first
    assert f"{sales.name} 7 {sales.unit}" in second
