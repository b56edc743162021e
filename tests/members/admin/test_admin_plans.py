"""Lists of a million rows in the admin read an index at both ends and deep, never the table."""

from itertools import pairwise
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection, models
from django.test import RequestFactory

from clusters.models import Province
from members.models import EnterpriseFigures, Linkage, Membership, Organisation, Person, Support
from members.models.organisations import code_of
from records.guard import bulk_writes
from records.keyset import beyond, keys_of
from records.numbering import next_numbers
from tests import factories
from tests.clusters.models.test_clusters_plans import nodes_of
from thai.organisations import identity_name
from thai.text import search_key, sort_key

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROWS = 4000
KINDS = ("ผ้าไหม", "เซรามิก", "อาหารแปรรูป", "ชิ้นส่วนยานยนต์", "เครื่องเงิน")
LONG_LISTS = (Organisation, Person, Membership, Support, Linkage, EnterpriseFigures)


def many_organisations(province: Province) -> list[Organisation]:
    rows = []
    for number in next_numbers(Organisation, ROWS):
        name, code = f"{KINDS[number % 5]} บ้านที่ {number}", code_of(number)
        keys = {"search_key": search_key(name, code), "sort_key": sort_key(name), "identity_key": identity_name(name)}
        rows.append(Organisation(number=number, code=code, name=name, province=province, state="public", **keys))
    return Organisation.objects.bulk_create(rows)


@pytest.fixture
def many_rows() -> None:
    cluster = factories.ClusterFactory.create()
    with bulk_writes():
        made = many_organisations(factories.ProvinceFactory.create())
        of = {"cluster": cluster, "from_year": 2566}
        Membership.objects.bulk_create([Membership(organisation=row, **of) for row in made])
        Support.objects.bulk_create([Support(organisation=row, service="other", **of) for row in made])
        pairs = pairwise(made)
        Linkage.objects.bulk_create([Linkage(from_organisation=a, to_organisation=b, kind="other") for a, b in pairs])
        figures = [EnterpriseFigures(organisation=row, fiscal_year=2566) for row in made]
        EnterpriseFigures.objects.bulk_create(figures)
        people = [Person(name=row.name, search_key=row.search_key, sort_key=row.sort_key) for row in made]
        Person.objects.bulk_create(people)
    with connection.cursor() as cursor:
        for model in (*LONG_LISTS, type(cluster)):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def list_of(model: type[models.Model], **query: str) -> models.QuerySet[Any]:
    """Return the rows of a list as the admin reads them, with what the page shows of other tables."""
    request = RequestFactory().get("/", query)
    request.user = factories.SuperuserFactory.create()
    rows: models.QuerySet[Any] = admin.site._registry[model].get_changelist_instance(request).queryset
    return rows


def scans(rows: models.QuerySet[Any], *also: str) -> list[str]:
    """Return the nodes of a plan that read the whole table of ``rows``, or begin with one of ``also``."""
    table = rows.model._meta.db_table
    return [
        node
        for node in nodes_of(rows[:51])
        if (node.startswith("Seq Scan") and node.endswith(table)) or node.startswith(also or "Seq Scan -")
    ]


@pytest.mark.usefixtures("many_rows")
def test_a_page_is_read_in_the_order_of_an_index_at_both_ends_and_deep() -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for model in LONG_LISTS:
        rows = list_of(model)
        keys = keys_of(rows)
        middle = rows.values_list(*[path for path, _descends in keys])[ROWS // 2]
        places = {"first": rows, "last": rows.reverse(), "deep": rows.filter(beyond(keys, middle))}
        found |= {(model.__name__, place): bad for place, page in places.items() if (bad := scans(page, "Sort"))}
    assert found == {}


@pytest.mark.usefixtures("many_rows")
def test_a_search_reads_no_list_whole() -> None:
    with connection.cursor() as cursor:
        # What autovacuum does in time: without it the planner takes the fresh entries of the index for a long list.
        cursor.execute("SELECT gin_clean_pending_list('organisation_search_trigrams')")
    one = str(Organisation.objects.earliest("pk").pk)
    asked: list[tuple[type[models.Model], dict[str, str]]] = [
        (Organisation, {"q": "บ้านที่ 2321"}),
        (Organisation, {"q": "0105542067556"}),
        (Membership, {"q": "บ้านที่ 2321"}),
        (Support, {"q": "บ้านที่ 2321"}),
        (EnterpriseFigures, {"q": "บ้านที่ 2321"}),
        (Linkage, {"q": "บ้านที่ 2321"}),
        (Membership, {"organisation__id__exact": one}),
        (Linkage, {"from_organisation__id__exact": one}),
    ]
    found = {(model.__name__, *query.items()): bad for model, query in asked if (bad := scans(list_of(model, **query)))}
    assert found == {}
