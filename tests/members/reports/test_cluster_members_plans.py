"""The page of a cluster reads what is its own, however much there is of the rest."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from members.models import Linkage, Membership, Organisation
from members.reports.cluster_members import SHOWN, ClusterMembers
from records.guard import bulk_writes
from tests.factories import ClusterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

YEAR: Final = 2570
MEMBERS: Final = 100  # of each cluster
CLUSTERS: Final = 60


@pytest.fixture
def clusters() -> list[Cluster]:
    """Make clusters whose members are linked in a ring, and to the cluster after."""
    made = ClusterFactory.create_batch(CLUSTERS)
    rows = [
        Organisation(
            number=number,
            code=f"O{number:06d}",
            name=f"กลุ่ม {number}",
            kind=Organisation.Kind.COOPERATIVE,
            state=Organisation.State.PUBLIC,
        )
        for number in range(1, MEMBERS * CLUSTERS + 1)
    ]
    with bulk_writes():
        rows = Organisation.objects.bulk_create(rows)
        Membership.objects.bulk_create(
            Membership(cluster=made[place // MEMBERS], organisation=row) for place, row in enumerate(rows)
        )
        Linkage.objects.bulk_create(
            Linkage(from_organisation=row, to_organisation=rows[place - step], kind=Linkage.Kind.SUPPLY)
            for place, row in enumerate(rows)
            for step in (1, MEMBERS)
        )
    with connection.cursor() as cursor:
        for model in (Organisation, Membership, Linkage):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    return made


def nodes_of(sql: str) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        waiting = [cursor.fetchone()[0][0]["Plan"]]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.get("Plans", []))


def test_no_query_touches_many_times_the_rows_of_the_cluster(clusters: list[Cluster]) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = ClusterMembers.of(clusters[1], YEAR)
    assert (found.count, len(found.links), found.link_count) == (MEMBERS, SHOWN, MEMBERS - 1)
    for query in queries.captured_queries:
        joined = [
            node for node in nodes_of(query["sql"]) if "Join" in node["Node Type"] or node["Node Type"] == "Nested Loop"
        ]
        assert all(node["Actual Rows"] <= 3 * MEMBERS for node in joined), query["sql"]
