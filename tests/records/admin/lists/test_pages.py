"""Pages of a list: by the row next to them, a count that stops, and no query that grows with the depth."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from members.models import Membership
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = address(Cluster, "changelist")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Of lists with 4 rows a page; 10 clusters."""
    monkeypatch.setattr("records.admin.lists.base.ListAdmin.list_per_page", 4)
    for number in range(10):
        factories.ClusterFactory.create(name=f"คลัสเตอร์ {'กขคงจฉชซฌญ'[number]}", founded=2550 + number % 2)
    return signed_in()


def names(client: Client, path: str) -> str:
    return "".join(row.name[-1] for row in client.get(path).context["cl"].result_list)


def test_pages_are_turned_forwards_backwards_and_to_both_ends(client: Client) -> None:
    first = client.get(LIST).context["cl"].pages
    second = client.get(LIST + first.next).context["cl"].pages
    assert (names(client, LIST), names(client, LIST + first.next)) == ("กขคง", "จฉชซ")
    assert (names(client, LIST + second.next), names(client, LIST + first.last)) == ("ฌญ", "ชซฌญ")
    assert (names(client, LIST + second.previous), names(client, LIST + second.first)) == ("กขคง", "กขคง")
    assert (first.previous, first.first, first.count) == ("", "", "10 รายการ")


def test_a_filter_and_a_search_stay_while_pages_are_turned(client: Client) -> None:
    asked = "?founded=2550&q=คลัสเตอร์"
    following = client.get(LIST + asked).context["cl"].pages.next
    assert names(client, LIST + asked) == "กคจช"
    assert names(client, LIST + following) == "ฌ"


def test_a_list_in_an_order_that_can_not_be_cut_has_numbers(client: Client) -> None:
    by_years_in_programme = LIST + "?o=6"
    pages = client.get(by_years_in_programme).context["cl"].pages
    assert pages.number == "หน้า 1 จาก 3"
    second = client.get(LIST + pages.next).context["cl"]
    assert (second.pages.number, len(second.result_list)) == ("หน้า 2 จาก 3", 4)
    assert len(client.get(LIST + second.pages.last).context["cl"].result_list) == 2


def test_a_list_in_an_order_of_one_column_is_cut_too(client: Client) -> None:
    following = client.get(LIST + "?o=-2").context["cl"].pages.next
    assert names(client, LIST + "?o=-2") == "ญฌซช"
    assert names(client, LIST + following) == "ฉจงค"


@pytest.mark.parametrize("page", ["after-999", "before-999", "after-x", "2", "after-" + "9" * 30, "%00"])
def test_a_page_that_is_not_there_is_told_and_the_filters_stay(client: Client, page: str) -> None:
    response = client.get(f"{LIST}?founded=2550&p={page}", follow=True)
    assert "ก" in names(client, LIST)
    assert response.redirect_chain
    assert "จึงแสดง" in text_of(response)


def test_a_deep_page_costs_one_query_more_than_the_first_and_skips_no_rows(client: Client) -> None:
    def queries(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return [query["sql"] for query in asked]

    following = client.get(LIST).context["cl"].pages.next
    first, deep = queries(LIST), queries(LIST + following)
    assert len(deep) == len(first) + 1
    assert not any("OFFSET" in query for query in deep)


def test_a_count_stops_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("records.keyset", "records.admin.lists.pages", "records.admin.lists.changelist"):
        monkeypatch.setattr(f"{module}.COUNTED", 8)
    response = client.get(LIST)
    assert response.context["cl"].pages.count == "มากกว่า 8 รายการ"
    assert "มากกว่า 8 รายการ" in text_of(response)
    assert names(client, LIST + response.context["cl"].pages.last) == "ชซฌญ"


def test_a_list_of_rows_of_others_is_cut_too(client: Client) -> None:
    factories.MembershipFactory.create_batch(6)
    changelist = address(Membership, "changelist")
    pages = client.get(changelist).context["cl"].pages
    assert len(client.get(changelist + pages.next).context["cl"].result_list) == 2


def test_all_rows_of_a_short_list_are_shown_when_asked(client: Client) -> None:
    assert len(client.get(LIST + "?all=").context["cl"].result_list) == 10


def test_the_search_behind_a_box_turns_pages(client: Client) -> None:
    factories.ClusterFactory.create_batch(15)
    asked = {"app_label": "members", "model_name": "membership", "field_name": "cluster", "term": ""}
    answer = client.get("/admin/autocomplete/", asked).json()
    assert (len(answer["results"]), answer["pagination"]["more"]) == (20, True)
    last = client.get("/admin/autocomplete/", {**asked, "page": "2"}).json()
    assert (len(last["results"]), last["pagination"]["more"]) == (5, False)
