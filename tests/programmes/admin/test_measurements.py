"""Measurements in the admin: drafts are worked on, what is approved is only looked at."""

import pytest

from programmes.models import Measurement
from tests.admin_pages import address, form_of, signed_in, text_of
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db


def test_who_enters_a_value_is_its_author() -> None:
    officer = SuperuserFactory.create()
    client, page = signed_in(officer), address(Measurement, "add")
    sent = {"participation": ParticipationFactory.create().pk, "indicator": IndicatorFactory.create().pk}
    client.post(page, {**form_of(client.get(page)), **sent, "value": "1250.50"})
    one = Measurement.objects.get()
    assert (one.author, one.state, str(one.value)) == (officer, "draft", "1250.5000")


def test_a_draft_is_changed_by_whoever_may_and_becomes_theirs() -> None:
    one, officer = MeasurementFactory.create(indicator__unit="บาท"), SuperuserFactory.create()
    client, page = signed_in(officer), address(Measurement, "change", one.pk)
    client.post(page, {**form_of(client.get(page)), "value": "7"})
    one.refresh_from_db()
    assert (int(one.value), one.author) == (7, officer)
    assert "7 บาท" in text_of(client.get(address(Measurement, "changelist")))


@pytest.mark.parametrize("values", [{"state": "submitted"}, {"approved": True}])
def test_what_was_submitted_or_approved_is_only_looked_at(values: dict[str, object]) -> None:
    one, client = MeasurementFactory.create(**values), signed_in()
    shown = client.get(address(Measurement, "change", one.pk))
    assert not shown.context["has_change_permission"]
    client.post(address(Measurement, "delete", one.pk), {"post": "yes", "version_read": one.version})
    assert Measurement.objects.filter(pk=one.pk).exists()
