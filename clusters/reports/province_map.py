"""How many of something there are in each province, in up to four shades for a map."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from clusters.models import Province

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
    """The provinces with at least one, in dictionary order, about as many in each shade. One query."""

    areas: tuple[ProvinceArea, ...]
    legend: tuple[Shade, ...]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Self:
        """Return the map of counts by the province's code."""
        lasts = _lasts(counts)
        found = Province.objects.filter(code__in=[code for code, count in counts.items() if count])
        return cls(
            areas=tuple(
                ProvinceArea(row.code, str(row), counts[row.code], bisect_left(lasts, counts[row.code]) + 1)
                for row in found
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
