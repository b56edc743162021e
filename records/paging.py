"""Pages of a list, with their addresses: numbered ones, and of a very long list those before and after a row.

A list of a table of up to ``LARGE`` rows is counted, and its pages have numbers. In a larger one the count stops at
``COUNTED`` and a page begins behind the last row of the page before it (its *cursor*): reading the thousandth page
costs what reading the first one costs.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic, Self, TypeVar

from django.core.cache import cache
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Max, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.errors import RuleBroken
from records.keyset import beyond

ROWS_A_PAGE: Final = 50
COUNTED: Final = 1_000
LARGE: Final = 100_000
_LARGE_FOR_SECONDS: Final = 60
CURSOR: Final = "cursor"
_LONGEST_NUMBER: Final = 2**62

RowT = TypeVar("RowT", bound=models.Model)
ValueT = TypeVar("ValueT")


class OffTheList(RuleBroken):  # as its base
    """A page that the list doesn't have was asked for."""

    parameter: ClassVar[str]
    label: ClassVar[str | Promise]

    @property
    def problem(self) -> tuple[str, str]:
        """What is wrong: the parameter's label with its name, and what to do."""
        return f"{self.label} ({self.parameter})", str(self)


class NoSuchPage(OffTheList):
    """The list is shorter than the page that was asked for; ``pages`` tells how long it is."""

    parameter = "page"
    label = gettext_lazy("เลขหน้า")

    def __init__(self, pages: int) -> None:
        super().__init__(_("รายการนี้มีเพียง %(pages)s หน้า ให้ใช้เลขหน้าไม่เกินนี้") % {"pages": pages})
        self.pages = pages


class NoSuchPlace(OffTheList):
    """The cursor is not one of this list."""

    parameter = CURSOR
    label = gettext_lazy("ตำแหน่งในรายการ")

    def __init__(self) -> None:
        super().__init__(_("ตำแหน่งในรายการไม่ถูกต้อง ให้เริ่มจากหน้าแรกของรายการ"))


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an ordered list: what the list is ordered by, of the row that a page ends before or begins behind."""

    backwards: bool
    values: tuple[str | int, ...]

    def written(self) -> str:
        plain = json.dumps([int(self.backwards), *self.values], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, written: str) -> Self:
        """Read what ``written`` wrote. Raises ``NoSuchPlace`` for anything else."""
        try:
            plain = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
            backwards, *values = json.loads(plain.decode())
            for value in values:
                _refuse_odd(value)
        except (ValueError, TypeError, RecursionError):
            raise NoSuchPlace from None
        if type(backwards) is not int or backwards not in {0, 1} or not values:
            raise NoSuchPlace
        return cls(bool(backwards), tuple(values))


def _refuse_odd(value: object) -> None:
    """Raise ``ValueError`` for what no row is ordered by, and what no database takes."""
    if isinstance(value, str) and "\0" not in value and value.encode().decode() == value:
        return
    if type(value) is int and abs(value) < _LONGEST_NUMBER:
        return
    raise ValueError


@dataclass(frozen=True, slots=True)
class PageLink:
    """The number of a page and its address; "" of the page that is shown. ``skips``: pages are left out before it."""

    number: int
    address: str
    skips: bool


@dataclass(frozen=True)
class Page(Generic[ValueT]):
    """One page of a list: its rows, its number of how many, and the addresses of its neighbours ("" at the ends).

    ``capped``: the list is longer than ``count``. A page that was reached by a cursor has number 0.
    """

    rows: Sequence[ValueT]
    number: int
    pages: int
    count: int
    previous: str
    next: str
    capped: bool = False
    links: tuple[PageLink, ...] = ()

    @property
    def first_row(self) -> int:
        """Position of the page's first row in the list, from 1; 0 in an empty list."""
        return (self.number - 1) * ROWS_A_PAGE + 1 if self.rows else 0


