"""Each report asks as many queries as its docstring states, of forty clusters and of thousands."""

import gzip
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as hypothesis_settings

from clusters.models import Cluster
from programmes.demo.ground import LAST_YEAR, SIZES, Size
from programmes.models import Round
from programmes.operations import load_demo, remove_demo
from programmes.reports.cluster_progress import ClusterProgress
from programmes.reports.edition_value import EditionValue
from programmes.reports.editions import edition_shown, published_groups
from programmes.reports.flow import FlowsPerYear
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.overview import Overview
from programmes.reports.reconciliation import Reconciliation
from programmes.reports.results import YearResults
from programmes.reports.year_report import YearReport
from programmes.reports.year_scope import YearScope
from tests.programmes.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]

FEW: Final = Size(40, 320)
MANY: Final = Size(4_000, 16_000) if hypothesis_settings().max_examples >= 100 else Size(80, 640)
YEAR: Final = 2568
LARGEST: Final = 40_000  # bytes of a page as it is sent: with styles and fonts a first view of 150 KB


def asked(report: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        report()
    return len(queries)


def reports() -> dict[str, tuple[Any, Callable[[], Any]]]:
    """Return each report, with what states in its docstring how many queries that costs."""
    held = Round.objects.get(fiscal_year=YEAR)
    cluster = Cluster.objects.filter(participations__round=held).order_by("pk")[0]
    whole = GroupsPerYear.for_span(2546, LAST_YEAR)
    return {
        "24 queries": (YearReport, lambda: YearReport.for_year(YEAR)),
        "24 queries, of a part": (YearReport, lambda: YearReport.for_year(YEAR, YearScope(sector="food", centre=4))),
        "six queries": (YearResults, lambda: YearResults.for_year(YEAR)),
        "four queries": (GroupsPerYear, lambda: GroupsPerYear.for_span(2546, LAST_YEAR)),
        "five queries": (published_groups, lambda: published_groups(2546, LAST_YEAR)),
        "two queries": (FlowsPerYear, lambda: FlowsPerYear.of(whole)),
        "nine queries": (Overview, Overview.of_programme),
        "three queries": (edition_shown, lambda: edition_shown(YEAR)),
        "51 queries": (EditionValue, lambda: EditionValue.for_year(YEAR)),
        "eight queries": (ClusterProgress, lambda: ClusterProgress.of(cluster)),
        "nineteen queries": (Reconciliation, Reconciliation.of_all_years),
    }


NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "nineteen": 19}


def test_each_report_asks_as_many_queries_as_it_says_of_few_clusters_and_of_many(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    for name, size in (("few", FEW), ("many", MANY)):
        monkeypatch.setitem(SIZES, name, size)
        load_demo(name)
        publish(Round.objects.get(fiscal_year=YEAR))
        for stated, (said_by, report) in reports().items():
            number, _queries = stated.split(",")[0].split()
            assert stated.split(",")[0] in said_by.__doc__
            assert asked(report) == (NUMBERS.get(number) or int(number)), (stated, name)
        for address in (
            f"/years/{YEAR}/",
            f"/years/{YEAR}/?scope=department&beside={YEAR - 1}",
            f"/years/{LAST_YEAR}/",
        ):
            assert len(gzip.compress(client.get(address).content)) < LARGEST, address
        remove_demo()
