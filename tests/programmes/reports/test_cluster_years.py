"""The years in which one cluster took part."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Participation
from programmes.reports.cluster_years import ClusterYears
from tests.factories import ClusterFactory, FunderFactory, ParticipationFactory, RoundFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_years_stand_from_the_first_to_the_last() -> None:
    cluster = ClusterFactory.create()
    for year in (2562, 2560, 2561):
        ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=year))
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2559))
    assert [line.year for line in ClusterYears.for_cluster(cluster).lines] == [2560, 2561, 2562]


def test_what_no_document_says_is_none_and_never_guessed() -> None:
    cluster = ClusterFactory.create()
    ParticipationFactory.create(cluster=cluster, funder=None)
    (line,) = ClusterYears.for_cluster(cluster).lines
    assert (line.funder, line.source, line.outcome) == (None, None, "")


def test_a_year_tells_entry_funder_outcome_and_document() -> None:
    participation = ParticipationFactory.create(
        entry=Participation.Entry.CONTINUED,
        funder=FunderFactory.create(short_name="สสว."),
        outcome=Participation.Outcome.GRADUATED,
        source=SourceFactory.create(code="J"),
    )
    (line,) = ClusterYears.for_cluster(participation.cluster).lines
    assert (line.entry_label, line.funder, line.outcome) == ("กลุ่มต่อเนื่อง", "สสว.", "สำเร็จตามเป้าหมาย")
    assert line.source is not None
    assert line.source.code == "J"


def test_the_cost_is_one_query_whatever_the_number_of_years() -> None:
    cluster = ClusterFactory.create()
    for year in range(2550, 2570):
        ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=year))
    with CaptureQueriesContext(connection) as queries:
        assert len(ClusterYears.for_cluster(cluster).lines) == 20
    assert len(queries) == 1
