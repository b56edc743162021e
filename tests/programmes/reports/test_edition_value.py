"""What an edition freezes of a year."""

import re

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from programmes.reports.edition_value import EditionValue, definitions, report_in
from programmes.reports.year_report import YearReport
from tests.programmes.published import YEAR, closed_year

pytestmark = pytest.mark.django_db


def test_a_report_comes_back_out_of_the_content() -> None:
    closed_year()
    content = EditionValue.for_year(YEAR).to_json()
    assert report_in(content, "all") == YearReport.for_year(YEAR)
    assert report_in(content, "department") == YearReport.for_year(YEAR, "department")
    assert content["format"] == 1


def test_every_word_has_its_meaning_in_both_languages() -> None:
    for each in definitions():
        assert each.words.thai
        assert not re.search("[ก-๛]", each.words.english)


def test_the_value_is_the_same_in_every_language() -> None:
    closed_year()
    first = EditionValue.for_year(YEAR).to_json()
    with override("en"):
        assert EditionValue.for_year(YEAR).to_json() == first


@pytest.mark.parametrize("groups", [1, 20])
def test_a_value_costs_the_same_queries_however_many_groups(
    groups: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    closed_year(groups=groups)
    with django_assert_max_num_queries(55) as asked:
        EditionValue.for_year(YEAR)
    assert len(asked) > 10
