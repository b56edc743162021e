"""What stands beside a new figure."""

import pytest
from pytest_django import DjangoAssertNumQueries

from programmes.admin.figure_forms import Beside
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_figures_beside_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    factories.ReportedFigureFactory.create_batch(3, from_year=2550)
    factories.ReportedFigureFactory.create(from_year=2552)
    with django_assert_num_queries(1):
        beside = Beside.of_years("2551", "๒๕๕๐")
        assert beside is not None
        assert [str(figure.source)[:1] for figure, _value, _scope in beside.figures] == ["S"] * 3
    assert beside.years == "ปีงบประมาณ 2550–2551"


@pytest.mark.parametrize("years", [(None, None), ("", ""), ("abc", "2007")])
def test_without_a_year_that_can_be_read_there_is_nothing_beside(years: tuple[str, str]) -> None:
    assert Beside.of_years(*years) is None
