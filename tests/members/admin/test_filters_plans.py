"""Lists of the admin, filtered by what few rows are, read an index and not the table."""

import json
from typing import Any

import pytest
from django.db import connection, models

from members.admin.filters import MemberInYearFilter, YearFilter
from members.models import EnterpriseFigures, Membership, Organisation
from records.guard import bulk_writes
from tests.factories import ClusterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 6000
LARGE = {"members_organisation", "members_membership", "members_enterprisefigures"}


@pytest.fixture(autouse=True)
def many_members() -> None:
    cluster = ClusterFactory.create()
    rows = [
        Organisation(
            number=number,
            code=f"O{number:06d}",
            name=f"กลุ่ม {number}",
            kind=Organisation.Kind.COOPERATIVE if number % 100 else Organisation.Kind.FINANCIAL,
        )
        for number in range(1, ROWS + 1)
    ]
    with bulk_writes():
        rows = Organisation.objects.bulk_create(rows)
        Membership.objects.bulk_create(
            Membership(cluster=cluster, organisation=row, from_year=2566 if row.number % 200 else 2550) for row in rows
        )
        EnterpriseFigures.objects.bulk_create(
            EnterpriseFigures(organisation=row, fiscal_year=2569 if row.number % 200 else 2550, source="แบบ ก")
            for row in rows
        )
    with connection.cursor() as cursor:
        for table in LARGE:
            cursor.execute(f"ANALYZE {table}")


def read_whole(rows: models.QuerySet[Any]) -> list[str]:
    """Return the large tables that a query reads from beginning to end."""
    waiting, found = [json.loads(rows.explain(format="json", analyze=True))[0]["Plan"]], []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("Plans", []))
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE:
            found.append(node["Relation Name"])
    return found


def in_year(model: type[models.Model], filtered_by: type[YearFilter], year: int) -> models.QuerySet[Any]:
    asked = filtered_by.__new__(filtered_by)
    return asked.in_year(model._default_manager.order_by("-pk"), year)


def test_a_year_of_long_ago_is_found_by_its_index() -> None:
    assert read_whole(in_year(Membership, YearFilter, 2555)[:51]) == []
    assert read_whole(in_year(EnterpriseFigures, YearFilter, 2550)[:51]) == []
    assert read_whole(in_year(Organisation, MemberInYearFilter, 2555)[:51]) == []


def test_a_kind_alone_is_read_in_the_order_of_the_list() -> None:
    rows = Organisation.objects.filter(kind=Organisation.Kind.FINANCIAL).order_by("sort_key", "pk")
    assert read_whole(rows[:51]) == []
    assert "organisation_of_kind" in rows[:51].explain()
