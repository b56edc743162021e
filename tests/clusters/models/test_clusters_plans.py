"""Lists and searches of clusters read an index, not the table."""

import json
from typing import Any

import pytest
from django.db import connection, models

from clusters.models import Cluster
from records.guard import bulk_writes
from tests.factories import SectorFactory
from thai.text import search_key, sort_key

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 6000
KINDS = ("ผ้าไหม", "เซรามิก", "อาหารแปรรูป", "ชิ้นส่วนยานยนต์", "เครื่องเงิน")


@pytest.fixture
def many_clusters() -> None:
    sector = SectorFactory.create()
    rows = []
    for number in range(1, ROWS + 1):
        name = f"คลัสเตอร์{KINDS[number % 5]} บ้านที่ {number}"
        rows.append(
            Cluster(
                number=number,
                code=f"C{number:04d}",
                name=name,
                sector=sector,
                state=Cluster.State.PUBLIC,
                search_key=search_key(name, f"C{number:04d}"),
                sort_key=sort_key(name),
            )
        )
    with bulk_writes():
        Cluster.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        # What autovacuum does in time: without it the planner takes the fresh entries of the index for a long list.
        cursor.execute("SELECT gin_clean_pending_list('cluster_search_trigrams')")
        cursor.execute("ANALYZE clusters_cluster")


def nodes_of(rows: models.QuerySet[Any]) -> list[str]:
    """Return the kinds of nodes in the plan of a query, with the table or index they read."""
    plan = json.loads(rows.explain(format="json"))[0]["Plan"]
    found: list[str] = []
    waiting = [plan]
    while waiting:
        node = waiting.pop()
        found.append(f"{node['Node Type']} {node.get('Index Name', node.get('Relation Name', ''))}".strip())
        waiting.extend(node.get("Plans", []))
    return found


@pytest.mark.usefixtures("many_clusters")
def test_a_page_of_the_list_is_read_in_the_order_of_its_index() -> None:
    nodes = nodes_of(Cluster.objects.public().order_by("sort_key", "pk")[:50])
    assert "Index Scan cluster_in_dictionary_order" in nodes
    assert not any(node.startswith(("Seq Scan", "Sort", "Incremental Sort")) for node in nodes)


@pytest.mark.usefixtures("many_clusters")
def test_three_signs_are_searched_by_trigrams() -> None:
    nodes = nodes_of(Cluster.objects.matching("บ้านที่ 4321").order_by())
    assert "Bitmap Index Scan cluster_search_trigrams" in nodes
    assert not any(node.startswith("Seq Scan") for node in nodes)


@pytest.mark.usefixtures("many_clusters")
def test_a_cluster_is_found_by_its_code_through_an_index() -> None:
    nodes = nodes_of(Cluster.objects.filter(code="C0042"))
    assert not any(node.startswith("Seq Scan") for node in nodes)
