"""Another figure in place of one that is kept: a chain in which nothing is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from records.errors import RuleBroken
from tests.at_once import all_at_once
from tests.factories import ReportedFigureFactory, UserFactory

PEOPLE = 8


def other(figure: ReportedFigure, value: int) -> ReportedFigure:
    return ReportedFigureFactory.build(value=Decimal(value), source=figure.source)


@pytest.mark.django_db
def test_a_figure_in_place_of_another_continues_its_chain() -> None:
    first = ReportedFigureFactory.create(value=Decimal(27))
    second = supersede_figure(first, other(first, 28), by=None)
    third = supersede_figure(second, other(first, 29), by=None)
    chain = ReportedFigure.objects.filter(key=first.key).order_by("revision")
    assert [(row.revision, row.value, row.supersedes) for row in chain] == [
        (1, Decimal(27), None),
        (2, Decimal(28), first),
        (3, Decimal(29), second),
    ]
    assert list(ReportedFigure.objects.current()) == [third]


@pytest.mark.django_db
def test_the_history_names_the_author_and_the_reason() -> None:
    figure, officer = ReportedFigureFactory.create(), UserFactory.create(role="editor")
    new = supersede_figure(figure, other(figure, 28), by=officer, reason="พบรายงานฉบับพิมพ์")
    entry = new.history.get()
    assert (entry.history_user, entry.history_change_reason) == (officer, "พบรายงานฉบับพิมพ์")


@pytest.mark.django_db
def test_a_figure_is_superseded_once() -> None:
    figure = ReportedFigureFactory.create()
    supersede_figure(figure, other(figure, 28), by=None)
    with pytest.raises(RuleBroken, match="มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว"):
        supersede_figure(figure, other(figure, 29), by=None)
    assert ReportedFigure.objects.count() == 2


@pytest.mark.django_db
def test_a_wrong_figure_takes_no_place() -> None:
    figure = ReportedFigureFactory.create()
    with pytest.raises(ValidationError):
        supersede_figure(figure, other(figure, -1), by=None)
    assert list(ReportedFigure.objects.current()) == [figure]


@pytest.mark.django_db(transaction=True)
def test_of_people_who_supersede_a_figure_at_the_same_moment_one_wins_and_the_others_are_told() -> None:
    figure = ReportedFigureFactory.create(value=Decimal(27))

    def supersede(value: int) -> int | str:
        try:
            new = supersede_figure(ReportedFigure.objects.get(pk=figure.pk), other(figure, value), by=None)
        except RuleBroken as told:
            return str(told)
        return int(new.value or 0)

    answers = all_at_once(supersede, range(100, 100 + PEOPLE))
    won = [answer for answer in answers if isinstance(answer, int)]
    assert len(won) == 1
    assert [answer for answer in answers if answer not in won] == [
        "มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว กรุณาเปิดรายการล่าสุดเพื่อตรวจสอบก่อน"
    ] * (PEOPLE - 1)
    assert [row.value for row in ReportedFigure.objects.order_by("revision")] == [27, won[0]]
    assert ReportedFigure.history.count() == 2
