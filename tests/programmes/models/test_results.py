"""Targets and measurements: what fits an indicator, what counts, and what can't be changed any more."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from programmes.models import Indicator, Measurement, Period, Target
from programmes.models.results import misfit
from records.errors import RuleBroken
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

UNCHANGEABLE = "ผลที่อนุมัติแล้วแก้ไขหรือลบไม่ได้ ให้บันทึกค่าแก้ไขแทนค่าเดิมแล้วขออนุมัติใหม่"


def correction(old: Measurement, **values: object) -> Measurement:
    same = {"indicator": old.indicator, "participation": old.participation, "period": old.period}
    return MeasurementFactory.create(**same, supersedes=old, revision=old.revision + 1, **values)


def test_only_what_is_approved_counts_and_a_correction_counts_once_it_is_approved_too() -> None:
    old = MeasurementFactory.create(approved=True)
    MeasurementFactory.create(state="submitted")
    assert list(Measurement.objects.standing()) == [old]
    new = correction(old, value=Decimal(5), state="submitted")
    assert list(Measurement.objects.standing()) == [old]
    assert new in Measurement.objects.newest()
    assert old not in Measurement.objects.newest()
    assert new in Measurement.objects.waiting()
    MeasurementFactory.create(
        approved=True, indicator=new.indicator, participation=old.participation, supersedes=new, revision=3
    )
    assert [one.revision for one in Measurement.objects.standing()] == [1, 3]


def test_what_is_approved_is_neither_changed_nor_deleted() -> None:
    one = MeasurementFactory.create(approved=True)
    one.value = Decimal(5)
    for attempt in (one.save, one.delete, lambda: one.save_base(raw=True)):
        with pytest.raises(RuleBroken) as refused, transaction.atomic():
            attempt()
        assert str(refused.value) == UNCHANGEABLE
    assert Measurement.objects.get().value == 900_000


@pytest.mark.parametrize(
    ("decimals", "value", "said"),
    [
        (0, "5", ""),
        (0, "500", ""),
        (0, "5.0000", ""),
        (2, "0", ""),
        (0, "5.5", "“คน” ต้องเป็นจำนวนเต็ม"),
        (2, "0.125", "“คน” มีทศนิยมได้ไม่เกิน 2 ตำแหน่ง"),
    ],
)
def test_a_value_has_no_more_decimals_than_its_indicator(decimals: int, value: str, said: str) -> None:
    assert misfit(IndicatorFactory.build(name="คน", decimals=decimals), Decimal(value)) == said


def test_a_form_and_a_save_refuse_a_value_that_does_not_fit() -> None:
    people = IndicatorFactory.create(name="คน", decimals=0)
    row = MeasurementFactory.build(indicator=people, value=Decimal("1.5"))
    with pytest.raises(ValidationError) as refused:
        row.clean()
    assert refused.value.message_dict == {"value": ["“คน” ต้องเป็นจำนวนเต็ม"]}
    with pytest.raises(RuleBroken, match="ต้องเป็นจำนวนเต็ม"):
        MeasurementFactory.create(indicator=people, value=Decimal("1.5"))
    with pytest.raises(ValidationError) as refused:
        TargetFactory.build(indicator=people, value=Decimal("1.5")).clean()
    assert "value" in refused.value.message_dict


def test_what_the_portal_counts_takes_no_entry() -> None:
    counted = IndicatorFactory.create(name="สมาชิก", rule=Indicator.Rule.DISTINCT, counted="enterprises")
    said = "ตัวชี้วัด “สมาชิก” ระบบคำนวณให้ จึงไม่ต้องบันทึกผล"
    with pytest.raises(RuleBroken, match=said):
        MeasurementFactory.create(indicator=counted, value=Decimal(5))
    with pytest.raises(ValidationError) as refused:
        MeasurementFactory.build(indicator=counted, value=Decimal(5)).clean()
    assert refused.value.message_dict == {"indicator": [said]}


def test_a_draft_and_a_returned_one_are_open() -> None:
    states = [state for state in Measurement.State if MeasurementFactory.build(state=state).is_open]
    assert states == ["draft", "returned"]


def test_an_indicator_is_reported_in_the_periods_of_its_frequency() -> None:
    assert Period.of("year") == (Period.YEAR,)
    assert Period.of("quarter") == (Period.Q1, Period.Q2, Period.Q3, Period.Q4)


def test_rows_are_found_by_their_year() -> None:
    one = ParticipationFactory.create(round__fiscal_year=2568)
    own, of_round = TargetFactory.create(participation=one), TargetFactory.create(participation=None, round=one.round)
    TargetFactory.create(participation__round__fiscal_year=2569)
    result = MeasurementFactory.create(participation=one)
    MeasurementFactory.create(participation__round__fiscal_year=2569)
    assert set(Target.objects.in_year(2568)) == {own, of_round}
    assert list(Measurement.objects.in_year(2568)) == [result]
    assert str(own) == f"{own.indicator} – {one}"
    assert str(result) == f"{result.indicator} – {one}"


def test_what_counts_is_found_without_reading_all_that_supersedes() -> None:
    for rows in (Measurement.objects.standing(), Measurement.objects.newest()):
        assert "JOIN" not in str(rows.order_by().query)
