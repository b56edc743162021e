"""The words that the sample world's names are put together from."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Pair = tuple[str, str]  # Thai, English


@dataclass(frozen=True)
class PartnerName:
    """How a kind of partner is called, and which services it gives."""

    name: Pair
    services: Sequence[str]


@dataclass(frozen=True)
class Words:
    """Everything that a name or a text of the world is made of; products by the code of their sector."""

    brands: Sequence[Pair]
    given: Sequence[tuple[str, str, str]]  # title, Thai, English
    surnames: Sequence[Pair]
    reasons: Sequence[str]
    wording: str
    partners: Mapping[str, Sequence[PartnerName]]
    products: Mapping[str, Sequence[Pair]]

    def brand(self, number: int) -> Pair:
        """Return the invented name of a number: each number has another."""
        again, index = divmod(number, len(self.brands))
        thai, english = self.brands[index]
        return (f"{thai} {again + 1}", f"{english} {again + 1}") if again else (thai, english)

    def person(self, number: int) -> Pair:
        """Return the invented name of a person."""
        again, index = divmod(number, len(self.given))
        title, thai, english = self.given[index]
        surname, surname_en = self.surnames[again % len(self.surnames)]
        return f"{title}{thai} {surname}", f"{english} {surname_en}"


@cache
def read_words() -> Words:
    """Read ``programmes/data/demo.toml``."""
    data = tomllib.loads(files("programmes.data").joinpath("demo.toml").read_text(encoding="utf-8"))
    return Words(
        brands=tuple(
            (f"{root}{second}", f"{root_en} {second_en}")
            for second, second_en in data["seconds"]
            for root, root_en in data["roots"]
        ),
        given=tuple(map(tuple, data["given"])),
        surnames=tuple(map(tuple, data["surnames"])),
        reasons=tuple(data["reasons"]),
        wording=data["wording"],
        partners={kind: tuple(map(_partner, rows)) for kind, rows in data["partners"].items()},
        products={code: tuple(map(tuple, rows)) for code, rows in data["products"].items()},
    )


def _partner(row: list[Any]) -> PartnerName:
    thai, english, services = row
    return PartnerName((thai, english), tuple(services))
