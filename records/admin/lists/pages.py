"""The pages of a list: cut by the row next to them where its order allows, else by their number."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from records.keyset import COUNTED, NoSuchPlace, Place, counted, cut, keys_of
from thai.templatetags.thai import thai_number

_LONGEST_NUMBER = 9  # digits


class OddPage(IncorrectLookupParameters):
    """The address asks for a page that isn't there; its filters are all right."""


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Counts up to ``COUNTED`` rows: what comes behind is for lists that are cut by rows."""

    @cached_property
    def count(self) -> int:
        return counted(self.object_list)  # type: ignore[arg-type]  # lists of the admin are querysets


@dataclass(frozen=True)
class ListPages:
    """What stands below a list: how many rows, which page, and the addresses of others; "" where there is none."""

    count: str
    number: str
    first: str
    previous: str
    next: str
    last: str


def count_text(count: int) -> str:
    """Write a count as far as it's known: more than ``COUNTED`` isn't counted."""
    if count <= COUNTED:
        return _("%(count)s รายการ") % {"count": thai_number(count)}
    return _("มากกว่า %(count)s รายการ") % {"count": thai_number(COUNTED)}


def turn_to_page(changelist: ChangeList, written: str) -> ListPages:
    """Put the rows of the page into ``changelist`` and return what stands below them. Raises ``OddPage``."""
    if keys_of(changelist.queryset):
        return _by_rows(changelist, written)
    return _by_number(changelist, written)


def _by_rows(changelist: ChangeList, written: str) -> ListPages:
    place = Place.read(written)
    if place is None:
        raise OddPage(_("ไม่มีหน้าที่ระบุในที่อยู่"))
    try:
        page = cut(changelist.queryset, place, changelist.list_per_page)
    except NoSuchPlace as gone:
        raise OddPage(_("ไม่มีหน้าที่ระบุในที่อยู่")) from gone
    changelist.result_list = page.rows
    return _pages(changelist, "", previous=page.previous, following=page.next, last="last")


def _by_number(changelist: ChangeList, written: str) -> ListPages:
    pages = changelist.paginator.num_pages
    is_number = written.isascii() and written.isdecimal() and len(written) <= _LONGEST_NUMBER
    number = int(written) if is_number else 0 if written else 1
    if not 1 <= number <= pages:
        raise OddPage(_("ไม่มีหน้าที่ระบุในที่อยู่"))
    changelist.result_list = list(changelist.paginator.page(number).object_list)
    shown = _("หน้า %(number)s จาก %(pages)s") % {"number": thai_number(number), "pages": thai_number(pages)}
    previous, following = (str(near) if 1 <= near <= pages else "" for near in (number - 1, number + 1))
    return _pages(changelist, shown if pages > 1 else "", previous=previous, following=following, last=str(pages))


def _pages(changelist: ChangeList, number: str, *, previous: str, following: str, last: str) -> ListPages:
    def address(place: str) -> str:
        return changelist.get_query_string({PAGE_VAR: place})

    return ListPages(
        count=count_text(changelist.result_count),
        number=number,
        first=changelist.get_query_string() if previous else "",
        previous=address(previous) if previous else "",
        next=address(following) if following else "",
        last=address(last) if following else "",
    )
