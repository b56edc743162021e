"""The results of a year: each indicator by its rule, beside its target, with how many groups reported."""

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from clusters.models import Cluster
from programmes.models import Indicator, Participation
from programmes.reports.group_results import Reached
from programmes.reports.plain import from_plain, to_plain
from programmes.reports.results import YearResults
from programmes.reports.suppression import FEWEST, bundle_of
from tests.factories import (
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2568


def group(**values: Any) -> Participation:
    return ParticipationFactory.create(round__fiscal_year=YEAR, **values)


def approve(of: Participation, indicator: Indicator, value: str | int, **values: Any) -> None:
    MeasurementFactory.create(approved=True, participation=of, indicator=indicator, value=Decimal(value), **values)


def reached(code: str, report: YearResults | None = None) -> Reached:
    line = (report or YearResults.for_year(YEAR)).line(code)
    assert line is not None
    return line.reached


def test_a_sum_is_told_with_target_percentage_signal_and_coverage() -> None:
    sales = IndicatorFactory.create(code="sales")
    one, two, _silent = group(), group(), group()
    approve(one, sales, 900)
    approve(two, sales, 750)
    TargetFactory.create(indicator=sales, participation=None, round=one.round, value=2000)
    MeasurementFactory.create(participation=_silent, indicator=sales, state="submitted")
    report = YearResults.for_year(YEAR)
    line = report.line("sales")
    assert line is not None
    assert line.reached == Reached("sales", Decimal(2000), Decimal(1650), Decimal("82.5"), "near")
    assert (line.reported, line.groups, str(line.coverage)) == (2, 3, "66.7")
    assert line.reached.signal_label == "ใกล้เป้าหมาย"
    assert report.by_group[one.cluster.code] == (Reached("sales", None, Decimal(900), None, "no_target"),)
    assert report.by_group[_silent.cluster.code] == ()
    assert report.line("nothing") is None


def test_the_value_that_a_correction_replaces_is_never_added_to_it() -> None:
    sales, one = IndicatorFactory.create(code="sales"), group()
    approve(one, sales, 900)
    old = one.measurements.get()
    approve(one, sales, 800, supersedes=old, revision=2)
    assert reached("sales").value == 800


def test_levels_are_added_over_groups_and_never_over_quarters() -> None:
    jobs = IndicatorFactory.create(code="jobs", rule="last", frequency="quarter")
    one, two = group(), group()
    approve(one, jobs, 100, period=1)
    approve(one, jobs, 120, period=2)
    approve(two, jobs, 30, period=1)
    assert reached("jobs").value == 150


def test_a_ratio_is_made_of_the_sums_of_groups_that_reported_both_parts() -> None:
    value, jobs = IndicatorFactory.create(), IndicatorFactory.create()
    IndicatorFactory.create(code="productivity", rule="ratio", numerator=value, denominator=jobs, decimals=0)
    one, two, only_value = group(), group(), group()
    for each, made, people in ((one, 1000, 10), (two, 500, 40)):
        approve(each, value, made)
        approve(each, jobs, people)
    approve(only_value, value, 7777)
    report = YearResults.for_year(YEAR)
    assert reached("productivity", report).value == 30  # not the mean of 100 and 12.5
    line = report.line("productivity")
    assert line is not None
    assert line.reported == 2
    shares = [
        each.value for code in (one, two) for each in report.by_group[code.cluster.code] if each.code == "productivity"
    ]
    assert shares == [100, 12]


def test_a_ratio_of_nothing_is_unknown() -> None:
    value, jobs = IndicatorFactory.create(), IndicatorFactory.create()
    IndicatorFactory.create(code="productivity", rule="ratio", numerator=value, denominator=jobs)
    one = group()
    approve(one, value, 5)
    approve(one, jobs, 0)
    assert reached("productivity").signal == "no_result"


def test_enterprises_are_counted_once_and_groups_by_their_entry() -> None:
    IndicatorFactory.create(code="enterprises", rule="distinct", counted="enterprises")
    for counted in ("groups", "new", "continued"):
        IndicatorFactory.create(code=counted, rule="distinct", counted=counted)
    one, two = group(), group(entry="continued")
    group(entry="new", funder=FunderFactory.create())
    both = OrganisationFactory.create()
    for cluster in (one.cluster, two.cluster):
        MembershipFactory.create(cluster=cluster, organisation=both)
    MembershipFactory.create(cluster=one.cluster)
    MembershipFactory.create(cluster=one.cluster, from_year=2569)
    MembershipFactory.create(cluster=one.cluster, organisation__state="draft")
    report = YearResults.for_year(YEAR)
    values = {line.indicator.code: (int(line.reached.value or 0), line.reported) for line in report.lines}
    assert values == {"enterprises": (2, 2), "groups": (3, 3), "new": (1, 3), "continued": (1, 3)}


def test_what_may_not_be_added_up_has_no_value_above_the_group() -> None:
    density, one = IndicatorFactory.create(code="density", rule="none"), group()
    approve(one, density, "0.4")
    report = YearResults.for_year(YEAR)
    assert (reached("density", report).value, reached("density", report).signal) == (None, "no_sum")
    assert report.by_group[one.cluster.code][0].value == Decimal("0.4")


def test_a_filter_leaves_its_clusters_and_takes_their_own_targets_if_each_has_one() -> None:
    sales = IndicatorFactory.create(code="sales")
    one, two = group(), group()
    approve(one, sales, 900)
    approve(two, sales, 100)
    TargetFactory.create(indicator=sales, participation=one, value=1000)
    asked = Cluster.objects.filter(pk=one.cluster_id)
    assert reached("sales", YearResults.for_year(YEAR, asked)) == Reached(
        "sales", Decimal(1000), Decimal(900), Decimal(90), "near"
    )
    assert reached("sales").target is None
    TargetFactory.create(indicator=sales, participation=two, value=200)
    assert reached("sales").target == 1200
    TargetFactory.create(indicator=sales, participation=None, round=one.round, value=5000)
    assert reached("sales").target == 5000
    assert reached("sales", YearResults.for_year(YEAR, asked)).target == 1000


def test_a_value_of_too_few_enterprises_is_hidden_and_cannot_be_got_by_subtraction() -> None:
    sales = IndicatorFactory.create(code="sales")
    few, next_one, many = group(), group(), group()
    approve(few, sales, 11, enterprises=2)
    approve(next_one, sales, 100, enterprises=5)
    approve(many, sales, 1000, enterprises=50)
    shown: dict[tuple[Participation, ...], Decimal | None] = {}
    for some in (some for size in (1, 2, 3) for some in combinations((few, next_one, many), size)):
        asked = Cluster.objects.filter(pk__in=[each.cluster_id for each in some])
        shown[some] = reached("sales", YearResults.for_year(YEAR, asked)).value
    assert {some: int(value) for some, value in shown.items() if value is not None} == {
        (many,): 1000,
        (few, next_one): 111,
        (few, next_one, many): 1111,
    }
    only = Cluster.objects.filter(pk=few.cluster_id)
    report = YearResults.for_year(YEAR, only)
    (own,) = report.by_group[few.cluster.code]
    assert own.is_withheld
    assert (own.value, own.percent) == (None, None)
    assert (
        reached("sales", YearResults.for_year(YEAR, Cluster.objects.filter(pk=few.cluster_id), withhold=False)).value
        == 11
    )


def test_a_ratio_hides_what_its_parts_hide_and_counts_of_activities_hide_nothing() -> None:
    value, jobs = IndicatorFactory.create(), IndicatorFactory.create()
    IndicatorFactory.create(code="productivity", rule="ratio", numerator=value, denominator=jobs)
    times = IndicatorFactory.create(code="times", is_confidential=False)
    few = group()
    approve(few, value, 100, enterprises=9)
    approve(few, jobs, 10, enterprises=1)
    approve(few, times, 4, enterprises=1)
    assert reached("productivity").is_withheld
    assert reached("times").value == 4


@given(st.dictionaries(st.integers(1, 6), st.integers(0, 6), max_size=5))
def test_no_sums_of_shown_figures_single_out_what_rests_on_too_few(cells: dict[int, int]) -> None:
    """Each shown figure, and the difference of any two, is a whole bundle, or cells that may be shown, or both."""
    bundle = bundle_of(cells)
    groups = [frozenset(some) for size in range(len(cells) + 1) for some in combinations(cells, size)]
    shown = [some for some in groups if bundle.lets_show(some)]
    for one in shown:
        for other in shown:
            left = one - other if other <= one else frozenset()
            if left:
                assert max(cells[key] for key in left) >= FEWEST
                assert not (left & bundle.keys) or bundle.keys <= left


def test_six_queries_whatever_the_number_of_groups() -> None:
    sales = IndicatorFactory.create()
    counts = []
    for more in (1, 19):
        for _each in range(more):
            approve(group(), sales, 5)
        with CaptureQueriesContext(connection) as asked:
            YearResults.for_year(YEAR, Cluster.objects.all())
        counts.append(len(asked))
    assert counts == [6, 6]


def test_it_can_be_kept_as_json() -> None:
    approve(group(), IndicatorFactory.create(code="sales", name_en="Sales"), 5)
    report = YearResults.for_year(YEAR)
    assert from_plain(YearResults, to_plain(report)) == report
    assert report.lines[0].indicator.rule_label == "บวกกันได้"
