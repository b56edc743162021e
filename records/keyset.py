"""Pages that begin behind a row or end before it: the last of a million rows costs what the first does.

A page is named by its place: ``after-7`` and ``before-7`` by the key of the row next to it, ``last``, or nothing for
the first. Rows that come or go elsewhere move none of the page's rows to another page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from records.errors import RuleBroken

COUNTED: Final = 100_000  # rows; of more it's said that there are more
_WRITTEN = re.compile(r"(after|before)-([0-9]{1,18})")

RowT = TypeVar("RowT", bound=models.Model)
Key = tuple[str, bool]  # the path of a field, and whether it descends


class NoSuchPlace(RuleBroken):
    """The row that names a place is no more."""

    def __init__(self) -> None:
        super().__init__("")


@dataclass(frozen=True)
class Place:
    """Where a page stands; ``row`` is the key of the row next to it."""

    kind: Literal["first", "last", "after", "before"]
    row: int = 0

    @classmethod
    def read(cls, written: str) -> Self | None:
        """Return the place as it stands in an address, None if it's none."""
        if written in {"", "1"}:
            return cls("first")
        if written == "last":
            return cls("last")
        found = _WRITTEN.fullmatch(written) if written.isascii() else None
        return cls("after" if found[1] == "after" else "before", int(found[2])) if found else None

    @property
    def is_backwards(self) -> bool:
        return self.kind in {"before", "last"}


@dataclass(frozen=True)
class Cut(Generic[RowT]):
    """The rows of one page, and the places of its neighbours as they're written; "" at the ends."""

    rows: Sequence[RowT]
    previous: str
    next: str


def counted(rows: "models.QuerySet[Any]") -> int:
    """Return how many rows there are, at most one more than ``COUNTED``."""
    return rows.order_by().values("pk")[: COUNTED + 1].count()


def keys_of(rows: "models.QuerySet[Any]") -> tuple[Key, ...]:
    """Return the order of ``rows`` up to the key that makes it total; nothing if pages can't be cut by it.

    Every key is a column that is never null, of the row or of one that it surely has: databases differ about where
    nulls stand.
    """
    keys: list[Key] = []
    for each in rows.query.order_by:
        if not isinstance(each, str) or (field := _column(rows.model, each.lstrip("-"))) is None:
            return ()
        keys.append((each.lstrip("-"), each.startswith("-")))
        if field.unique and "__" not in each:
            return tuple(keys)
    return ()


def _column(model: type[models.Model], path: str) -> "models.Field[Any, Any] | None":
    *hops, last = path.split("__")
    try:
        for hop in hops:
            key: Any = model._meta.get_field(hop)
            if not key.many_to_one or key.null:
                return None
            model = key.related_model
        field: Any = model._meta.pk if last == "pk" else model._meta.get_field(last)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.is_relation and not field.null else None


def beyond(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool = False) -> Q:
    """Return the filter of the rows behind the one with these ``values``, or of those before it."""
    condition = Q()
    for (path, descends), value in reversed(list(zip(keys, values, strict=True))):
        sign = "gt" if descends == backwards else "lt"
        further = Q(**{f"{path}__{sign}": value})
        condition = Q(**{f"{path}__{sign}e": value}) & (further | condition) if condition else further
    return condition


def cut(rows: "models.QuerySet[RowT]", place: Place, size: int) -> Cut[RowT]:
    """Cut the page at ``place`` out of ``rows``; two queries at most, a third at an end that has moved.

    Raises ``NoSuchPlace``. A page that has become empty gives way to the last one, one that has become short at the
    beginning to the first.
    """
    asked = rows
    if place.row:
        keys = keys_of(rows)
        paths = [path for path, _descends in keys]
        values = rows.model._base_manager.filter(pk=place.row).values_list(*paths).first()
        if values is None:
            raise NoSuchPlace
        asked = rows.filter(beyond(keys, values, backwards=place.is_backwards))
    found = list((asked.reverse() if place.is_backwards else asked)[: size + 1])
    more = len(found) > size
    if place.kind == "after" and not found:
        return cut(rows, Place("last"), size)
    if place.kind == "before" and not more:
        return cut(rows, Place("first"), size)
    return _cut(found[:size], place, more=more)


def _cut(found: list[RowT], place: Place, *, more: bool) -> Cut[RowT]:
    if place.is_backwards:
        found.reverse()
    has_previous = more if place.is_backwards else place.kind == "after"
    has_next = place.kind == "before" if place.is_backwards else more
    return Cut(
        rows=found,
        previous=f"before-{found[0].pk}" if has_previous else "",
        next=f"after-{found[-1].pk}" if has_next else "",
    )
