"""The search of the portal reads its indexes, for a rare word and for a common one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Organisation
from portal.search import SearchFound
from records.guard import bulk_writes
from tests.factories import ProvinceFactory, SectorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 6000
KINDS = ("ผ้าไหม", "เซรามิก", "อาหารแปรรูป", "ชิ้นส่วนยานยนต์", "เครื่องเงิน")


@pytest.fixture(autouse=True)
def many_organisations() -> None:
    province, sector = ProvinceFactory.create(), SectorFactory.create()
    rows = [
        Organisation(
            number=number,
            code=f"O{number:06d}",
            name=f"กลุ่ม{KINDS[number % 5]} บ้านที่ {number}",
            kind=Organisation.Kind.COOPERATIVE,
            province=province,
            sector=sector,
            state=Organisation.State.PUBLIC,
        )
        for number in range(1, ROWS + 1)
    ]
    with bulk_writes():
        Organisation.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        for index in ("organisation_search_trigrams", "organisation_public_trigrams"):
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute("ANALYZE members_organisation")


def nodes_of(sql: str) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        waiting = [cursor.fetchone()[0][0]["Plan"]]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.get("Plans", []))


def plans(query: str) -> tuple[SearchFound, list[list[dict[str, Any]]]]:
    """Return what was found, and the plans of the queries that asked for organisations."""
    with CaptureQueriesContext(connection) as queries:
        found = SearchFound.of(query)
    asked = [each["sql"] for each in queries.captured_queries if 'FROM "members_organisation"' in each["sql"]]
    return found, [list(nodes_of(sql)) for sql in asked]


@pytest.mark.parametrize(
    ("query", "count", "statements"), [("บ้านที่ 4321", 1, 1), ("O004321", 1, 1), ("เซรามิก", 1000, 3)]
)
def test_no_query_reads_the_table_or_checks_many_times_its_hits_again(query: str, count: int, statements: int) -> None:
    found, asked = plans(query)
    assert (found.organisations.count, len(asked)) == (count, statements)
    for nodes in asked:
        whole = [each for each in nodes if each["Node Type"] == "Seq Scan" and each["Actual Rows"] > 1001]
        assert whole == []
        assert sum(each.get("Rows Removed by Index Recheck", 0) for each in nodes) <= 10 * count
