"""Figures of too few enterprises: hidden, and not to be worked out from the others."""

from programmes.reports.suppression import bundle_of


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


def test_what_comes_late_keeps_every_sum_that_would_hold_it() -> None:
    bundle = bundle_of({1: 2, 2: 9, 3: 4}, late=frozenset({1}))
    assert not bundle.lets_show(frozenset({1, 2, 3}))
    assert bundle.lets_show(frozenset({2}))
    assert not bundle_of({1: 5, 2: 9}, late=frozenset({1})).lets_show(frozenset({1, 2}))


def test_a_bundle_that_was_published_stays_together_whatever_changes_later() -> None:
    published = bundle_of({1: 2, 2: 9, 3: 9, 4: 8})
    assert published.keys == {1, 4}
    later = bundle_of({1: 2, 2: 9, 3: 9, 4: 8, 5: 3}, changed=frozenset({5}))
    assert later.keys == {1, 4, 5}
    assert later.lets_show(frozenset({1, 2, 4, 5}))
    corrected = bundle_of({1: 2, 2: 9, 3: 9, 4: 20}, changed=frozenset({4}))
    assert corrected.keys >= published.keys
    assert bundle_of({1: 2, 2: 9}, changed=frozenset({2})).is_safe
    assert bundle_of({1: 9, 2: 9}, changed=frozenset({2})).keys == frozenset()
