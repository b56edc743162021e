"""How many clusters are recorded by name: each once, in one column, and the columns make the total."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clusters.models import Cluster
from programmes.models import Funder, Participation
from programmes.reports.counts import Counts
from programmes.reports.recorded import ENTRIES, Period, Recorded, recorded_in
from tests.factories import (
    ClusterFactory,
    DepartmentFactory,
    FunderFactory,
    ParticipationFactory,
    RoundFactory,
    SectorFactory,
)

YEARS: Final = range(2560, 2566)
PERIODS: Final[list[Period]] = [(2560, 2560), (2561, 2562), (2563, 2563), (2564, 2565)]
# A cluster, a year, how it came in, who pays (the department, two others, or nobody says).
WORLDS: Final = st.dictionaries(
    st.tuples(st.integers(0, 5), st.sampled_from(YEARS)),
    st.tuples(st.sampled_from(Participation.Entry.values), st.sampled_from(["department", "a", "b", None])),
    max_size=15,
)
World = dict[tuple[int, int], tuple[str, str | None]]


def recorded(*periods: Period) -> list[Recorded]:
    found = recorded_in(periods)
    return [found[period] for period in periods]


# A world fills a dozen tables: fewer examples than a text needs.
EXAMPLES = max(10, settings().max_examples // 8)


class RandomWorldTests(TestCase):
    """Each example is a world of its own, taken back at its end."""

    def build(self, world: World) -> None:
        sector = SectorFactory.create()
        clusters = {n: ClusterFactory.create(sector=sector) for n in {n for n, _ in world}}
        funders: dict[str | None, Funder | None] = {
            "department": DepartmentFactory.create(),
            "a": FunderFactory.create(short_name="a"),
            "b": FunderFactory.create(short_name="b"),
            None: None,
        }
        for (n, year), (entry, funder) in world.items():
            held = RoundFactory.create(fiscal_year=year)
            ParticipationFactory.create(cluster=clusters[n], round=held, entry=entry, funder=funders[funder])

    @staticmethod
    def first_of_each(world: World, period: Period) -> Iterable[tuple[str, str | None]]:
        for cluster in {cluster for cluster, _ in world}:
            held = [world[cluster, year] for year in range(period[0], period[1] + 1) if (cluster, year) in world]
            yield from held[:1]

    @settings(max_examples=EXAMPLES)
    @given(WORLDS)
    def test_each_cluster_counts_once_in_the_column_of_its_first_year(self, world: World) -> None:
        self.build(world)
        for period, found in recorded_in(PERIODS).items():
            rows = list(self.first_of_each(world, period))
            counts = found.counts("all")
            assert counts.total == len(rows)
            assert counts.external == len([1 for _, funder in rows if funder in ("a", "b")])
            ours = [entry for entry, funder in rows if funder not in ("a", "b")]
            assert [getattr(counts, entry) for entry in ENTRIES] == [ours.count(entry) for entry in ENTRIES]

    @settings(max_examples=EXAMPLES)
    @given(WORLDS)
    def test_the_columns_and_those_of_unknown_entry_make_the_total(self, world: World) -> None:
        self.build(world)
        for found in recorded(*PERIODS):
            for scope in ("all", "department"):
                columns = {name: value for name, value in found.counts(scope).as_dict().items() if value is not None}
                total = columns.pop("total", 0)
                entries = found.by_entry if scope == "all" else found.department_by_entry
                unknown = entries.get("unknown", 0) if columns else 0
                assert sum(columns.values()) + unknown == total

    @settings(max_examples=EXAMPLES)
    @given(WORLDS)
    def test_the_departments_count_is_known_only_if_every_funder_is(self, world: World) -> None:
        self.build(world)
        for period, found in recorded_in(PERIODS).items():
            payers = [funder for _, funder in self.first_of_each(world, period)]
            counts = found.counts("department")
            assert counts.total == (None if None in payers else payers.count("department"))
            assert counts.external is None

    @settings(max_examples=EXAMPLES)
    @given(WORLDS)
    def test_funders_are_named_with_their_clusters_and_make_the_external_column(self, world: World) -> None:
        self.build(world)
        for period, found in recorded_in(PERIODS).items():
            payers = [funder for _, funder in self.first_of_each(world, period)]
            assert found.by_funder == tuple((name, payers.count(name)) for name in ("a", "b") if name in payers)
            assert found.external == sum(groups for _, groups in found.by_funder)


@pytest.mark.django_db
def test_a_cluster_in_both_years_of_a_span_counts_once_by_its_first() -> None:
    one = ClusterFactory.create()
    for year, entry in ((2548, "continued"), (2547, "pilot")):
        ParticipationFactory.create(cluster=one, round__fiscal_year=year, entry=entry)
    both, second = recorded((2547, 2548), (2548, 2548))
    assert (both.counts("all").total, both.counts("all").pilot, both.counts("all").continued) == (1, 1, 0)
    assert second.counts("all").continued == 1


@pytest.mark.django_db
def test_a_year_without_names_has_none_recorded() -> None:
    (nothing,) = recorded((2550, 2550))
    assert nothing.counts("all") == Counts(0, 0, 0, 0, 0, 0)
    assert nothing.counts("department") == Counts(0, 0, 0, 0, 0, None)


@pytest.mark.django_db
def test_funders_are_named_in_the_language_of_the_page() -> None:
    osmep = FunderFactory.create(short_name="สสว.", short_name_en="OSMEP")
    for year in (2560, 2561):
        ParticipationFactory.create(round__fiscal_year=year, funder=osmep)
    assert [found.by_funder for found in recorded((2560, 2560), (2561, 2562))] == [(("สสว.", 1),)] * 2
    with override("en"):
        assert [found.by_funder for found in recorded((2560, 2560), (2561, 2562))] == [(("OSMEP", 1),)] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("clusters", [1, 20])
def test_two_queries_count_any_number_of_clusters_and_years(clusters: int) -> None:
    sector = SectorFactory.create()
    made: list[Cluster] = ClusterFactory.create_batch(clusters, sector=sector)
    for first, second in pairwise(YEARS):
        if first % 2 == 0:
            for cluster in made:
                ParticipationFactory.create(cluster=cluster, round__fiscal_year=first)
                ParticipationFactory.create(cluster=cluster, round__fiscal_year=second)
    with CaptureQueriesContext(connection) as queries:
        recorded_in(PERIODS)
    assert len(queries) == 2
