"""Pages of a list, with their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from records.errors import RuleBroken

ROWS_A_PAGE = 50

RowT = TypeVar("RowT", bound=models.Model)


class NoSuchPage(RuleBroken):  # as its base
    """The list is shorter than the page that was asked for; ``pages`` tells how long it is."""

    def __init__(self, pages: int) -> None:
        super().__init__(_("รายการนี้มีเพียง %(pages)s หน้า ให้ใช้เลขหน้าไม่เกินนี้") % {"pages": pages})
        self.pages = pages


@dataclass(frozen=True)
class Page(Generic[RowT]):
    """One page of a list: its rows, its number of how many, and the addresses of its neighbours ("" at the ends)."""

    rows: Sequence[RowT]
    number: int
    pages: int
    count: int
    previous: str
    next: str

    @property
    def first_row(self) -> int:
        """Position of the page's first row in the list, from 1; 0 in an empty list."""
        return (self.number - 1) * ROWS_A_PAGE + 1 if self.rows else 0


def page_of(rows: "models.QuerySet[RowT]", number: int, query: QueryDict) -> Page[RowT]:
    """Cut page ``number`` out of ``rows``; two queries. The other parameters of ``query`` stay in the addresses.

    Raises ``NoSuchPage`` beyond the end: an empty page would look like an empty list.
    """
    paginator = Paginator(rows, ROWS_A_PAGE)
    if number > paginator.num_pages:
        raise NoSuchPage(paginator.num_pages)
    page = paginator.page(number)
    return Page(
        rows=list(page.object_list),
        number=number,
        pages=paginator.num_pages,
        count=paginator.count,
        previous=_address(query, number - 1) if page.has_previous() else "",
        next=_address(query, number + 1) if page.has_next() else "",
    )


def _address(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"
