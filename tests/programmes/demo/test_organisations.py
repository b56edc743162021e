"""Enterprises and partners of every kind, with numbers that nobody has."""

from collections import Counter

from members.models import Organisation
from members.sizes import Size as SizeClass
from programmes.demo.ground import SIZES
from programmes.demo.organisations import (
    figures,
    juristic_number,
    organisations,
    partners_of,
    plan_enterprises,
    supports,
)
from tests.programmes.demo.ground import GROUND, TINY, WORDS, keys, planned
from thai.numbers import clean_juristic_number


def made() -> list[Organisation]:
    plan, _enterprises = planned()
    return list(organisations(1, TINY, plan, plan_enterprises(1, TINY, plan), ground=GROUND, keys=keys(), words=WORDS))


def test_a_juristic_number_passes_the_check_and_is_of_no_province() -> None:
    numbers = {juristic_number(number) for number in (0, 1, 999_999, 100_000_000)}
    assert {clean_juristic_number(number) for number in numbers} == numbers
    assert {number[:3] for number in numbers} == {"098"}


def test_there_are_as_many_enterprises_as_the_size_says_and_partners_of_every_kind() -> None:
    rows = made()
    of_enterprises = {"enterprise", "community_enterprise", "cooperative", "sole_trader"}
    kinds = Counter(row.kind for row in rows)
    assert sum(kinds[kind] for kind in of_enterprises) == TINY.enterprises
    assert set(kinds) == set(Organisation.Kind.values) - {"unknown"}
    assert len({row.number for row in rows}) == len(rows) == TINY.enterprises + TINY.partners


def test_some_are_persons_and_some_firms_lack_their_number() -> None:
    rows = made()
    assert {row.is_person for row in rows} == {True, False}
    numbers = [row.juristic_number for row in rows if row.juristic_number]
    assert len(numbers) == len(set(numbers)) > 10


def test_a_merged_row_names_a_public_one() -> None:
    size = SIZES["small"]
    plan, _enterprises = planned(size=size)
    enterprises = plan_enterprises(1, size, plan)
    rows = {
        row.pk: row for row in organisations(1, size, plan, enterprises, ground=GROUND, keys=keys(size), words=WORDS)
    }
    merged = [row for row in rows.values() if row.state == Organisation.State.MERGED]
    assert {rows[row.merged_into_id or 0].state for row in merged} == {Organisation.State.PUBLIC}
    assert sum(enterprises.is_merged) == len(merged)


def test_a_few_clusters_are_large_and_none_is_empty() -> None:
    size = SIZES["medium"]
    plan, _enterprises = planned()
    members = Counter(plan_enterprises(1, size, plan * 33).cluster)
    assert sum(members.values()) == size.enterprises
    assert min(members.values()) >= 3
    assert max(members.values()) > 5 * sorted(members.values())[len(members) // 2]


def test_each_partner_gives_a_service_of_its_kind_once_to_a_cluster() -> None:
    plan, _enterprises = planned()
    rows = list(supports(1, TINY, plan, keys(), WORDS))
    services = {101 + index: WORDS.partners[kind][name].services for index, kind, name in partners_of(TINY, WORDS)}
    assert {row.organisation_id for row in rows} == set(services)
    assert all(row.service in services[row.organisation_id] for row in rows)
    assert len({(row.organisation_id, row.cluster_id) for row in rows}) == len(rows)


def test_figures_have_the_class_that_follows_and_some_are_unknown() -> None:
    size = SIZES["small"]
    plan, enterprises = planned(size=size)
    rows = list(figures(1, size, plan, enterprises, keys(size)))
    assert {row.size_class for row in rows} == {*SizeClass.values, ""}
    assert {row.fiscal_year for row in rows} == {2568, 2569}
    assert {True, False} == {row.employees is None for row in rows} == {row.revenue_thb is None for row in rows}
