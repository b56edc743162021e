"""The same value has the same bytes."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.canonical import canonical_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz_", max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_read_back_is_written_the_same(value: Any) -> None:
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


def test_names_are_in_order_and_nothing_stands_between() -> None:
    assert canonical_json({"b": 1, "a": ["ไหม", None, True]}) == '{"a":["ไหม",null,true],"b":1}'


@pytest.mark.parametrize("value", [1.5, Decimal(1), {1: "a"}, {"ปี": 1}, [{"a": (1,)}], float("nan")])
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)
