"""What holds of every year's report, whatever the world."""

import json
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from programmes.models import Participation, Round
from programmes.reports.flow import FlowsPerYear
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_groups import COLUMNS, Tally
from programmes.reports.year_report import YearReport
from tests.programmes.reports.worlds import YEARS, World, worlds, write

pytestmark = pytest.mark.django_db


def in_its_own_transaction(world: World) -> None:
    """Write the world, look at it in every way, and take it away again."""
    with transaction.atomic():
        write(world)
        reports = {year: YearReport.for_year(year) for year in YEARS}
        for report in reports.values():
            columns_add_up(report)
            the_same_comes_back_from_json(report)
            distinct_is_never_more_than_the_sum(report)
        flows_add_up(reports)
        transaction.set_rollback(True)


def columns_add_up(report: YearReport) -> None:
    assert report.recorded is not None
    tallies = [report.recorded, *(row.tally for table in report.breakdowns for row in table.rows)]
    for tally in tallies:
        assert sum(getattr(tally, name) for name in COLUMNS) == tally.total
    for table in report.breakdowns:
        for name in ("total", *COLUMNS):
            rows = sum(getattr(row.tally, name) for row in table.rows)
            assert rows - getattr(table.repeated, name) == getattr(report.recorded, name), (table.kind, name)
    assert Tally.of(report.clusters) == report.recorded
    assert report.recorded.total == report.line.recorded.total == report.clusters_in_year


def the_same_comes_back_from_json(report: YearReport) -> None:
    written = json.dumps(report.to_json(), ensure_ascii=False, sort_keys=True)
    again = YearReport.from_json(json.loads(written))
    assert again == report
    assert json.dumps(again.to_json(), ensure_ascii=False, sort_keys=True) == written


def distinct_is_never_more_than_the_sum(report: YearReport) -> None:
    assert report.enterprises <= report.members
    assert report.partners <= sum(service.partners for service in report.services)
    assert max((line.members for line in report.clusters), default=0) <= report.enterprises


def flows_add_up(reports: dict[int, YearReport]) -> None:
    complete = set(Round.objects.filter(list_complete=True).values_list("fiscal_year", flat=True))
    counts = {flow.to_year: flow for flow in FlowsPerYear.of(GroupsPerYear.for_span(YEARS[0], YEARS[-1])).flows}
    for before, year in pairwise(YEARS):
        flow = reports[year].flow
        assert (flow is not None) == (year in counts) == ({before, year} <= complete)
        if flow is None:
            assert reports[year].not_continued is None
            continue
        names = {line.code for line in reports[before].clusters}
        assert {name.code for name in flow.carried} <= names
        assert (flow.before, flow.after) == (len(names), len(reports[year].clusters))
        for kind, _title, band in flow.bands:
            assert sum(getattr(line, kind) for line in flow.by_funder) == len(band)
        assert sum(number for _reason, number in flow.reasons) == len(flow.left)
        count = counts[year]
        assert (count.carried, count.new, count.returning) == (len(flow.carried), len(flow.new), len(flow.returning))
        assert count.by_funder == flow.by_funder
        assert (count.not_continued, sorted(count.reasons)) == (len(flow.left), sorted(flow.reasons))


@given(world=worlds())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_add_up_flows_add_up_and_json_loses_nothing(world: World) -> None:
    in_its_own_transaction(world)
    assert not Participation.objects.exists()
