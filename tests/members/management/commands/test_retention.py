"""The command tells what is over, and takes it away unless the run is dry."""

from io import StringIO

import pytest
from django.core.management import call_command

from members.models import PrivacyRequest
from members.privacy.operations.erasure import ERASED
from tests import factories


@pytest.mark.django_db
def test_a_dry_run_tells_and_a_run_does() -> None:
    factories.PrivacyRequestFactory.create(state="done", answer="ตอบแล้ว", closed_on="2020-01-01")
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert "ที่ตอบแล้วเกิน 3 ปี (ลบชื่อและข้อความ): 1 รายการ" in out.getvalue()
    assert PrivacyRequest.objects.get().name != ERASED
    call_command("retention", stdout=out)
    assert PrivacyRequest.objects.get().name == ERASED
    assert out.getvalue().endswith("ลบแล้ว\n")
