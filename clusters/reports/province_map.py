"""How many of something there are in each province, in up to four shades for a map."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class ProvinceArea:
    """A province with at least one; ``shade`` is 1, the lightest, to ``SHADES``."""

    code: str
    name: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Shade:
    """What a shade stands for: ``first`` to ``last``, both included."""

    shade: int
    first: int
    last: int


@dataclass(frozen=True)
class ProvinceMap:
    """The provinces with at least one, in their order, about as many in each shade."""

    areas: tuple[ProvinceArea, ...]
    legend: tuple[Shade, ...]

    @classmethod
    def of(cls, counts: Mapping[str, int], provinces: Iterable[tuple[str, str]]) -> Self:
        """Return the map of counts by the province's code; ``provinces`` are codes and names. No query."""
        lasts = _lasts(counts)
        return cls(
            areas=tuple(
                ProvinceArea(code, name, count, bisect_left(lasts, count) + 1)
                for code, name in provinces
                if (count := counts.get(code, 0))
            ),
            legend=tuple(
                Shade(number, before + 1, last)
                for number, (before, last) in enumerate(zip([0, *lasts], lasts, strict=False), start=1)
            ),
        )


def _lasts(counts: Mapping[str, int]) -> list[int]:
    """Return the highest count of each shade: the quartiles, less where provinces are alike."""
    ranked = sorted(count for count in counts.values() if count)
    return sorted({ranked[-(-len(ranked) * part // SHADES) - 1] for part in range(1, SHADES + 1)}) if ranked else []
