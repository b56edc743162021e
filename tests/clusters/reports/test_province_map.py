"""Counts of provinces become shades of a map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from clusters.reports.province_map import SHADES, ProvinceMap, _lasts
from tests.factories import ProvinceFactory

pytestmark = pytest.mark.django_db


def test_provinces_stand_in_dictionary_order_and_those_without_any_are_left_out() -> None:
    counts = {ProvinceFactory.create(name=name).code: count for name, count in [("ไม้", 1), ("เก", 9), ("กา", 0)]}
    found = ProvinceMap.of(counts)
    assert [(area.name, area.count, area.shade) for area in found.areas] == [("เก", 9, 2), ("ไม้", 1, 1)]
    assert [(shade.first, shade.last) for shade in found.legend] == [(1, 1), (2, 9)]


def test_nothing_to_count_is_an_empty_map() -> None:
    assert ProvinceMap.of({}) == ProvinceMap((), ())


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 1000)))
def test_each_count_has_one_shade_and_the_shades_follow_each_other(counts: dict[str, int]) -> None:
    lasts = _lasts(counts)
    assert lasts == sorted(set(lasts))
    assert len(lasts) <= SHADES
    assert (lasts[-1] if lasts else 0) == max(counts.values(), default=0)


def test_a_map_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    counts = {ProvinceFactory.create().code: 1 for _ in range(20)}
    with django_assert_num_queries(1):
        assert len(ProvinceMap.of(counts).areas) == 20
