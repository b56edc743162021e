"""Milestones and objectives: in order, in the language of the page."""

from datetime import date

import pytest
from django.utils.translation import override

from programmes.models import Milestone, Objective
from tests.factories import MilestoneFactory, ObjectiveFactory

pytestmark = pytest.mark.django_db


def test_milestones_stand_in_time_and_those_without_a_year_last() -> None:
    claim = MilestoneFactory.create(year=None, kind=Milestone.Kind.CLAIM)
    study = MilestoneFactory.create(year=2548)
    mou = MilestoneFactory.create(year=2547, day=date(2004, 6, 10))
    began = MilestoneFactory.create(year=2546)
    assert list(Milestone.objects.all()) == [began, mou, study, claim]


def test_a_milestone_may_last_for_years() -> None:
    MilestoneFactory.create(year=2547, to_year=2548).full_clean()


def test_a_milestone_speaks_the_language_of_the_page_as_far_as_it_can() -> None:
    milestone = MilestoneFactory.build(title="ลงนาม", title_en="Signed", text="ลงนามแล้ว", text_en="")
    assert (str(milestone), milestone.text_shown) == ("ลงนาม", "ลงนามแล้ว")
    with override("en"):
        assert (str(milestone), milestone.text_shown) == ("Signed", "ลงนามแล้ว")


def test_objectives_stand_by_their_number() -> None:
    second, first = ObjectiveFactory.create(number=2), ObjectiveFactory.create(number=1, text="หนึ่ง", text_en="One")
    assert list(Objective.objects.all()) == [first, second]
    assert str(first) == "หนึ่ง"
    with override("en"):
        assert str(first) == "One"
