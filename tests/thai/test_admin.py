from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.thai.sample import Sample
from thai.admin import FiscalYearFilter

pytestmark = pytest.mark.usefixtures("sample_table")


class SampleAdmin(admin.ModelAdmin[Any]):
    list_filter = [("from_year", FiscalYearFilter)]


def change_list(query: str = "") -> Any:
    request = RequestFactory().get(f"/{query}")
    request.user = get_user_model()(is_superuser=True, is_active=True)
    return SampleAdmin(Sample, admin.AdminSite()).get_changelist_instance(request)


def choices(query: str = "") -> list[tuple[str, str, bool]]:
    changes = change_list(query)
    found = list(changes.filter_specs[0].choices(changes))
    return [(choice["display"], choice["query_string"], choice["selected"]) for choice in found]


def years_listed(query: str) -> list[int | None]:
    return sorted((row.from_year for row in change_list(query).result_list), key=str)


def test_the_choices_are_all_years_from_the_smallest_to_the_largest_latest_first() -> None:
    Sample.objects.bulk_create(Sample(from_year=year) for year in (2550, 2547, None))
    assert choices("?from_year=2550") == [
        ("ทั้งหมด", "?", False),
        ("พ.ศ. 2550", "?from_year=2550", True),
        ("พ.ศ. 2549", "?from_year=2549", False),
        ("พ.ศ. 2548", "?from_year=2548", False),
        ("พ.ศ. 2547", "?from_year=2547", False),
        ("ไม่ระบุ", "?from_year__isnull=1", False),
    ]


def test_without_any_year_there_is_no_filter() -> None:
    Sample.objects.create(from_year=None)
    assert change_list().filter_specs == []


@pytest.mark.parametrize("query", ["?from_year=2550", "?from_year=๒๕๕๐", "?from_year=ปีงบประมาณ+2550"])
def test_a_year_in_the_address_is_read_as_typed_anywhere(query: str) -> None:
    Sample.objects.bulk_create(Sample(from_year=year) for year in (2550, 2547, None))
    assert years_listed(query) == [2550]


@pytest.mark.parametrize(("query", "years"), [("1", [None]), ("True", [None]), ("0", [2547]), ("", [2547])])
def test_rows_of_an_unknown_year_can_be_listed(query: str, years: list[int | None]) -> None:
    Sample.objects.bulk_create(Sample(from_year=year) for year in (2547, None))
    assert years_listed(f"?from_year__isnull={query}") == years


@pytest.mark.parametrize("odd", ["", "²", "abc", "-1", "2007", "99999999999999999999", "%00", "2550,2551", "'"])
def test_an_odd_year_in_the_address_is_refused_and_breaks_nothing(odd: str) -> None:
    Sample.objects.create(from_year=2550)
    with pytest.raises(IncorrectLookupParameters):
        change_list(f"?from_year={odd}")


def test_the_choices_cost_two_queries_whatever_the_number_of_rows() -> None:
    counts = []
    for rows in (1, 20):
        Sample.objects.bulk_create(Sample(from_year=2500 + row) for row in range(rows))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            choices()
        counts.append(sum("MIN(" in query["sql"] or "MAX(" in query["sql"] for query in queries))
    assert counts == [2, 2]
