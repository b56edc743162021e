"""Figures that rest on too few enterprises are hidden in public, and so many others that none can be worked out.

A total stands beside its parts, and a reader knows the rule. So the hidden parts are at least two, together they rest
on at least ``FEWEST`` enterprises, and on more enterprises than they are parts: else each of them would be one.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

FEWEST: Final = 3

KeyT = TypeVar("KeyT")


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
