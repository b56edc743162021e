"""Derived columns are compared with what they should hold."""

import pytest
from django.db import connection

from clusters.models import Cluster, PromotionCentre, Province
from records.derived import count_wrong, models_with_derived_columns

pytestmark = pytest.mark.django_db


def province(number: int) -> Province:
    return Province.objects.create(
        code=f"{number:02}", name=f"จังหวัดที่ {number}", name_en=f"Province {number}", region="central"
    )


def spoil(row: Province) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clusters_province SET search_key = 'wrong' WHERE id = %s", [row.pk])


def test_every_model_with_a_key_is_looked_at() -> None:
    assert {Cluster, Province} <= set(models_with_derived_columns())
    assert PromotionCentre not in models_with_derived_columns()


def test_rows_that_were_saved_are_right() -> None:
    province(1)
    assert count_wrong(Province) == 0


def test_a_row_written_past_its_field_is_counted() -> None:
    spoil(province(1))
    province(2)
    assert count_wrong(Province) == 1


def test_of_the_newest_rows_only_these_are_read() -> None:
    spoil(province(1))
    province(2)
    assert count_wrong(Province, newest=1) == 0
    assert count_wrong(Province, newest=2) == 1


def test_counting_costs_one_query_however_many_rows(django_assert_num_queries: pytest.FixtureRequest) -> None:
    for number in range(1, 21):
        province(number)
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture has no public type
        assert count_wrong(Province) == 0
