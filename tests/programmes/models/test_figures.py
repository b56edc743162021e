"""A reported figure is added and superseded, never changed, on whatever path."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from programmes.models import UNIT_OF_MEASURE, Measure, ReportedFigure
from programmes.operations import supersede_figure
from records.errors import RuleBroken, UnguardedWrite
from tests.factories import ReportedFigureFactory, SourceFactory

pytestmark = pytest.mark.django_db


def save(figure: ReportedFigure) -> None:
    figure.value = Decimal(28)
    figure.save()


def save_one_field(figure: ReportedFigure) -> None:
    figure.value = Decimal(28)
    figure.save(update_fields=["value"])


def save_as_read_again(figure: ReportedFigure) -> None:
    figure.refresh_from_db()
    figure.value = Decimal(28)
    figure.save(force_update=True)


def save_another_row_under_its_id(figure: ReportedFigure) -> None:
    ReportedFigureFactory.build(pk=figure.pk, value=Decimal(28), source=figure.source).save()


def save_past_the_checks(figure: ReportedFigure) -> None:
    figure.value = Decimal(28)
    figure.version += 1
    figure.save_base()


def load_a_fixture(figure: ReportedFigure) -> None:
    figure.value = Decimal(28)
    for row in serializers.deserialize("json", serializers.serialize("json", [figure])):
        row.save()


def update_or_create(figure: ReportedFigure) -> None:
    ReportedFigure.objects.update_or_create(key=figure.key, defaults={"value": Decimal(28)})


CHANGES: Final[list[Callable[[ReportedFigure], object]]] = [
    save,
    save_one_field,
    save_as_read_again,
    save_another_row_under_its_id,
    save_past_the_checks,
    load_a_fixture,
    update_or_create,
    lambda figure: figure.delete(),
]
BULK_CHANGES: Final[list[Callable[[ReportedFigure], object]]] = [
    lambda figure: ReportedFigure.objects.update(value=28),
    lambda figure: ReportedFigure.objects.filter(pk=figure.pk).update(value=28),
    lambda figure: ReportedFigure.objects.filter(pk=figure.pk).delete(),
    lambda figure: ReportedFigure.objects.bulk_update([figure], ["value"]),
    lambda figure: ReportedFigure.objects.bulk_create([ReportedFigureFactory.build(source=figure.source)]),
    lambda figure: figure.source.figures.update(value=28),
    lambda figure: figure.source.figures.all().delete(),
    lambda figure: ReportedFigure._base_manager.update(value=28),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_figure_that_is_kept_refuses_to_change(change: Callable[[ReportedFigure], object]) -> None:
    figure = ReportedFigureFactory.create(value=Decimal(27))
    with pytest.raises(RuleBroken, match=r"ตัวเลขตามเอกสาร(แก้ไข|ลบ)ไม่ได้"), transaction.atomic():
        change(figure)
    assert list(ReportedFigure.objects.values_list("value", "version")) == [(Decimal(27), 1)]
    assert figure.history.count() == 1


@pytest.mark.parametrize("change", BULK_CHANGES)
def test_figures_refuse_to_change_in_bulk(change: Callable[[ReportedFigure], object]) -> None:
    figure = ReportedFigureFactory.create(value=Decimal(27))
    with pytest.raises(UnguardedWrite):
        change(figure)
    assert list(ReportedFigure.objects.values_list("value", flat=True)) == [Decimal(27)]


def test_a_document_that_gave_a_figure_cannot_be_deleted() -> None:
    figure = ReportedFigureFactory.create()
    with pytest.raises(ProtectedError):
        figure.source.delete()


def test_a_figure_comes_back_from_a_fixture_into_an_empty_database() -> None:
    kept = serializers.serialize("json", [ReportedFigureFactory.build(pk=5, source=SourceFactory.create())])
    for row in serializers.deserialize("json", kept):
        row.save()
    assert ReportedFigure.objects.get().pk == 5


@pytest.mark.parametrize("measure", [Measure.TOTAL, Measure.ENTERPRISES])
def test_a_count_is_a_whole_number(measure: Measure) -> None:
    figure = ReportedFigureFactory.build(measure=measure, value=Decimal("27.5"), source=SourceFactory.create())
    with pytest.raises(ValidationError, match="จำนวนเต็ม"):
        figure.full_clean()


def test_a_value_that_is_not_counted_may_have_decimals() -> None:
    figure = ReportedFigureFactory.build(
        measure=Measure.GROUPING_SUCCESS, value=Decimal("83.4"), source=SourceFactory.create()
    )
    figure.full_clean()
    figure.save()
    figure.refresh_from_db()
    assert figure.value == Decimal("83.4")


def test_an_unknown_value_is_kept_as_unknown() -> None:
    figure = ReportedFigureFactory.create(value=None)
    figure.refresh_from_db()
    assert figure.value is None


def test_every_measure_has_its_unit() -> None:
    assert set(UNIT_OF_MEASURE) == set(Measure.values)


def test_current_figures_are_those_that_none_has_superseded() -> None:
    old, other = ReportedFigureFactory.create_batch(2)
    new = supersede_figure(old, ReportedFigureFactory.build(source=old.source), by=None)
    assert set(ReportedFigure.objects.current()) == {new, other}


@pytest.mark.parametrize(
    ("first", "last", "touches"),
    [(2546, 2546, False), (2547, 2547, True), (2548, 2560, True), (2540, 2560, True), (2549, 2549, False)],
)
def test_a_figure_over_two_years_touches_each_of_them(first: int, last: int, touches: bool) -> None:
    ReportedFigureFactory.create(from_year=2547, to_year=2548)
    assert ReportedFigure.objects.touching(first, last).exists() is touches


def test_figures_of_groups_are_apart_from_the_others() -> None:
    groups = ReportedFigureFactory.create(measure=Measure.NEW)
    ReportedFigureFactory.create(measure=Measure.BUDGET)
    assert list(ReportedFigure.objects.of_groups()) == [groups]


def test_a_figure_says_what_it_counts_and_of_which_years() -> None:
    assert str(ReportedFigureFactory.build(from_year=2550)) == "จำนวนกลุ่มทั้งหมด ปีงบประมาณ 2550"
    assert ReportedFigureFactory.build(from_year=2547, to_year=2548).years == "ปีงบประมาณ 2547–2548"
