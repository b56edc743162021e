"""Close a year and open it again: one person asks and says why, another looks and approves.

A year has two locks, of the list of its groups and of their results. When both are closed the year is closed. Years of
the past stay open to what a document adds; years that are only planned have nothing to close.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from members.rights import may_approve, refuse_own_work
from programmes.models import LockRequest, Participation, Round
from programmes.models.rounds import locks_turned
from records.errors import RuleBroken
from records.history import written_by

LONGEST_REASON: Final = 300

Lock, Action, State = LockRequest.Lock, LockRequest.Action, LockRequest.State


class ChangedMeanwhile(RuleBroken):  # as its base
    """The year isn't what the approver was shown."""


def mark_of(held: Round) -> str:
    """Return what tells whether the year or its list was changed since somebody looked. One query."""
    rows = Participation.objects.filter(round=held).aggregate(count=Count("pk"), saves=Sum("version"))
    return f"{held.version}-{rows['count']}-{rows['saves'] or 0}"


def is_closed(held: Round, lock: str) -> bool:
    return held.participation_locked if lock == Lock.PARTICIPATION else held.results_locked


def ask_for_lock(held: Round, *, lock: str, action: str, reason: str, by: User) -> LockRequest:
    """Ask that a lock of a year be closed or reopened. Returns the request, which waits for another person.

    Raises ``RuleBroken`` for who may not change years, without a reason, if the lock stands so already, while a
    request for it waits, and for a year that can't be closed.
    """
    if not by.has_perm("programmes.change_round"):
        raise RuleBroken(_("ท่านไม่มีสิทธิ์ขอปิดหรือเปิดปีงบประมาณ"))
    said = _reason(reason)
    with transaction.atomic(), written_by(by, reason=said[:100]):
        held = Round.objects.select_for_update().get(pk=held.pk)
        _refuse_what_can_not_be(held, lock, action)
        if held.lock_requests.waiting().filter(lock=lock).exists():
            raise RuleBroken(_("มีคำขอเรื่องนี้ของ%(year)s รออนุมัติอยู่แล้ว") % {"year": held})
        asked = LockRequest(round=held, lock=lock, action=action, reason=said, asked_by=by, asked_at=timezone.now())
        asked.save()
    return asked


def approve_lock(asked: LockRequest, *, seen: str, by: User, answer: str = "") -> Round:
    """Turn the lock that was asked for. Returns the round as it was saved.

    ``seen`` is ``mark_of`` the year that the approver looked at. Raises ``RuleBroken`` for whoever asked, superusers
    included, and for one who may not approve; ``ChangedMeanwhile`` if the year was changed since.
    """
    with _deciding(asked, by, answer) as request:
        _refuse_who_may_not(request, by)
        held = Round.objects.select_for_update().get(pk=request.round_id)
        if seen != mark_of(held):
            raise ChangedMeanwhile(_("%(year)s เปลี่ยนไปแล้วตั้งแต่ท่านเปิดหน้านี้ กรุณาตรวจอีกครั้งก่อนอนุมัติ") % {"year": held})
        _refuse_what_can_not_be(held, request.lock, request.action)
        _turn(held, request)
        _decide(request, State.APPROVED, by, answer)
    return held


def refuse_lock(asked: LockRequest, *, by: User, answer: str) -> LockRequest:
    """Leave the lock as it is, and say why. Raises ``RuleBroken`` as ``approve_lock`` does, and without an answer."""
    with _deciding(asked, by, answer) as request:
        _refuse_who_may_not(request, by)
        _decide(request, State.REFUSED, by, _reason(answer))
    return request


def withdraw_lock(asked: LockRequest, *, by: User) -> LockRequest:
    """Take one's own request back. Raises ``RuleBroken`` for another's."""
    with _deciding(asked, by, "") as request:
        if request.asked_by_id != by.pk:
            raise RuleBroken(_("ถอนได้เฉพาะคำขอของตนเอง"))
        _decide(request, State.WITHDRAWN, by, "")
    return request


@contextmanager
def _deciding(asked: LockRequest, by: User, answer: str) -> Iterator[LockRequest]:
    """Hold the year and the request, which must still wait; the reason of the request stands in every history."""
    words = f"{asked.what}: {asked.reason}" + (f" ({answer.strip()})" if answer.strip() else "")
    with transaction.atomic(), written_by(by, reason=words[:100]):
        list(Round.objects.select_for_update().filter(pk=asked.round_id))
        request = LockRequest.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=asked.pk)
        if request.state != State.WAITING:
            raise RuleBroken(_("คำขอนี้พิจารณาไปแล้ว: %(state)s") % {"state": request.get_state_display()})
        yield request


def _decide(request: LockRequest, state: str, by: User, answer: str) -> None:
    request.state = state
    request.decided_by = by
    request.decided_at = timezone.now()
    request.answer = answer.strip()[:LONGEST_REASON]
    request.save()


def _turn(held: Round, request: LockRequest) -> None:
    closing = request.action == Action.CLOSE
    if request.lock == Lock.PARTICIPATION:
        held.participation_locked = closing
    else:
        held.results_locked = closing
    if not held.participation_locked:
        held.state = Round.State.OPEN
    elif held.results_locked:
        held.state = Round.State.CLOSED  # and stays so while results alone are opened once more
    with locks_turned():
        held.save()


def _refuse_who_may_not(request: LockRequest, by: User) -> None:
    if not may_approve(by):
        raise RuleBroken(_("ท่านไม่มีสิทธิ์อนุมัติคำขอนี้"))
    refuse_own_work(by, request.asked_by)


def _refuse_what_can_not_be(held: Round, lock: str, action: str) -> None:
    if held.state == Round.State.HISTORICAL:
        raise RuleBroken(_("%(year)s เป็นปีในอดีต ซึ่งเปิดรับรายชื่อที่มีเอกสารอ้างอิงเสมอ จึงปิดไม่ได้") % {"year": held})
    if held.state == Round.State.PLANNED:
        raise RuleBroken(_("%(year)s ยังไม่ได้เปิด จึงปิดไม่ได้") % {"year": held})
    if is_closed(held, lock) == (action == Action.CLOSE):
        state = _("ปิดอยู่แล้ว") if action == Action.CLOSE else _("เปิดอยู่แล้ว")
        raise RuleBroken(f"{Lock(lock).label} {held}: {state}")


def _reason(text: str) -> str:
    """Return a reason that can be kept; raises ``RuleBroken`` for none."""
    said = " ".join(text.split())
    if not said:
        raise RuleBroken(_("กรุณาระบุเหตุผล"))
    if len(said) > LONGEST_REASON:
        raise RuleBroken(_("เหตุผลยาวเกิน %(most)s ตัวอักษร") % {"most": LONGEST_REASON})
    return said
