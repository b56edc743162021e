"""Lists are cut into pages."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from members.models import Person
from records.paging import ROWS_A_PAGE, NoSuchPage, Page, page_of
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
