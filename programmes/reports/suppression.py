"""Figures that rest on too few enterprises are hidden in public, and so many others that none can be worked out."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FEWEST: Final = 3

OrderedT = TypeVar("OrderedT", bound=int)


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


def bundle_of(
    enterprises: Mapping[OrderedT, int], late: Set[OrderedT] = frozenset(), changed: Set[OrderedT] = frozenset()
) -> Bundle[OrderedT]:
    """Return the bundle of the cells of one indicator in one year, by the number of enterprises behind each.

    To be asked of all cells of the year, never of those that a filter left: the bundle is the same in every report.
    The cell that is added is the one of the fewest enterprises, so that the least is lost. An enterprise may stand in
    several cells: the bundle is safe by that one cell alone, whoever is behind the others. It isn't safe with ``late``
    cells: sums without them were published, and who takes those from sums with them is left with these few.

    A bundle that an edition shows stays together: the cell that is added is one of those that the edition holds too,
    and ``changed`` ones, which it holds with another number behind them or not at all, all come along.
    """
    few = {key for key, count in enterprises.items() if count < FEWEST} | late
    if not few:
        return Bundle()
    others = [(count, key) for key, count in enterprises.items() if key not in few | changed]
    keys = few | changed | ({min(others)[1]} if others else set())
    return Bundle(frozenset(keys), is_safe=len(keys) > len(few) and not late)
