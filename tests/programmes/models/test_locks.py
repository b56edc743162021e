"""What one request to close or reopen a year says; who may decide is held by the table itself."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from programmes.models import LockRequest
from tests.factories import RoundFactory, SuperuserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def asked(**given: Any) -> LockRequest:
    values = {"round": RoundFactory.create(fiscal_year=2569), "lock": "participation", "action": "close"}
    return LockRequest(**{**values, "reason": "ครบแล้ว", "asked_at": NOW, **given})


@pytest.mark.parametrize(
    ("lock", "action", "words"),
    [
        ("participation", "close", "ปิดรายชื่อกลุ่ม"),
        ("participation", "reopen", "เปิดรายชื่อกลุ่มใหม่"),
        ("results", "close", "ปิดผลการดำเนินงาน"),
        ("results", "reopen", "เปิดผลการดำเนินงานใหม่"),
    ],
)
def test_a_request_says_what_it_asks_for(lock: str, action: str, words: str) -> None:
    assert str(asked(lock=lock, action=action)) == f"{words} ปีงบประมาณ 2569"


def test_only_who_asked_takes_a_request_back() -> None:
    one, other = SuperuserFactory.create_batch(2)
    asked(asked_by=one, state="withdrawn", decided_by=one, decided_at=NOW).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(asked_by=one, state="withdrawn", decided_by=other, decided_at=NOW).save()


def test_one_request_for_a_lock_waits_at_a_time() -> None:
    one = SuperuserFactory.create()
    asked(asked_by=one).save()
    asked(asked_by=one, lock="results").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(asked_by=one).save()
    assert LockRequest.objects.waiting().count() == 2
