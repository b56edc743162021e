"""Counts of provinces become shades of a map."""

from hypothesis import given
from hypothesis import strategies as st

from clusters.reports.province_map import SHADES, ProvinceMap, _lasts


def test_provinces_stand_in_their_order_and_those_without_any_are_left_out() -> None:
    found = ProvinceMap.of(
        {"10": 1, "11": 9, "12": 0, "99": 1}, [("11", "เก"), ("12", "กา"), ("10", "ไม้"), ("13", "ข")]
    )
    assert [(area.name, area.count, area.shade) for area in found.areas] == [("เก", 9, 2), ("ไม้", 1, 1)]
    assert [(shade.first, shade.last) for shade in found.legend] == [(1, 1), (2, 9)]


def test_nothing_to_count_is_an_empty_map() -> None:
    assert ProvinceMap.of({}, [("10", "กา")]) == ProvinceMap((), ())


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 1000)))
def test_each_count_has_one_shade_and_the_shades_follow_each_other(counts: dict[str, int]) -> None:
    lasts = _lasts(counts)
    assert lasts == sorted(set(lasts))
    assert len(lasts) <= SHADES
    assert (lasts[-1] if lasts else 0) == max(counts.values(), default=0)
