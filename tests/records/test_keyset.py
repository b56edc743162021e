"""Pages that begin behind a row or end before it."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from members.models import Membership, Organisation
from programmes.models import Participation
from records.errors import RuleBroken
from records.keyset import NoSuchPlace, Place, counted, cut, keys_of
from tests import factories

pytestmark = pytest.mark.django_db

SIZE = 3


def all_pages(rows: Any, *, backwards: bool = False) -> list[list[int]]:
    """Walk from one end to the other by the places that each page names."""
    place, pages = Place("last" if backwards else "first"), []
    while True:
        page = cut(rows, place, SIZE)
        pages.append([row.pk for row in page.rows])
        written = page.previous if backwards else page.next
        if not written:
            return pages
        read = Place.read(written)
        assert read is not None
        place = read


@pytest.mark.parametrize("order", [("sort_key", "pk"), ("-sort_key", "pk"), ("-pk",), ("state", "-sort_key", "-id")])
@pytest.mark.parametrize("count", [0, 1, 3, 4, 10])
def test_every_row_stands_on_one_page_whatever_the_order(order: tuple[str, ...], count: int) -> None:
    for number in range(count):
        factories.ClusterFactory.create(name="กขคกก"[number % 5])
    rows = Cluster.objects.order_by(*order)
    expected = list(rows.values_list("pk", flat=True))
    forwards = all_pages(rows)
    assert [key for page in forwards for key in page] == expected
    assert all(len(page) == SIZE for page in forwards[:-1])


@pytest.mark.parametrize("count", [3, 4, 10])
def test_the_way_back_shows_the_same_rows(count: int) -> None:
    factories.ClusterFactory.create_batch(count, name="ก")
    rows = Cluster.objects.order_by("sort_key", "pk")
    backwards = all_pages(rows, backwards=True)
    # The first page is whole even where what was left before it is less than a page.
    assert {key for page in backwards for key in page} == set(rows.values_list("pk", flat=True))
    assert backwards[-1] == list(rows.values_list("pk", flat=True)[:SIZE])


def test_the_last_page_is_one_step_away() -> None:
    made = factories.ClusterFactory.create_batch(7)
    page = cut(Cluster.objects.order_by("pk"), Place("last"), SIZE)
    assert ([row.pk for row in page.rows], page.next) == ([row.pk for row in made[-3:]], "")
    assert page.previous == f"before-{made[4].pk}"


def test_rows_that_come_or_go_elsewhere_move_none_to_another_page() -> None:
    made = factories.ClusterFactory.create_batch(7)
    rows = Cluster.objects.order_by("-pk")
    place = Place.read(cut(rows, Place("first"), SIZE).next)
    assert place is not None
    before = [row.pk for row in cut(rows, place, SIZE).rows]
    factories.ClusterFactory.create_batch(2)
    made[-1].delete()
    assert [row.pk for row in cut(rows, place, SIZE).rows] == before


def test_a_page_that_has_become_empty_gives_way_to_the_last() -> None:
    made = factories.ClusterFactory.create_batch(4)
    rows = Cluster.objects.order_by("pk")
    place = Place.read(cut(rows, Place("first"), SIZE).next)
    assert place is not None
    made[3].delete()
    assert [row.pk for row in cut(rows, place, SIZE).rows] == [row.pk for row in made[:3]]


def test_a_row_beside_the_page_that_is_no_more_is_told() -> None:
    with pytest.raises(NoSuchPlace) as gone:
        cut(Cluster.objects.order_by("pk"), Place("after", 999), SIZE)
    assert isinstance(gone.value, RuleBroken)


def test_a_row_that_a_filter_leaves_out_still_names_a_place() -> None:
    one, two = factories.ClusterFactory.create_batch(2)
    page = cut(Cluster.objects.filter(pk=two.pk).order_by("pk"), Place("after", one.pk), SIZE)
    assert [row.pk for row in page.rows] == [two.pk]


@pytest.mark.parametrize(
    ("rows", "cuttable"),
    [
        (Organisation.objects.order_by("sort_key", "pk"), True),
        (Membership.objects.order_by("-pk"), True),
        (Participation.objects.order_by("-round__fiscal_year", "cluster__sort_key", "pk"), True),
        (Organisation.objects.order_by("code"), True),  # unique by itself
        (Organisation.objects.order_by("sort_key"), False),  # not total
        (Membership.objects.order_by("from_year", "pk"), False),  # null stands elsewhere on each database
        (Membership.objects.order_by("cluster", "pk"), False),  # stands for an order of its own
        (Organisation.objects.order_by("province__sort_key", "pk"), False),  # not every row has one
        (Organisation.objects.order_by(F("name").asc(), "pk"), False),
        (Organisation.objects.order_by(), False),
    ],
)
def test_pages_are_cut_only_by_what_stands_in_one_order_everywhere(rows: Any, cuttable: bool) -> None:
    assert bool(keys_of(rows)) is cuttable


@pytest.mark.parametrize(
    "written", ["2", "after", "after-", "after-x", "after--1", "after-๑", "before-" + "9" * 19, "Last", "0", " "]
)
def test_what_is_no_place_is_none(written: str) -> None:
    assert Place.read(written) is None


def test_a_page_costs_two_queries_however_deep() -> None:
    factories.ClusterFactory.create_batch(20)
    rows = Cluster.objects.order_by("sort_key", "pk")
    key = list(rows.values_list("pk", flat=True))[14]
    with CaptureQueriesContext(connection) as asked:
        cut(rows, Place("after", key), SIZE)
    assert len(asked) == 2
    assert not any("OFFSET" in query["sql"] for query in asked)


def test_rows_are_counted_as_far_as_is_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.keyset.COUNTED", 3)
    factories.ClusterFactory.create_batch(6)
    assert counted(Cluster.objects.all()) == 4
    assert counted(Cluster.objects.none()) == 0
