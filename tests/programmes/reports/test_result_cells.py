"""One cell for each group and indicator, made of what is approved in the year."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from programmes.models import Indicator
from programmes.reports.result_cells import Cell, ResultCells, combined
from tests.factories import IndicatorFactory, MeasurementFactory, ParticipationFactory

QUARTERS = {1: Cell(Decimal(10), 4), 2: Cell(Decimal(20), 9), 4: Cell(Decimal(5), 3)}


def test_quarters_are_added_up_or_the_last_one_counts_by_the_rule() -> None:
    assert combined(Indicator.Rule.SUM, QUARTERS) == Cell(Decimal(35), 9)
    assert combined(Indicator.Rule.LAST, QUARTERS) == Cell(Decimal(5), 3)
    assert combined(Indicator.Rule.NONE, QUARTERS) == Cell(Decimal(5), 3)


def test_a_value_of_the_whole_year_counts_instead_of_the_quarters() -> None:
    assert combined(Indicator.Rule.SUM, {**QUARTERS, 0: Cell(Decimal(99), 7)}) == Cell(Decimal(99), 7)


@pytest.mark.django_db
def test_a_year_is_read_with_one_query_and_without_drafts() -> None:
    sales = IndicatorFactory.create()
    one = ParticipationFactory.create(round__fiscal_year=2568)
    MeasurementFactory.create(approved=True, participation=one, indicator=sales, value=7, enterprises=2)
    MeasurementFactory.create(participation=one)
    MeasurementFactory.create(approved=True, participation__round__fiscal_year=2569, indicator=sales)
    hidden = ParticipationFactory.create(round__fiscal_year=2568, cluster__state=Cluster.State.DRAFT)
    MeasurementFactory.create(approved=True, participation=hidden, indicator=sales)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cells = ResultCells.of_year(2568)
    assert len(asked) == 1
    assert cells.cells == {sales.pk: {one.pk: Cell(Decimal(7), 2)}}
    assert not cells.lets_show(sales.pk, frozenset({one.pk}))
    assert cells.lets_show(-1, frozenset({one.pk}))
    assert cells.of(-1) == {}
