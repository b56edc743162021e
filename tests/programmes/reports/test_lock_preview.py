"""What is shown before a year is closed."""

from typing import Any

import pytest

from programmes.models import Participation
from programmes.reports.findings import Check
from programmes.reports.lock_preview import LockPreview
from tests.factories import MeasurementFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_counted_by_entry_and_by_how_its_groups_ended() -> None:
    held = RoundFactory.create(fiscal_year=2569)
    ParticipationFactory.create(round=held, outcome=Participation.Outcome.GRADUATED)
    ParticipationFactory.create(round=held, entry=Participation.Entry.PILOT)
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568))
    preview = LockPreview.for_round(held)
    assert (preview.groups, preview.by_entry) == (2, (("กลุ่มนำร่อง", 1), ("กลุ่มใหม่", 1)))
    assert preview.ended == (("สำเร็จตามเป้าหมาย", 1),)
    assert {result.check for result in preview.findings.results} == {Check.NO_PROVINCE, Check.NO_COORDINATOR}


def test_results_are_counted_by_state_and_those_that_closing_would_shut_in() -> None:
    part = ParticipationFactory.create(round__fiscal_year=2569)
    MeasurementFactory.create(participation=part, approved=True)
    for state in ("submitted", "submitted", "draft"):
        MeasurementFactory.create(participation=part, state=state)
    MeasurementFactory.create(participation__round__fiscal_year=2568, state="submitted")
    preview = LockPreview.for_round(part.round)
    assert dict(preview.results) == {"ร่าง": 1, "ส่งแล้ว รออนุมัติ": 2, "อนุมัติแล้ว": 1}
    assert preview.unapproved == 3


@pytest.mark.parametrize("count", [1, 20])
def test_a_preview_costs_the_same_for_any_number_of_groups(count: int, django_assert_max_num_queries: Any) -> None:
    held = RoundFactory.create(fiscal_year=2569)
    ParticipationFactory.create_batch(count, round=held)
    with django_assert_max_num_queries(2 * len(Check) + 20):
        assert LockPreview.for_round(held).groups == count
