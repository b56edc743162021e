"""Figures that rest on too few enterprises are hidden in public, and so many others that none can be worked out.

A total stands beside its parts, and a reader knows the rule. So the hidden parts are at least two, together they rest
on at least ``FEWEST`` enterprises, and on more enterprises than they are parts: else each of them would be one.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FEWEST: Final = 3

KeyT = TypeVar("KeyT")
OrderedT = TypeVar("OrderedT", bound=int)


def hidden_parts(enterprises: Mapping[KeyT, int | None]) -> frozenset[KeyT]:
    """Return the keys of the parts of one total that aren't shown, by the enterprises that each part rests on.

    A part that rests on an unknown number is taken for one of too few. What must go along is the part that rests on
    the fewest others, the earlier one of two alike. When nothing else is left to hide, all are hidden, and then the
    total says no more than ``total_is_hidden`` lets it.
    """
    hidden = {key for key, number in enterprises.items() if (number or 0) < FEWEST}
    if not hidden:
        return frozenset()
    others = sorted((key for key in enterprises if key not in hidden), key=lambda key: enterprises[key] or 0)
    for key in others:
        if _keep_their_secret([enterprises[each] for each in hidden]):
            break
        hidden.add(key)
    return frozenset(hidden)


def total_is_hidden(enterprises: Mapping[KeyT, int | None]) -> bool:
    """Tell whether the total itself would tell a hidden part: nothing is left that could be hidden along with it."""
    hidden = hidden_parts(enterprises)
    return bool(hidden) and not _keep_their_secret([enterprises[each] for each in hidden])


def _keep_their_secret(numbers: list[int | None]) -> bool:
    known = [number or 0 for number in numbers]
    return len(known) >= 2 and sum(known) >= FEWEST and sum(known) > len(known)


@dataclass(frozen=True, slots=True)
class Bundle(Generic[OrderedT]):
    """Cells that are shown together or not at all; ``is_safe`` tells whether they may be shown together.

    For values of which several reports, each with its own filter, show sums: every figure that is shown holds the
    whole bundle or nothing of it. What can be worked out of all of them is then a sum of cells that may be shown and of
    whole bundles, and a bundle rests on ``FEWEST`` enterprises at least (decision 15).
    """

    keys: frozenset[OrderedT] = frozenset()
    is_safe: bool = True

    def lets_show(self, group: Set[OrderedT]) -> bool:
        """Tell whether a figure over the cells of ``group`` may be shown to everyone."""
        held = self.keys & group
        return not held or (self.is_safe and len(held) == len(self.keys) > 1)


def bundle_of(enterprises: Mapping[OrderedT, int]) -> Bundle[OrderedT]:
    """Return the bundle of the cells of one indicator in one year, by the number of enterprises behind each.

    To be asked of all cells of the year, never of those that a filter left: the bundle is the same in every report.
    The cell that is added is the one of the fewest enterprises, so that the least is lost. An enterprise may stand in
    several cells: the bundle is safe by that one cell alone, whoever is behind the others.
    """
    few = {key for key, count in enterprises.items() if count < FEWEST}
    if not few:
        return Bundle()
    others = [(count, key) for key, count in enterprises.items() if key not in few]
    return Bundle(frozenset(few | {min(others)[1]}) if others else frozenset(few), is_safe=bool(others))
