"""Members and links of the invented clusters."""

from programmes.demo.ground import SIZES
from programmes.demo.links import linkages, memberships
from tests.programmes.demo.ground import WORDS, keys, planned

SMALL = SIZES["small"]


def test_every_enterprise_belongs_to_a_cluster_unless_it_was_merged() -> None:
    plan, enterprises = planned(size=SMALL)
    rows = list(memberships(1, SMALL, plan, enterprises, keys=keys(SMALL), words=WORDS))
    assert len({row.organisation_id for row in rows}) == SMALL.enterprises - sum(enterprises.is_merged)
    assert len({(row.organisation_id, row.cluster_id) for row in rows}) == len(rows) > SMALL.enterprises
    assert len({row.position for row in rows}) == 5


def test_who_left_left_after_joining_and_nothing_is_older_than_2566() -> None:
    plan, enterprises = planned(size=SMALL)
    rows = list(memberships(1, SMALL, plan, enterprises, keys=keys(SMALL), words=WORDS))
    left = [row for row in rows if row.to_year is not None]
    assert all((row.from_year or 0) <= (row.to_year or 0) < 2570 for row in left)
    assert {bool(row.reason) for row in left} == {True, False}
    assert min(row.from_year or 0 for row in rows) == 2566


def test_a_link_is_between_two_of_a_cluster_and_once_in_either_direction() -> None:
    plan, enterprises = planned(size=SMALL)
    rows = list(linkages(1, SMALL, plan, enterprises, keys(SMALL)))
    first = 101 + SMALL.partners
    for row in rows:
        assert (
            enterprises.cluster[row.from_organisation_id - first] == enterprises.cluster[row.to_organisation_id - first]
        )
    pairs = {(frozenset((row.from_organisation_id, row.to_organisation_id)), row.kind) for row in rows}
    assert len(pairs) == len(rows)
    assert {len(pair) for pair, _kind in pairs} == {2}
    assert len({row.kind for row in rows}) == 7
