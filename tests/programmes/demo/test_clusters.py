"""The years of the invented clusters agree with one another."""

from collections import Counter

import pytest

from clusters.models import Cluster
from programmes.demo.clusters import cluster_provinces, clusters, entry_of, participations, plan_clusters, rounds
from programmes.demo.ground import SIZES
from programmes.models import Participation, Round
from tests.programmes.demo.ground import GROUND, WORDS, keys, planned

Entry = Participation.Entry


@pytest.mark.parametrize(
    ("years", "entries"),
    [
        ([2566], [Entry.NEW]),
        ([2566, 2567], [Entry.NEW, Entry.CONTINUED]),
        ([2566, 2568, 2569], [Entry.NEW, Entry.RETURNING, Entry.CONTINUED]),
    ],
)
def test_an_entry_follows_from_the_year_before(years: list[int], entries: list[Entry]) -> None:
    assert [entry_of(years, year) for year in years] == entries


def test_every_entry_agrees_with_the_other_years_of_its_cluster() -> None:
    size = SIZES["small"]
    plan = plan_clusters(1, size.clusters, GROUND, keys(size), WORDS)
    rows = list(participations(1, plan, GROUND, keys(size), WORDS))
    year_of = {row.pk: row.fiscal_year for row in rounds(keys(size))}
    years = {cluster.key: [year_of[row.round_id] for row in rows if row.cluster_id == cluster.key] for cluster in plan}
    for row in rows:
        year, others = year_of[row.round_id], years[row.cluster_id]
        before = [other for other in others if other < year]
        expected = Entry.NEW if not before else Entry.CONTINUED if year - 1 in before else Entry.RETURNING
        assert row.entry == expected
        assert bool(row.outcome) == (year < 2570 and year + 1 not in others)
    assert {row.entry for row in rows} == {Entry.NEW, Entry.CONTINUED, Entry.RETURNING}
    assert {row.funder_id for row in rows} == {1, 2}
    assert min(min(found) for found in years.values() if found) == 2566


def test_without_another_funder_the_department_pays_for_all() -> None:
    plan, _enterprises = planned()
    ground = type(GROUND)(GROUND.provinces, GROUND.sectors, 7, [])
    assert {row.funder_id for row in participations(1, plan, ground, keys(), WORDS)} == {7}


def test_the_smallest_world_has_every_state_and_a_draft_takes_part_in_nothing() -> None:
    plan, _enterprises = planned()
    assert {cluster.state for cluster in plan} == set(Cluster.State)
    assert next(cluster.years for cluster in plan if cluster.state == Cluster.State.DRAFT) == []
    rows = {row.pk: row for row in clusters(1, plan, GROUND, keys(), WORDS)}
    merged = [row for row in rows.values() if row.state == Cluster.State.MERGED]
    assert {rows[row.merged_into_id].state for row in merged if row.merged_into_id} == {Cluster.State.PUBLIC}
    assert [row.code for row in rows.values()][:2] == ["C0004", "C0005"]


def test_forty_clusters_cover_every_sector_and_forty_provinces() -> None:
    size = SIZES["small"]
    plan = plan_clusters(3, size.clusters, GROUND, keys(size), WORDS)
    assert {cluster.sector for cluster in plan} == {key for key, _code in GROUND.sectors}
    places = Counter(row.province_id for row in cluster_provinces(plan, keys(size)))
    assert len(places) >= 40


def test_the_rounds_are_five_with_complete_lists_and_the_last_is_open() -> None:
    rows = list(rounds(keys()))
    assert [row.fiscal_year for row in rows] == [2566, 2567, 2568, 2569, 2570]
    assert all(row.list_complete for row in rows)
    assert [row.state for row in rows] == [Round.State.CLOSED] * 4 + [Round.State.OPEN]
