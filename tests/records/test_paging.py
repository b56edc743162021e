"""Lists are cut into pages."""

import base64
from contextlib import suppress

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from members.models import Person
from records.guard import bulk_writes
from records.paging import COUNTED, LARGE, ROWS_A_PAGE, Cursor, NoSuchPage, NoSuchPlace, Page, page_of, page_of_values
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def page(number: int, query: str = "") -> Page[Person]:
    return page_of(Person.objects.order_by("pk"), number, QueryDict(query))


def test_an_empty_list_is_one_page_without_rows() -> None:
    only = page(1)
    assert (list(only.rows), only.number, only.pages, only.count, only.first_row) == ([], 1, 1, 0, 0)
    assert (only.previous, only.next) == ("", "")


def test_neighbours_keep_the_other_parameters() -> None:
    PersonFactory.create_batch(2 * ROWS_A_PAGE + 1)
    middle = page(2, "q=สม&page=2")
    assert (middle.pages, middle.count, middle.first_row, len(middle.rows)) == (3, 101, 51, 50)
    assert QueryDict(middle.previous.removeprefix("?")).dict() == {"q": "สม", "page": "1"}
    assert QueryDict(middle.next.removeprefix("?")).dict() == {"q": "สม", "page": "3"}
    last = page(3)
    assert (len(last.rows), last.next) == (1, "")


def test_a_page_beyond_the_end_is_refused_and_says_how_many_there_are() -> None:
    with pytest.raises(NoSuchPage, match="มีเพียง 1 หน้า") as refused:
        page(2)
    assert refused.value.pages == 1


def test_a_page_costs_two_queries_whatever_its_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for count in (1, 20):
        PersonFactory.create_batch(count)
        with django_assert_num_queries(2):
            page(1)


def test_the_first_the_last_and_the_pages_around_are_linked_and_what_is_left_out_is_marked() -> None:
    PersonFactory.create_batch(5 * ROWS_A_PAGE)
    links = page(5, "q=สม").links
    assert [(link.number, link.skips, bool(link.address)) for link in links] == [
        (1, False, True),
        (4, True, True),
        (5, False, False),
    ]
    assert QueryDict(links[0].address.removeprefix("?")).dict() == {"q": "สม", "page": "1"}


def people(count: int, *, first_key: int) -> None:
    with bulk_writes():
        Person.objects.bulk_create(
            Person(pk=first_key + n, name=f"{n:04d}", search_key="", sort_key=f"{n // 3:04d}") for n in range(count)
        )


def walked(start: Page[Person], direction: str) -> list[str]:
    """Follow the links from a page to the end; return the names as they come."""
    names, at = [row.name for row in start.rows], start
    while address := getattr(at, direction):
        asked = QueryDict(address.removeprefix("?"))
        cursor = Cursor.read(asked["cursor"]) if "cursor" in asked else None
        at = page_of(BY_NAME.all(), int(asked.get("page", 1)), asked, cursor)
        names = (
            [*names, *(row.name for row in at.rows)] if direction == "next" else [row.name for row in at.rows] + names
        )
    return names


BY_NAME = Person.objects.order_by("sort_key", "pk")


def test_a_list_of_more_than_a_thousand_in_a_table_that_is_not_large_is_counted() -> None:
    people(COUNTED + 1, first_key=1)
    shown = page_of(BY_NAME.all(), 21, QueryDict())
    assert (shown.count, shown.capped, shown.pages, len(shown.rows), shown.next) == (COUNTED + 1, False, 21, 1, "")


def test_in_a_large_table_the_count_stops_and_pages_follow_each_other_to_the_end_and_back() -> None:
    people(COUNTED + 75, first_key=LARGE)
    first = page_of(BY_NAME.all(), 1, QueryDict("q=x"))
    assert (first.count, first.capped, first.pages, first.links) == (COUNTED, True, 0, ())
    assert walked(first, "next") == [f"{n:04d}" for n in range(COUNTED + 75)]
    end = Cursor(backwards=True, values=("9999", 1))
    assert walked(page_of(BY_NAME.all(), 1, QueryDict(), end), "previous")[-200:] == [
        f"{n:04d}" for n in range(COUNTED - 125, COUNTED + 75)
    ]
    with pytest.raises(NoSuchPage):
        page_of(BY_NAME.all(), 21, QueryDict())


def test_a_descending_list_goes_on_below_the_cursor() -> None:
    people(5, first_key=LARGE)
    cursor = Cursor(backwards=False, values=(LARGE + 2,))
    below = page_of(Person.objects.order_by("-pk"), 1, QueryDict(), cursor)
    assert [row.pk for row in below.rows] == [LARGE + 1, LARGE]
    assert (below.next, bool(below.previous)) == ("", True)


def test_a_cursor_of_another_list_is_refused() -> None:
    others: list[tuple[str | int, ...]] = [("ก",), (1, 1), ("ก", "ข"), ("ก", 1, 1)]
    for values in others:
        with pytest.raises(NoSuchPlace):
            page_of(BY_NAME.all(), 1, QueryDict(), Cursor(backwards=False, values=values))


def test_a_page_behind_a_cursor_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    PersonFactory.create_batch(20)
    with django_assert_num_queries(2):
        page_of(BY_NAME.all(), 1, QueryDict(), Cursor(backwards=False, values=("", 0)))


@given(st.booleans(), st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_a_cursor_is_read_as_it_was_written(backwards: bool, values: list[str]) -> None:
    cursor = Cursor(backwards, tuple(values))
    assert Cursor.read(cursor.written()) == cursor


@given(st.text())
def test_what_is_no_cursor_is_refused_and_never_a_fault(text: str) -> None:
    with suppress(NoSuchPlace):
        assert Cursor.read(text).values


@pytest.mark.parametrize(
    "plain", ["[0]", "[2,1]", "[true,1]", '[0,"\\u0000"]', '[0,"\\ud800"]', f"[0,{2**70}]", "[0,null]", "7"]
)
def test_a_cursor_holds_only_what_a_list_can_be_ordered_by(plain: str) -> None:
    with pytest.raises(NoSuchPlace):
        Cursor.read(base64.urlsafe_b64encode(plain.encode()).decode())


def test_a_list_that_is_there_already_is_cut_like_any_other() -> None:
    query = QueryDict("sector=food")
    page = page_of_values(tuple(range(120)), 2, query)
    assert (page.rows, page.pages, page.count, page.first_row) == (tuple(range(50, 100)), 3, 120, 51)
    assert (page.previous, page.next) == ("?sector=food&page=1", "?sector=food&page=3")
    assert page_of_values((), 1, query).rows == ()
    with pytest.raises(NoSuchPage):
        page_of_values((), 2, query)
