"""What the pages of years are asked for."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from portal.year_parameters import SpanParams, YearPageParams, YearParams
from tests.factories import FunderFactory, PromotionCentreFactory, SectorFactory

pytestmark = pytest.mark.django_db


def asked(query: str) -> YearParams:
    params = YearParams(QueryDict(query))
    assert params.is_valid(), params.problems
    return params


def test_the_parts_of_a_year_are_read_with_their_names() -> None:
    SectorFactory.create(code="food", name="อาหาร")
    PromotionCentreFactory.create(number=0, name="ส่วนกลาง")
    FunderFactory.create(code="osmep", short_name="สสว.")
    params = asked("sector=food&centre=hq&funder=osmep&region=northern&beside=๒๕๖๗")
    scope = params.year_scope
    assert (scope.sector, scope.centre, scope.funder, scope.region) == ("food", 0, "osmep", "northern")
    assert (str(scope.sector_name), str(scope.centre_name), str(scope.funder_name)) == ("อาหาร", "ส่วนกลาง", "สสว.")
    assert params.cleaned_data["beside"] == 2567
    assert [field.name for field in params.filters] == ["sector", "region", "centre", "funder", "beside"]
    assert params.query == "?sector=food&region=northern&centre=hq&funder=osmep&beside=2567"


def test_nothing_asked_is_the_whole_year_without_a_query_of_names(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked("")  # what can be chosen is remembered
    with django_assert_num_queries(0):
        params = asked("")
        assert params.year_scope.is_whole
    assert params.query == ""


@pytest.mark.parametrize("query", ["sector=nothing", "centre=12", "region=x", "funder=y", "figure=z", "beside=2024"])
def test_what_is_not_there_is_named(query: str) -> None:
    params = YearPageParams(QueryDict(query))
    assert not params.is_valid()
    ((label, _message),) = params.problems
    assert f"({query.split('=', maxsplit=1)[0]})" in str(label)


def test_two_years_make_a_brief_and_an_open_end_none() -> None:
    for query, brief in (("from=2550&to=2552", True), ("from=2550", False)):
        params = SpanParams(QueryDict(query))
        assert params.is_valid()
        assert (params.is_brief, params.span()) == (brief, (2550, 2552 if brief else 2550))
    assert not SpanParams(QueryDict("from=2552&to=2550")).is_valid()
