"""``manage.py round_lock``: the same two people, from a shell."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from programmes.models import Round
from tests.factories import RoundFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    RoundFactory.create(fiscal_year=2569)
    SuperuserFactory.create(email="one@example.go.th")
    SuperuserFactory.create(email="two@example.go.th")


def lock(verb: str, by: str = "one@example.go.th", *, year: str = "2569", reason: str = "ครบแล้ว") -> str:
    out = StringIO()
    call_command("round_lock", year, "participation", verb, by=by, reason=reason, stdout=out)
    return out.getvalue()


def test_one_asks_and_another_approves() -> None:
    assert "รออนุมัติ" in lock("close")
    with pytest.raises(CommandError, match="อนุมัติเองไม่ได้"):
        lock("approve")
    assert "อนุมัติแล้ว" in lock("approve", "two@example.go.th")
    assert Round.objects.get().participation_locked


def test_another_refuses() -> None:
    lock("close")
    assert "ไม่อนุมัติ" in lock("refuse", "two@example.go.th")


def test_what_can_not_be_is_said_and_changes_nothing() -> None:
    UserFactory.create(email="three@example.go.th")
    wrong: list[tuple[str, dict[str, str]]] = [
        ("ไม่มีคำขอที่รออนุมัติ", {"verb": "approve", "by": "two@example.go.th"}),
        ("ไม่มีปีงบประมาณ 2560", {"year": "2560"}),
        ("2550", {"year": "2007"}),
        ("ไม่มีบัญชี", {"by": "nobody@example.go.th"}),
        ("ไม่มีสิทธิ์ขอ", {"by": "three@example.go.th"}),
        ("กรุณาระบุเหตุผล", {"reason": ""}),
    ]
    for why, given in wrong:
        with pytest.raises(CommandError, match=why):
            lock(**{"verb": "close", **given})
    assert not Round.objects.get().is_locked
