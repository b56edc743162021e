"""What the sample world stands on: its size, the rows that it refers to, its keys, and its chance."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from records.models import Record

FIRST_YEAR: Final = 2566
LAST_YEAR: Final = 2570
YEARS: Final = range(FIRST_YEAR, LAST_YEAR + 1)

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Size:
    """How many clusters and enterprises; the rest follows from them."""

    clusters: int
    enterprises: int

    @property
    def partners(self) -> int:
        return max(16, self.clusters // 2)


SIZES: Final[Mapping[str, Size]] = {
    "tiny": Size(12, 90),  # for tests
    "small": Size(40, 1_500),
    "medium": Size(400, 10_000),
    "large": Size(1_200, 100_000),
    "huge": Size(4_000, 1_000_000),
}


@dataclass(frozen=True)
class Place:
    """A province."""

    key: int
    name: str
    name_en: str


@dataclass(frozen=True)
class GroundIndicator:
    """An indicator of the catalogue."""

    key: int
    code: str
    unit: str
    decimals: int
    is_entered: bool
    is_quarterly: bool


@dataclass(frozen=True)
class Ground:
    """Rows of reference that the world refers to and never changes."""

    provinces: Sequence[Place]
    sectors: Sequence[tuple[int, str]]  # key, code
    department: int
    other_funders: Sequence[int]
    indicators: Sequence[GroundIndicator] = ()


@dataclass(frozen=True)
class Keys:
    """The first free primary key of each model, and the numbers of public codes."""

    first: Mapping[type[Record], int]
    cluster_numbers: range
    organisation_numbers: range


class Chance(random.Random):
    """The same choices for the same seed and purpose, whatever is asked of others in between."""

    def __init__(self, seed: int, purpose: str) -> None:
        super().__init__(f"{seed}/{purpose}")

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one_of(self, items: Sequence[ItemT]) -> ItemT:
        return items[int(self.random() * len(items))]

    def below(self, end: int) -> int:
        return int(self.random() * end)

    def among(self, shares: Sequence[tuple[ItemT, float]]) -> ItemT:
        """Return an item by its share; the last one takes what is left."""
        drawn = self.random()
        for item, share in shares:
            drawn -= share
            if drawn < 0:
                return item
        return shares[-1][0]
