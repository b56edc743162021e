"""The lock of a round's results refuses on every path."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pytest
from django.core.exceptions import ValidationError

from programmes.models import Assessment, Measurement, Participation, Target
from programmes.models.of_results import OfResults
from records.errors import RuleBroken, UnguardedWrite
from tests.factories import (
    AssessmentFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
    TargetFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

LOCKED: Final = "ผลการดำเนินงานของปีงบประมาณ 2568 ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน"


@pytest.fixture
def locked() -> Participation:
    """A participation whose round's results are locked after a target, a measurement and an assessment came in."""
    one = ParticipationFactory.create(round__fiscal_year=2568)
    for made in (TargetFactory, MeasurementFactory, AssessmentFactory):
        made.create(participation=one)
    TargetFactory.create(participation=None, round=one.round)
    with_locks(one.round, results_locked=True)
    return one


def rows() -> list[OfResults]:
    return [*Target.objects.all(), *Measurement.objects.all(), *Assessment.objects.all()]


ATTEMPTS: Final[list[Callable[[Participation, OfResults], object]]] = [
    lambda one, row: row.save(),
    lambda one, row: row.delete(),
    lambda one, row: moved(row).save(),
    lambda one, row: TargetFactory.create(participation=one),
    lambda one, row: TargetFactory.create(participation=None, round=one.round),
    lambda one, row: MeasurementFactory.create(participation=one),
    lambda one, row: AssessmentFactory.create(participation=one),
    lambda one, row: move_in(one),
]


def moved(row: OfResults) -> OfResults:
    """Move a row out of the locked round."""
    if getattr(row, "round", None):
        row.round = RoundFactory.create(fiscal_year=2569)  # type: ignore[attr-defined]
    else:
        row.participation = ParticipationFactory.create(round__fiscal_year=2569)  # type: ignore[attr-defined]
    return row


def move_in(one: Participation) -> None:
    other = MeasurementFactory.create(participation__round__fiscal_year=2569)
    other.participation = one
    other.save()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_locked_results_refuse(locked: Participation, attempt: Callable[[Participation, OfResults], object]) -> None:
    before = [(type(row), row.pk, row.version) for row in rows()]
    for row in rows():
        with pytest.raises(RuleBroken) as refused:
            attempt(locked, row)
        assert str(refused.value) == LOCKED
    assert {(type(row), row.pk, row.version) for row in rows()} >= set(before)
    assert Measurement.objects.filter(participation=locked).count() == 1


def test_a_form_says_that_the_results_are_locked(locked: Participation) -> None:
    for row in rows():
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert refused.value.messages == [LOCKED]


def test_bulk_writes_cannot_pass_by_the_lock(locked: Participation) -> None:
    with pytest.raises(UnguardedWrite):
        Measurement.objects.update(value=Decimal(5))
    with pytest.raises(UnguardedWrite):
        locked.targets.all().delete()


def test_an_open_round_takes_its_results() -> None:
    one = MeasurementFactory.create()
    one.value = Decimal(7)
    one.save()
    one.delete()
    assert not Measurement.objects.exists()
