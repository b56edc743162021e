"""Figures gathered by the statement that gives them."""

import pytest

from programmes.reports.figure import FigureShown
from programmes.reports.statements import statements_of
from tests.factories import ReportedFigureFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_figures_of_one_quotation_stand_under_it_in_their_order_and_once() -> None:
    source = SourceFactory.create()
    one, two = (
        FigureShown.of(ReportedFigureFactory.create(source=source, measure=measure, note="หมายเหตุเดียวกัน"))
        for measure in ("continued", "new")
    )
    (statement,) = statements_of([one, two, one])
    assert statement.figures == (one, two)
    assert statement.notes == ("หมายเหตุเดียวกัน",)


def test_another_quotation_source_or_written_year_is_another_statement() -> None:
    source = SourceFactory.create()
    figures = [
        FigureShown.of(ReportedFigureFactory.create(source=source, quotation="ก")),
        FigureShown.of(ReportedFigureFactory.create(source=source, quotation="ข")),
        FigureShown.of(ReportedFigureFactory.create(source=source, quotation="ข", year_as_written="ปี 2550")),
        FigureShown.of(ReportedFigureFactory.create(quotation="ก")),
    ]
    assert [statement.figures for statement in statements_of(figures)] == [(figure,) for figure in figures]
