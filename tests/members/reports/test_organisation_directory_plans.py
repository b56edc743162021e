"""The directory of organisations and the search read indexes, not the table."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models

from clusters.models import Cluster
from members.models import Membership, Organisation
from members.reports.organisation_directory import OrganisationSelection
from records.guard import bulk_writes
from records.paging import Cursor, _beyond
from tests.factories import ClusterFactory, ProvinceFactory, SectorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 6000
LEFT = 99
KINDS = ("ผ้าไหม", "เซรามิก", "อาหารแปรรูป", "ชิ้นส่วนยานยนต์", "เครื่องเงิน")


@pytest.fixture(autouse=True)
def many_organisations() -> None:
    provinces, sectors = ProvinceFactory.create_batch(70), SectorFactory.create_batch(30)
    rows = [
        Organisation(
            number=number,
            code=f"O{number:06d}",
            name=f"กลุ่ม{KINDS[number % 5]} บ้านที่ {number}",
            kind=Organisation.Kind.COOPERATIVE if number % 100 else Organisation.Kind.FINANCIAL,
            province=provinces[number % 70],
            sector=sectors[number % 30],
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


@pytest.mark.parametrize("filter_by", ["kind", "sector", "province"])
def test_a_filter_alone_reads_the_rows_that_are_so_and_no_others(filter_by: str) -> None:
    """Few of a hundred thousand may be so: to look for them in the order of all reads all."""
    row = Organisation.objects.select_related("sector", "province").get(number=100)
    assert row.sector
    assert row.province
    asked = {
        "kind": OrganisationSelection(year=2570, kind=row.kind),
        "sector": OrganisationSelection(year=2570, sector=row.sector.code),
        "province": OrganisationSelection(year=2570, province=row.province.code),
    }[filter_by]
    hits = asked.rows().count()
    for found in (asked.rows()[:50], asked.rows().order_by()[:1001].values("pk")):
        nodes = [node for node in nodes_of(found) if node.get("Relation Name") == "members_organisation"]
        assert nodes
        assert all(node["Node Type"] != "Seq Scan" for node in nodes)
        assert max(node["Actual Rows"] + node.get("Rows Removed by Filter", 0) for node in nodes) <= hits


@pytest.fixture
def memberships() -> tuple[Cluster, Cluster]:
    """Make nearly all of them members of a cluster that runs, and a few of one that ran in 2550."""
    running, earlier = ClusterFactory.create_batch(2)
    with bulk_writes():
        Membership.objects.bulk_create(
            Membership(cluster=earlier, organisation_id=pk, from_year=2550, to_year=2550)
            if number % 300 == 0
            else Membership(cluster=running, organisation_id=pk, from_year=2566)
            for pk, number in Organisation.objects.values_list("pk", "number")
        )
    with connection.cursor() as cursor:
        # Of clusters too: without, the plan depends on what other tests have left there.
        cursor.execute("ANALYZE members_membership, members_support, clusters_cluster")
    return running, earlier


def read(rows: models.QuerySet[Any], table: str = "members_organisation") -> int:
    """Return how many rows of a table a query looks at."""
    nodes = [node for node in nodes_of(rows) if node.get("Relation Name") == table]
    return int(max(n["Actual Loops"] * (n["Actual Rows"] + n.get("Rows Removed by Filter", 0)) for n in nodes))


def test_a_year_costs_what_is_shown_of_it_whoever_took_part(
    memberships: tuple[Cluster, Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a role, of a year's whole list or of the part that came in one way."""
    monkeypatch.setattr("members.reports.organisation_directory.FEW", 100)
    asked = [
        OrganisationSelection(year=year, took_part_in=year, among=among)
        for year, cluster in zip((2570, 2550), memberships, strict=True)
        for among in (None, Cluster.objects.filter(pk=cluster.pk).values("pk"))
    ]
    for many in asked[:2]:
        assert len(many.rows()[:50]) == 50
        assert read(many.rows()[:50]) <= 100
        assert read(many.rows().order_by()[:101].values("pk")) <= 200
    for few in asked[2:]:
        assert len(few.rows()) == ROWS // 300
        assert read_whole(few.rows()[:50]) == []
        assert read(few.rows()[:50], "members_membership") <= ROWS // 300


def test_what_is_called_so_is_looked_up() -> None:
    named = Organisation.objects.public().filter(public_sort_key=Organisation.objects.earliest("pk").public_sort_key)
    assert read_whole(named) == []
