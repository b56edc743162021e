"""What documents say, groups per year and participations as open data."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from portal.open_data.datasets import DataSet
from portal.open_data.programme import GROUPS_PER_YEAR, PARTICIPATIONS, REPORTED_FIGURES
from programmes.operations import supersede_figure
from tests.factories import (
    ClusterFactory,
    FunderFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def lines(data_set: DataSet) -> list[dict[str, Any]]:
    return [dict(zip(data_set.names, row, strict=True)) for row in data_set.rows()]


def test_a_superseded_figure_stays_and_names_what_took_its_place() -> None:
    source = SourceFactory.create(code="Q", title="รายงาน", publisher="กรม")
    old = ReportedFigureFactory.create(value=Decimal(27), source=source)
    new = ReportedFigureFactory.build(value=Decimal("27.5"), source=source, measure="budget", unit="baht")
    supersede_figure(old, new, by=None)
    first, second = lines(REPORTED_FIGURES)
    assert (first["id"], first["revision"], first["superseded_by"]) == (old.key, 1, 2)
    assert (second["id"], second["revision"], second["superseded_by"]) == (old.key, 2, None)
    assert (first["from_year_be"], first["to_year_ce"], first["caution"]) == (2550, 2007, "ห้ามบวกข้ามปี")
    assert first["citation"] == f"กรม, รายงาน อ้างใน พอร์ทัลคลัสเตอร์อุตสาหกรรม ตัวเลข {old.key}/1"


@pytest.mark.usefixtures("history")
def test_2550_stands_in_both_sets_as_the_documents_say() -> None:
    (external,) = [row for row in lines(REPORTED_FIGURES) if row["measure"] == "external"]
    assert (external["value"], external["scope"], external["scope_basis"]) == (5, "funder", "stated")
    assert external["funder"] == "osmep"
    (year,) = [row for row in lines(GROUPS_PER_YEAR) if row["from_year_be"] == 2550]
    assert (year["reported_total"], year["recorded_total"], year["gap"]) == (27, 0, 27)
    assert (year["state"], year["sources"], year["starts"].isoformat()) == ("names_missing", "H", "2006-10-01")


def test_a_year_of_which_nothing_is_known_has_a_row_without_values() -> None:
    assert lines(GROUPS_PER_YEAR) == []
    ReportedFigureFactory.create(from_year=2550)
    ReportedFigureFactory.create(from_year=2552)
    blank = lines(GROUPS_PER_YEAR)[1]
    assert (blank["from_year_be"], blank["reported_total"], blank["scope"]) == (2551, None, None)


def test_a_participation_tells_codes_and_neither_drafts_nor_what_was_noted_in_words() -> None:
    held = RoundFactory.create(fiscal_year=2568, list_complete=True)
    into = ClusterFactory.create()
    merged = ClusterFactory.create(state=Cluster.State.MERGED, merged_into=into)
    ParticipationFactory.create(cluster=merged, round=held, funder=FunderFactory.create(code="osmep"), note="นายสมชาย")
    ParticipationFactory.create(cluster__state=Cluster.State.DRAFT, round=held)
    assert lines(PARTICIPATIONS) == [
        {
            "fiscal_year_be": 2568,
            "fiscal_year_ce": 2025,
            "cluster": merged.code,
            "merged_into": into.code,
            "entry": "new",
            "funder": "osmep",
            "outcome": "",
            "source": None,
            "round_state": "open",
            "list_complete": True,
        }
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_rows_cost_the_same_queries_however_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(count):
        ReportedFigureFactory.create(from_year=2550 + n)
        ParticipationFactory.create()
    for data_set, queries in ((REPORTED_FIGURES, 1), (PARTICIPATIONS, 1), (GROUPS_PER_YEAR, 6)):
        with django_assert_num_queries(queries):
            list(data_set.rows())
