"""Reports as plain data and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from programmes.reports.names import Name
from programmes.reports.plain import from_plain, to_plain


@dataclass(frozen=True)
class Held:
    name: Name
    other: Name | None
    amounts: tuple[Decimal, ...]
    pair: tuple[int, str]
    day: date | None
    word: Literal["a", "b"]
    by_year: Mapping[str, int]
    told: bool = True


HELD = st.builds(
    Held,
    name=st.builds(Name, st.text(), st.text()),
    other=st.none() | st.builds(Name, st.text()),
    amounts=st.lists(st.decimals(allow_nan=False, allow_infinity=False)).map(tuple),
    pair=st.tuples(st.integers(), st.text()),
    day=st.none() | st.dates(),
    word=st.sampled_from(["a", "b"]),
    by_year=st.dictionaries(st.text(), st.integers()),
    told=st.booleans(),
)


@given(HELD)
def test_what_was_written_comes_back_the_same(held: Held) -> None:
    assert from_plain(Held, to_plain(held)) == held


def test_a_decimal_keeps_its_digits() -> None:
    assert to_plain((Decimal("1.50"), Decimal("0.1") + Decimal("0.2"))) == ["1.50", "0.3"]


def test_a_member_that_is_not_there_takes_its_default_and_one_that_nobody_knows_is_left_aside() -> None:
    held = Held(Name("ก"), None, (), (1, "x"), None, "a", {})
    plain = to_plain(held)
    del plain["told"]
    assert from_plain(Held, {**plain, "later": 1}) == held
