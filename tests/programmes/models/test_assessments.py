"""Assessments: the last one of a participation says where it stands; going back is allowed."""

from datetime import date

import pytest

from programmes.models import Assessment
from tests.factories import AssessmentFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def test_a_group_may_go_back_and_its_last_assessment_counts() -> None:
    one = ParticipationFactory.create()
    AssessmentFactory.create(participation=one, assessed_on=date(2026, 1, 5), step=3)
    back = AssessmentFactory.create(participation=one, assessed_on=date(2026, 6, 5), step=2, potential=1)
    other = AssessmentFactory.create()
    assert set(Assessment.objects.latest_of_each()) == {back, other}
    assert str(back) == f"{one}: ขั้นที่ 2 วิเคราะห์สถานภาพ"
