"""The directory of organisations and the search read indexes, not the table."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models

from members.models import Organisation
from members.reports.organisation_directory import OrganisationSelection
from records.guard import bulk_writes
from records.paging import Cursor, _beyond
from tests.factories import ProvinceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 6000
LEFT = 99
KINDS = ("ผ้าไหม", "เซรามิก", "อาหารแปรรูป", "ชิ้นส่วนยานยนต์", "เครื่องเงิน")


@pytest.fixture(autouse=True)
def many_organisations() -> None:
    provinces = ProvinceFactory.create_batch(70)
    rows = [
        Organisation(
            number=number,
            code=f"O{number:06d}",
            name=f"กลุ่ม{KINDS[number % 5]} บ้านที่ {number}",
            kind=Organisation.Kind.COOPERATIVE,
            province=provinces[number % 70],
            state=Organisation.State.PUBLIC,
        )
        for number in range(1, ROWS + 1)
    ]
    with bulk_writes():
        Organisation.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        # What autovacuum does in time: without it the planner takes the fresh entries of the index for a long list.
        for index in ("organisation_search_trigrams", "organisation_public_trigrams"):
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute("ANALYZE members_organisation")


def nodes_of(rows: models.QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """Yield the nodes of the plan of a query that was run."""
    waiting = [json.loads(rows.explain(format="json", analyze=True))[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.get("Plans", []))


def read_whole(rows: models.QuerySet[Any]) -> list[str]:
    """Return the large tables that a query reads from beginning to end."""
    return [
        node["Relation Name"]
        for node in nodes_of(rows)
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] == "members_organisation"
    ]


def test_a_page_is_read_in_the_order_of_its_index_and_stops_at_its_end() -> None:
    nodes = list(nodes_of(OrganisationSelection(year=2570).rows()[:50]))
    (scan,) = [node for node in nodes if node.get("Index Name") == "organisation_public_order"]
    assert scan["Actual Rows"] <= 51
    assert not any(node["Node Type"] == "Sort" for node in nodes)


def test_a_page_far_behind_is_read_from_its_cursor_on() -> None:
    rows = OrganisationSelection(year=2570).rows()
    last = rows[ROWS - 1 - LEFT]
    cursor = Cursor(backwards=False, values=(last.public_sort_key, last.pk))
    nodes = list(nodes_of(rows.filter(_beyond(rows, cursor))[:50]))
    assert any(node.get("Index Name") == "organisation_public_order" for node in nodes)
    # Of the table itself: the entries that other tests left behind in the index aren't rows any more.
    read = [node["Actual Rows"] for node in nodes if node.get("Relation Name") == "members_organisation"]
    assert read
    assert max(read) <= LEFT + 1


@pytest.mark.parametrize("query", ["บ้านที่ 4321", "O004321"])
def test_a_rare_word_is_found_by_trigrams_with_few_rows_to_check_again(query: str) -> None:
    rows = OrganisationSelection(year=2570, query=query).rows()
    assert read_whole(rows) == []
    nodes = list(nodes_of(rows))
    assert any(node.get("Index Name") == "organisation_public_trigrams" for node in nodes)
    checked = sum(node.get("Rows Removed by Index Recheck", 0) for node in nodes)
    assert checked <= 10 * len(rows)


def test_a_province_is_found_by_its_index() -> None:
    province = Organisation.objects.earliest("pk").province
    assert province is not None
    assert read_whole(OrganisationSelection(year=2570, province=province.code).rows()[:50]) == []


def test_what_is_called_so_is_looked_up() -> None:
    named = Organisation.objects.public().filter(public_sort_key=Organisation.objects.earliest("pk").public_sort_key)
    assert read_whole(named) == []
