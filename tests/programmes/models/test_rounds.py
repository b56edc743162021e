"""Rounds and funders: what one row says."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from programmes.models import Funder, Round
from tests.factories import DepartmentFactory, FunderFactory, RoundFactory


@pytest.mark.django_db
def test_there_is_one_round_for_a_fiscal_year() -> None:
    RoundFactory.create(fiscal_year=2550)
    with pytest.raises(ValidationError, match="ปีงบประมาณ"):
        Round(fiscal_year=2550).full_clean()


@pytest.mark.django_db
def test_a_round_is_typed_in_the_buddhist_era() -> None:
    held = Round(fiscal_year="๒๕๕๐")
    held.full_clean()
    held.save()
    assert Round.objects.get().fiscal_year == 2550
    with pytest.raises(ValidationError, match="หากหมายถึงปีงบประมาณ 2550 ให้พิมพ์ 2550"):
        Round(fiscal_year="2007").full_clean()


def test_a_round_is_called_by_its_fiscal_year() -> None:
    assert str(RoundFactory.build(fiscal_year=2550)) == "ปีงบประมาณ 2550"
    with override("en"):
        assert str(RoundFactory.build(fiscal_year=2550)) == "fiscal year 2550"


def test_a_round_takes_participations_until_its_list_is_locked() -> None:
    assert RoundFactory.build().takes_participations
    assert not RoundFactory.build(participation_locked=True).takes_participations


@pytest.mark.parametrize("state", Round.State.values)
def test_only_a_historical_round_asks_for_a_source(state: str) -> None:
    assert RoundFactory.build(state=state).asks_for_a_source is (state == "historical")


@pytest.mark.django_db
def test_rounds_are_found_by_their_years_the_latest_first() -> None:
    for year in (2549, 2550, 2551, 2552):
        RoundFactory.create(fiscal_year=year)
    assert [held.fiscal_year for held in Round.objects.between(2550, 2551)] == [2551, 2550]


@pytest.mark.django_db
def test_a_closed_round_has_its_list_locked() -> None:
    RoundFactory.create(fiscal_year=2550, state=Round.State.CLOSED, participation_locked=True).full_clean()


@pytest.mark.django_db
def test_the_department_stands_before_other_funders_and_each_is_called_by_its_short_name() -> None:
    FunderFactory.create(short_name="กกก.", short_name_en="AAA")
    DepartmentFactory.create()
    assert [str(funder) for funder in Funder.objects.all()] == ["กสอ.", "กกก."]
    with override("en"):
        assert [str(funder) for funder in Funder.objects.all()] == ["DIP", "AAA"]
