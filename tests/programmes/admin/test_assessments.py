"""Assessments in the admin."""

import pytest

from programmes.models import Assessment
from tests.admin_pages import address, form_of, signed_in, text_of
from tests.factories import ParticipationFactory

pytestmark = pytest.mark.django_db


def test_an_officer_assesses_a_group_by_a_date_of_the_buddhist_era() -> None:
    client, page = signed_in(), address(Assessment, "add")
    sent = {"participation": ParticipationFactory.create().pk, "assessed_on": "5 ม.ค. 2569", "step": "3"}
    client.post(page, {**form_of(client.get(page)), **sent, "evidence": "แผนแม่บท"})
    one = Assessment.objects.get()
    assert (one.assessed_on.isoformat(), one.step, one.potential) == ("2026-01-05", 3, None)
    assert "ขั้นที่ 3 จัดทำกลยุทธ์ร่วมกัน" in text_of(client.get(address(Assessment, "changelist")))
