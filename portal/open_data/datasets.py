"""What a data set is: its fields, in their order, and where its rows come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from django.db import models
from django.utils.functional import Promise

from records.models import Record
from thai.calendar import ERA_OFFSET

Kind = Literal["string", "integer", "number", "boolean", "date"]
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in every file, and what it says. ``codes`` are the values that it can have.

    A blank cell is unknown or not stated, never 0.
    """

    name: str
    title: Words
    kind: Kind = "string"
    unit: Words = ""
    description: Words = ""
    codes: type[models.TextChoices] | None = None

    def described(self, description: Words) -> Self:
        return replace(self, description=description)

    @property
    def values(self) -> list[tuple[str, str]]:
        """The codes with what each means."""
        return [] if self.codes is None else [(str(value), str(label)) for value, label in self.codes.choices]

    def as_data(self) -> dict[str, Any]:
        """Return the field as the files and the datapackage name it."""
        described: dict[str, Any] = {"name": self.name, "type": self.kind, "title": str(self.title)}
        if self.description:
            described["description"] = str(self.description)
        if self.unit:
            described["unit"] = str(self.unit)
        if self.codes is not None:
            described["constraints"] = {"enum": [value for value, _label in self.values]}
            described["labels"] = dict(self.values)
        return described


@dataclass(frozen=True, slots=True)
class DataSet:
    """A table that everyone may take away.

    ``rows`` gives the cells of each row in the order of ``fields``, read in blocks; ``sources`` are the records that
    they come from: their history tells when the set last changed. ``key`` names the fields that tell rows apart.
    """

    name: str
    title: Words
    description: Words
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    sources: tuple[type[Record], ...]
    rows: Callable[[], Iterable[Sequence[object]]]
    is_statistics: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def in_common_era(year: int | None) -> int | None:
    """Return the year CE of a fiscal year BE; an unknown one stays unknown."""
    return None if year is None else year - ERA_OFFSET
