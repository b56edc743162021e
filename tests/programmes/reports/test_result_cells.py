"""One cell for each group and indicator, made of what is approved in the year."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusters.models import Cluster
from programmes.models import Indicator, Measurement, Participation, Round
from programmes.reports.cluster_progress import ClusterProgress
from programmes.reports.edition_value import report_in
from programmes.reports.result_cells import Cell, ResultCells, combined
from programmes.reports.results import YearResults
from programmes.reports.year_report import YearReport
from tests.factories import IndicatorFactory, MeasurementFactory, ParticipationFactory, RoundFactory
from tests.programmes.published import closed, opened, publish

QUARTERS = {1: Cell(Decimal(10), 4), 2: Cell(Decimal(20), 9), 4: Cell(Decimal(5), 3)}


def test_quarters_are_added_up_or_the_last_one_counts_by_the_rule() -> None:
    assert combined(Indicator.Rule.SUM, QUARTERS) == Cell(Decimal(35), 9)
    assert combined(Indicator.Rule.LAST, QUARTERS) == Cell(Decimal(5), 3)
    assert combined(Indicator.Rule.NONE, QUARTERS) == Cell(Decimal(5), 3)
    assert combined(Indicator.Rule.SUM, {**QUARTERS, 3: Cell(Decimal(1), 1, late=True)}).late


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


@pytest.mark.django_db
def test_no_later_figure_tells_by_subtraction_from_an_edition_what_rests_on_too_few() -> None:
    """The edition and its correction, today's report and a part of it, the cluster's own page."""
    sales = IndicatorFactory.create(code="sales")
    held = RoundFactory.create(fiscal_year=2568, state=Round.State.OPEN)
    parts = [ParticipationFactory.create(round=held) for _ in range(4)]

    def approve(part: Participation, value: int, enterprises: int) -> None:
        of = {"participation": part, "indicator": sales, "value": value, "enterprises": enterprises}
        MeasurementFactory.create(**of, approved=True, approved_at=timezone.now())

    def shown(report: YearReport | YearResults) -> Decimal | None:
        lines = report.indicators if isinstance(report, YearReport) else report.lines
        (line,) = [each for each in lines if each.indicator.code == "sales"]
        return line.reached.value

    def published(reason: str = "") -> YearReport:
        edition = publish(closed(held), reason=reason)
        opened(held)
        return report_in(json.loads(edition.content), "all")

    approve(parts[0], 100, enterprises=9)
    approve(parts[1], 1000, enterprises=9)
    assert shown(published()) == 1100
    approve(parts[2], 50, enterprises=3)
    assert shown(YearReport.for_year(2568)) == 1150  # it may be shown by itself
    approve(parts[3], 7, enterprises=1)
    assert shown(YearReport.for_year(2568)) is None
    assert shown(published("มีผลเพิ่ม")) is None
    one_of_them = Cluster.objects.filter(pk__in=[part.cluster_id for part in parts[2:]])
    assert shown(YearResults.for_year(2568, one_of_them)) is None
    assert shown(YearResults.for_year(2568, one_of_them, withhold=False)) == 57
    (own,) = ClusterProgress.of(parts[3].cluster).years[0].results
    assert own[1].is_withheld


@pytest.mark.django_db
@pytest.mark.parametrize("corrected", [False, True])
def test_what_an_edition_holds_back_with_another_is_not_told_when_others_come_or_it_rests_on_more(
    corrected: bool,
) -> None:
    """The edition's sum of all, less the others on their own pages, would be the one that rests on too few."""
    sales = IndicatorFactory.create(code="sales")
    held = RoundFactory.create(fiscal_year=2568, state=Round.State.OPEN)
    few, mate, third, new = (ParticipationFactory.create(round=held) for _ in range(4))

    def approve(part: Participation, value: int, enterprises: int, **more: Any) -> Measurement:
        of = {"participation": part, "indicator": sales, "value": value, "enterprises": enterprises, **more}
        return MeasurementFactory.create(**of, approved=True, approved_at=timezone.now())

    first = approve(few, 7, 1)
    approve(mate, 100, 8)
    approve(third, 1000, 9)
    publish(closed(held))
    opened(held)
    if corrected:
        approve(few, 70, 5, supersedes=first, revision=2)
    else:
        approve(new, 50, 3)
    cells = ResultCells.of_year(2568)
    assert [cells.lets_show(sales.pk, frozenset({part.pk})) for part in (few, mate, third)] == [False, False, True]
    assert cells.lets_show(sales.pk, frozenset(cells.of(sales.pk))) is not corrected
    shown = [ClusterProgress.of(part.cluster).years[0].results[0][1] for part in (few, mate, third)]
    assert [reached.is_withheld for reached in shown] == [True, True, False]
