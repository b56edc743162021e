"""Filters of the list of reported figures."""

import pytest

from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = address(ReportedFigure, "changelist")


@pytest.mark.parametrize(("year", "found"), [("2547", {3}), ("๒๕๔๘", {3}), ("2550", {27}), ("2549", set())])
def test_a_year_finds_the_figures_that_touch_it(year: str, found: set[int]) -> None:
    factories.ReportedFigureFactory.create(from_year=2547, to_year=2548, value=3)
    factories.ReportedFigureFactory.create(from_year=2550)
    rows = signed_in().get(LIST, {"from_year": year}).context["cl"].result_list
    assert {row.value for row in rows} == found


def test_figures_are_told_apart_by_whether_they_stand() -> None:
    old = factories.ReportedFigureFactory.create()
    new = supersede_figure(old, factories.ReportedFigureFactory.build(value=28, source=old.source), by=None)
    client = signed_in()
    assert [row.pk for row in client.get(LIST, {"standing": "current"}).context["cl"].result_list] == [new.pk]
    assert [row.pk for row in client.get(LIST, {"standing": "superseded"}).context["cl"].result_list] == [old.pk]
    assert "จึงแสดงรายการทั้งหมด" in text_of(client.get(LIST, {"standing": "odd"}, follow=True))
    assert "จึงแสดงรายการทั้งหมด" in text_of(client.get(LIST, {"from_year": "2007"}, follow=True))
