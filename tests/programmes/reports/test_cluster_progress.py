"""A cluster's years: who belonged to it, how far it came, what it reached, and what stays hidden."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from programmes.reports.cluster_progress import ClusterProgress
from tests.factories import (
    AssessmentFactory,
    ClusterFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    SupportFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster() -> Cluster:
    return ClusterFactory.create()


def test_the_last_year_comes_first_with_members_partners_and_the_last_assessment(cluster: Cluster) -> None:
    older = ParticipationFactory.create(cluster=cluster, round__fiscal_year=2567)
    newer = ParticipationFactory.create(cluster=cluster, round__fiscal_year=2568)
    MembershipFactory.create(cluster=cluster, from_year=2568)
    MembershipFactory.create(cluster=cluster, from_year=2566)
    MembershipFactory.create(cluster=cluster, organisation__state="draft")
    SupportFactory.create(cluster=cluster, from_year=2568)
    AssessmentFactory.create(participation=newer, assessed_on=date(2025, 6, 1), step=2, potential=3)
    AssessmentFactory.create(participation=newer, assessed_on=date(2025, 1, 1), step=3)
    AssessmentFactory.create(participation=older, assessed_on=date(2024, 1, 1), step=1)
    last, first = ClusterProgress.of(cluster).years
    assert [(year.part.year, year.members, year.partners) for year in (last, first)] == [(2568, 2, 1), (2567, 1, 0)]
    assert last.assessment is not None
    assert first.assessment is not None
    assert (last.assessment.step_label, last.assessment.potential_label) == (
        "ขั้นที่ 2 วิเคราะห์สถานภาพ",
        "ระดับที่ 3 กำลังพัฒนา",
    )
    assert first.assessment.potential_label == ""


def test_results_stand_beside_targets_with_how_many_indicators_were_reported(cluster: Cluster) -> None:
    part = ParticipationFactory.create(cluster=cluster)
    sales, _other = IndicatorFactory.create(name="ยอดขาย"), IndicatorFactory.create()
    IndicatorFactory.create(rule="distinct", counted="groups")
    TargetFactory.create(participation=part, indicator=sales, value=1000)
    MeasurementFactory.create(approved=True, participation=part, indicator=sales, value=850)
    (year,) = ClusterProgress.of(cluster).years
    ((indicator, reached),) = year.results
    assert (indicator.name.thai, reached.percent, reached.signal) == ("ยอดขาย", Decimal(85), "near")
    assert (year.reported, year.asked) == (1, 2)


def test_what_rests_on_too_few_is_hidden_and_also_what_would_give_it_away(cluster: Cluster) -> None:
    part = ParticipationFactory.create(cluster=cluster)
    sales, times = IndicatorFactory.create(), IndicatorFactory.create(is_confidential=False)
    for indicator in (sales, times):
        MeasurementFactory.create(approved=True, participation=part, indicator=indicator, enterprises=9)
    (year,) = ClusterProgress.of(cluster).years
    assert [reached.value is None for _indicator, reached in year.results] == [False, False]
    other = ParticipationFactory.create(round=part.round)
    for indicator in (sales, times):
        MeasurementFactory.create(approved=True, participation=other, indicator=indicator, enterprises=1)
    (year,) = ClusterProgress.of(cluster).years  # the only other cell: with it, the total would tell the small one
    assert [reached.is_withheld for _indicator, reached in year.results] == [True, False]
    assert year.reported == 2
    (year,) = ClusterProgress.of(other.cluster).years
    assert [reached.is_withheld for _indicator, reached in year.results] == [True, False]


def test_eight_queries_whatever_the_number_of_years(cluster: Cluster) -> None:
    sales, counts = IndicatorFactory.create(), []
    for years in (range(2560, 2561), range(2561, 2580)):
        for year in years:
            part = ParticipationFactory.create(cluster=cluster, round__fiscal_year=year)
            MeasurementFactory.create(approved=True, participation=part, indicator=sales, enterprises=1)
        with CaptureQueriesContext(connection) as asked:
            ClusterProgress.of(cluster)
        counts.append(len(asked))
    assert counts == [8, 8]


def test_a_cluster_without_a_year_has_none(cluster: Cluster) -> None:
    assert ClusterProgress.of(cluster).years == ()
