"""Published editions as pages and files show them."""

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from programmes.reports.editions import EditionHead, edition_shown, published_groups
from programmes.reports.groups_per_year import GroupsPerYear
from tests.factories import EditionFactory, ReportedFigureFactory
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def correct(value: int) -> None:
    old = ReportedFigure.objects.current().get(from_year=YEAR)
    supersede_figure(old, ReportedFigureFactory.build(from_year=YEAR, value=value, source=old.source), by=None)


def test_a_year_without_an_edition_has_none_to_show() -> None:
    EditionFactory.create(round=closed_year())
    assert edition_shown(YEAR) is None
    assert edition_shown(YEAR, number=1) is None


def test_each_edition_shows_what_it_froze_and_the_others_of_its_year() -> None:
    first = publish(closed_year())
    correct(9)
    publish(first.round, reason="เอกสารแก้ไข")
    old, new = edition_shown(YEAR, number=1), edition_shown(YEAR)
    assert old is not None
    assert new is not None
    assert (old.report.line.reported.total, new.report.line.reported.total) == (5, 9)
    assert (old.is_latest, new.is_latest, old.latest.number) == (False, True, 2)
    assert [head.number for head in old.others] == [2]
    assert new.head.reason == "เอกสารแก้ไข"
    assert edition_shown(YEAR, number=3) is None


def test_a_report_of_the_departments_money_is_frozen_too() -> None:
    publish(closed_year())
    correct(9)
    shown = edition_shown(YEAR, "department")
    assert shown is not None
    assert shown.report.scope.money == "department"
    assert shown.report.line.recorded.total == 2


def test_the_yearly_table_takes_a_published_year_out_of_its_edition() -> None:
    publish(closed_year())
    closed_year(YEAR + 1)
    correct(9)
    live, published = GroupsPerYear.for_span(YEAR, YEAR + 1), published_groups(YEAR, YEAR + 1)
    assert [(line.reported.total, line.edition) for line in live.lines] == [(9, None), (5, None)]
    assert [(line.reported.total, line.edition) for line in published.lines] == [(5, 1), (5, None)]
    assert published_groups(YEAR, YEAR, "department").lines[0].edition == 1


def test_without_editions_the_table_is_todays() -> None:
    closed_year()
    assert published_groups(YEAR, YEAR) == GroupsPerYear.for_span(YEAR, YEAR)


@pytest.mark.parametrize("years", [1, 3])
def test_editions_cost_the_table_one_query_and_a_page_three(
    years: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(YEAR, YEAR + years):
        publish(closed_year(year, groups=1))
    with django_assert_num_queries(4):
        published_groups(YEAR, YEAR + years - 1)
    with django_assert_num_queries(3):
        edition_shown(YEAR)


def test_an_edition_is_cited_in_the_language_of_the_page() -> None:
    head = EditionHead.of(publish(closed_year()))
    address = f"http://a.th/years/{YEAR}/editions/1/"
    assert head.citation("http://a.th").startswith("กรมส่งเสริมอุตสาหกรรม. (25")
    assert head.citation("http://a.th").endswith(f"ฉบับเผยแพร่ที่ 1. พอร์ทัลคลัสเตอร์อุตสาหกรรม. {address}")
    with override("en"):
        assert "Edition 1" in head.citation("http://a.th")


def test_a_draft_is_said_to_be_neither_published_nor_approved() -> None:
    head = EditionHead.of(EditionFactory.create())
    assert (head.published_on, head.approved_office) == (None, None)
    assert (head.as_data()["published"], head.as_data()["approved_by"]) == (None, None)
    assert "(–)" in head.citation("")
