"""Figures of too few enterprises: hidden, and not to be worked out from the others."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from programmes.reports.suppression import FEWEST, bundle_of, hidden_parts, total_is_hidden


def test_nothing_is_hidden_where_every_figure_rests_on_three() -> None:
    assert hidden_parts({"a": 3, "b": 10}) == frozenset()


def test_one_small_part_takes_the_next_smallest_along_so_that_the_total_does_not_tell_it() -> None:
    assert hidden_parts({"a": 2, "b": 10, "c": 5}) == {"a", "c"}


def test_two_parts_of_one_enterprise_each_are_not_enough_to_hide_one_another() -> None:
    assert hidden_parts({"a": 1, "b": 1, "c": 8, "d": 9}) == {"a", "b", "c"}


def test_an_unknown_number_counts_as_too_few() -> None:
    assert hidden_parts({"a": None, "b": 4, "c": 9}) == {"a", "b"}


def test_alone_or_among_too_few_even_the_total_is_hidden() -> None:
    assert total_is_hidden({"a": 2})
    assert total_is_hidden({"a": 1, "b": 1})
    assert not total_is_hidden({"a": 2, "b": 2})
    assert not total_is_hidden({})


@given(st.lists(st.integers(0, 8), max_size=6))
def test_whoever_knows_the_total_and_what_is_shown_cannot_tell_one_hidden_part(numbers: list[int]) -> None:
    parts = dict(enumerate(numbers))
    hidden = hidden_parts(parts)
    assert {key for key, number in parts.items() if number < FEWEST} <= hidden
    if not hidden or total_is_hidden(parts):
        return
    left = sum(parts[key] for key in hidden)
    possible = [way for way in product(range(left + 1), repeat=len(hidden)) if sum(way) == left]
    assert left >= FEWEST
    for position in range(len(hidden)):
        assert len({way[position] for way in possible}) > 1


def test_a_bundle_takes_one_along_that_rests_on_enough() -> None:
    bundle = bundle_of({1: 2, 2: 9, 3: 4})
    assert bundle.keys == {1, 3}
    assert bundle.lets_show(frozenset({2}))
    assert bundle.lets_show(frozenset({1, 2, 3}))
    assert not bundle.lets_show(frozenset({1, 2}))


def test_where_all_rest_on_too_few_nothing_is_shown() -> None:
    bundle = bundle_of({1: 2, 2: 1})
    assert not bundle.lets_show(frozenset({1, 2}))
    assert bundle_of({1: 3}).lets_show(frozenset({1}))
