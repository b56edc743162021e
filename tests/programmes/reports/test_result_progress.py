"""How far the reporting of each group has come."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Participation
from programmes.reports.result_progress import ResultProgress
from tests.factories import IndicatorFactory, MeasurementFactory, ParticipationFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)


def test_each_state_is_counted_and_what_was_not_handed_in_by_its_day_is_late() -> None:
    one = ParticipationFactory.create(round__fiscal_year=2569)
    now = ParticipationFactory.create(round__fiscal_year=2570)
    made: dict[str, dict[str, object]] = {
        "draft": {},
        "returned": {"state": "returned", "return_reason": "หน่วยผิด"},
        "submitted": {"state": "submitted"},
        "approved": {"approved": True},
    }
    for values in made.values():
        MeasurementFactory.create(participation=one, **values)
    IndicatorFactory.create(frequency="quarter")
    IndicatorFactory.create(is_active=False)
    first, second = ResultProgress.of([one, now], today=DAY).lines
    assert (first.missing, first.late, first.drafts, first.returned) == (4, 6, 1, 1)
    assert (first.submitted, first.approved) == (1, 1)
    assert (second.missing, second.late) == (8, 0)


def test_of_locked_results_nothing_is_late() -> None:
    locked = ParticipationFactory.create(round__fiscal_year=2569, round__results_locked=True)
    IndicatorFactory.create()
    (line,) = ResultProgress.of([locked], today=DAY).lines
    assert (line.missing, line.late) == (1, 0)


def test_two_queries_whatever_the_number_of_groups() -> None:
    groups = [ParticipationFactory.create() for _ in range(20)]
    for some in (groups[:1], groups):
        asked_of = list(Participation.objects.select_related("round").filter(pk__in=[each.pk for each in some]))
        with CaptureQueriesContext(connection) as asked:
            ResultProgress.of(asked_of, today=DAY)
        assert len(asked) == 2