def page_of(rows: "models.QuerySet[RowT]", number: int, query: QueryDict, cursor: Cursor | None = None) -> Page[RowT]:
    """Cut page ``number`` out of ``rows``, or the one at ``cursor``. The other parameters of ``query`` stay.

    Two queries; four for a list of more than ``COUNTED`` rows, once a minute. Raises ``NoSuchPage`` beyond the end: an
    empty page would look like an empty list; and ``NoSuchPlace`` for a cursor of another list.
    """
    count, capped = _count(rows)
    if cursor is not None:
        return _page_at(rows, cursor, query, count, capped)
    pages = max(1, -(-count // ROWS_A_PAGE))
    if number > pages:
        raise NoSuchPage(pages)
    start = (number - 1) * ROWS_A_PAGE
    shown = list(rows[start : start + ROWS_A_PAGE])
    following = "" if number == pages else _address(query, page=str(number + 1))
    if capped and number == pages:
        following = _address(query, cursor=_cursor(rows, shown[-1], backwards=False))
    return Page(
        rows=shown,
        number=number,
        pages=0 if capped else pages,
        count=count,
        previous=_address(query, page=str(number - 1)) if number > 1 else "",
        next=following,
        capped=capped,
        links=() if capped else _links(query, number, pages),
    )


def page_of_values(values: Sequence[ValueT], number: int, query: QueryDict) -> Page[ValueT]:
    """Cut page ``number`` out of a list that is there already. Raises ``NoSuchPage`` beyond the end."""
    pages = max(1, -(-len(values) // ROWS_A_PAGE))
    if number > pages:
        raise NoSuchPage(pages)
    start = (number - 1) * ROWS_A_PAGE
    return Page(
        rows=values[start : start + ROWS_A_PAGE],
        number=number,
        pages=pages,
        count=len(values),
        previous=_address(query, page=str(number - 1)) if number > 1 else "",
        next=_address(query, page=str(number + 1)) if number < pages else "",
        links=_links(query, number, pages),
    )


def _count(rows: "models.QuerySet[RowT]") -> tuple[int, bool]:
    """Count the rows, of a large table up to ``COUNTED`` only; and tell whether there are more."""
    known = f"large-{rows.model._meta.db_table}"
    is_large: bool | None = cache.get(known)
    if is_large is not False:
        count = rows.order_by().values("pk")[: COUNTED + 1].count()
        if count <= COUNTED:
            return count, False
    if is_large is None:
        # The highest key bounds the rows of the table from above, and an index knows it.
        is_large = (rows.model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0) > LARGE
        cache.set(known, is_large, _LARGE_FOR_SECONDS)
    return (COUNTED, True) if is_large else (rows.order_by().values("pk").count(), False)


def _page_at(rows: "models.QuerySet[RowT]", cursor: Cursor, query: QueryDict, count: int, capped: bool) -> Page[RowT]:
    ordered = rows.reverse() if cursor.backwards else rows
    found = list(ordered.filter(_beyond(ordered, cursor))[: ROWS_A_PAGE + 1])
    more = len(found) > ROWS_A_PAGE
    shown = found[:ROWS_A_PAGE]
    if cursor.backwards:
        shown.reverse()
    has_previous, has_next = (more, True) if cursor.backwards else (True, more)
    return Page(
        rows=shown,
        number=0,
        pages=0,
        count=count,
        previous=_address(query, cursor=_cursor(rows, shown[0], backwards=True)) if shown and has_previous else "",
        next=_address(query, cursor=_cursor(rows, shown[-1], backwards=False)) if shown and has_next else "",
        capped=capped,
    )


def _order(rows: "models.QuerySet[Any]") -> list[tuple[str, bool]]:
    """Return the names that ``rows`` are ordered by, each with whether it descends."""
    backwards = not rows.query.standard_ordering
    names = [str(name) for name in rows.query.order_by]
    return [(name.removeprefix("-"), name.startswith("-") != backwards) for name in names]


def _cursor(rows: "models.QuerySet[RowT]", row: RowT, *, backwards: bool) -> str:
    return Cursor(backwards, tuple(getattr(row, name) for name, _descends in _order(rows))).written()


def _beyond(rows: "models.QuerySet[RowT]", cursor: Cursor) -> Q:
    """Return the filter of the rows behind the cursor in the order of ``rows``; an index finds the first at once."""
    order = _order(rows)
    if len(order) != len(cursor.values):
        raise NoSuchPlace
    values = [_fitting(rows.model, name, value) for (name, _descends), value in zip(order, cursor.values, strict=True)]
    return beyond(order, values)


def _fitting(model: type[models.Model], name: str, value: str | int) -> str | int:
    """Return ``value`` if the list can be ordered by it."""
    try:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None  # something that the list counts
    expected = str if isinstance(field, models.CharField | models.TextField) else int
    if type(value) is not expected:
        raise NoSuchPlace
    return value


def _links(query: QueryDict, number: int, pages: int) -> tuple[PageLink, ...]:
    """Return the links to the first page, the last, and those around this one."""
    near = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    return tuple(
        PageLink(
            number=each,
            address="" if each == number else _address(query, page=str(each)),
            skips=position > 0 and each - near[position - 1] > 1,
        )
        for position, each in enumerate(near)
    )


def _address(query: QueryDict, **place: str) -> str:
    changed = query.copy()
    for name in ("page", CURSOR):
        changed.pop(name, None)
    for name, value in place.items():
        changed[name] = value
    return f"?{changed.urlencode()}"
