"""A change of an organisation that several centres keep: one proposes it, another or headquarters accepts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import ChangeProposal, Organisation, User
from members.models.proposals import PROPOSED, kept_value, label_of, proposed_values
from members.proposal_rights import may_decide, may_propose
from members.rights import refuse_own_work
from records.errors import RuleBroken
from records.history import written_by
from records.version import StaleSave

LONGEST_REASON: Final = 300

State = ChangeProposal.State


def propose_change(wanted: Organisation, *, version_read: int, reason: str, by: User) -> ChangeProposal:
    """Keep what ``wanted``, which isn't saved, would change of its organisation. Returns what waits for another.

    Raises ``RuleBroken`` for who doesn't keep the organisation together with others, for nothing to change, without a
    reason, and while an earlier proposal of the account waits; ``StaleSave`` if it was saved since ``version_read``.
    """
    said = _reason(reason)
    with transaction.atomic(), written_by(by, reason=said[:100]):
        held = Organisation.objects.select_for_update().get(pk=wanted.pk)
        if not may_propose(by, held, on=timezone.localdate()):
            raise RuleBroken(_("ท่านเสนอแก้ไขหน่วยงานนี้ไม่ได้ เพราะไม่ได้ดูแลร่วมกับหน่วยงานอื่น"))
        if held.version != version_read:
            raise StaleSave(held)
        if held.change_proposals.waiting().filter(proposed_by=by).exists():
            raise RuleBroken(_("ท่านมีข้อเสนอแก้ไขหน่วยงานนี้ที่รอพิจารณาอยู่ หากต้องการเปลี่ยนให้ถอนข้อเสนอนั้นก่อน"))
        pairs = {name: [kept_value(held, name), kept_value(wanted, name)] for name in PROPOSED}
        changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        if not changes:
            raise RuleBroken(_("ยังไม่ได้แก้ไขช่องใด จึงไม่มีอะไรให้เสนอ"))
        _put(held, changes)
        asked = ChangeProposal(organisation=held, changes=changes, reason=said, proposed_by=by)
        asked.proposed_at = timezone.now()
        asked.save()
    return asked


def accept_change(proposal: ChangeProposal, *, version_seen: int, by: User, answer: str = "") -> Organisation:
    """Write what was proposed. Returns the organisation as it was saved; its history names both people.

    ``version_seen`` is that of the organisation that was looked at: raises ``StaleSave`` if it was saved since.
    Raises ``RuleBroken`` for the proposer, superusers included, for who doesn't keep the organisation, and when a field
    isn't any more what the proposer saw.
    """
    with _deciding(proposal, by, answer) as row:
        _refuse_who_may_not(row, by)
        held = row.organisation
        if held.version != version_seen:
            raise StaleSave(held)
        if moved := row.moved_on():
            names = ", ".join(map(label_of, moved))
            text = _("%(fields)s เปลี่ยนไปจากที่ผู้เสนอเห็นแล้ว จึงรับไม่ได้ กรุณาไม่รับพร้อมเหตุผล ให้ผู้เสนอเสนอใหม่")
            raise RuleBroken(text % {"fields": names})
        _put(held, row.changes)
        held.save()
        _decide(row, State.ACCEPTED, by, answer)
    return held


def refuse_change(proposal: ChangeProposal, *, by: User, answer: str) -> ChangeProposal:
    """Leave the organisation as it is, and say why. Raises ``RuleBroken`` as ``accept_change`` does."""
    with _deciding(proposal, by, answer) as row:
        _refuse_who_may_not(row, by)
        _decide(row, State.REFUSED, by, _reason(answer))
    return row


def withdraw_change(proposal: ChangeProposal, *, by: User) -> ChangeProposal:
    """Take one's own proposal back. Raises ``RuleBroken`` for another's."""
    with _deciding(proposal, by, "") as row:
        if row.proposed_by_id != by.pk:
            raise RuleBroken(_("ถอนได้เฉพาะข้อเสนอของตนเอง"))
        _decide(row, State.WITHDRAWN, by, "")
    return row


@contextmanager
def _deciding(proposal: ChangeProposal, by: User, answer: str) -> Iterator[ChangeProposal]:
    """Hold the organisation and the proposal, which must still wait; every history names who proposed, and why."""
    words = _("ตามข้อเสนอของ %(who)s: %(why)s") % {"who": proposal.proposed_by, "why": proposal.reason}
    words += f" ({answer.strip()})" if answer.strip() else ""
    with transaction.atomic(), written_by(by, reason=words[:100]):
        list(Organisation.objects.select_for_update().filter(pk=proposal.organisation_id))
        rows = ChangeProposal.objects.select_for_update(of=("self",)).select_related("organisation", "proposed_by")
        row = rows.get(pk=proposal.pk)
        if row.organisation_id != proposal.organisation_id:  # merged into another meanwhile
            raise StaleSave(row)
        if not row.is_waiting:
            raise RuleBroken(_("ข้อเสนอนี้พิจารณาไปแล้ว: %(state)s") % {"state": row.get_state_display()})
        yield row


def _decide(row: ChangeProposal, state: str, by: User, answer: str) -> None:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.answer = answer.strip()[:LONGEST_REASON]
    row.save()


def _refuse_who_may_not(row: ChangeProposal, by: User) -> None:
    refuse_own_work(by, row.proposed_by)
    if not may_decide(by, row, on=timezone.localdate()):
        raise RuleBroken(_("ท่านพิจารณาข้อเสนอนี้ไม่ได้ ต้องเป็นผู้ที่ดูแลคลัสเตอร์ทั้งหมดของหน่วยงานนี้ร่วมกับผู้เสนอ หรือส่วนกลาง"))


def _put(held: Organisation, changes: dict[str, list[Any]]) -> None:
    """Give the organisation its proposed values. Raises ``RuleBroken`` for what its rules forbid."""
    for column, value in proposed_values(changes):
        setattr(held, column, value)
    try:
        held.full_clean()
    except ValidationError as broken:
        raise RuleBroken(" ".join(broken.messages)) from broken


def _reason(text: str) -> str:
    """Return a reason that can be kept; raises ``RuleBroken`` for none."""
    said = " ".join(text.split())
    if not said:
        raise RuleBroken(_("กรุณาระบุเหตุผลหรือหลักฐาน"))
    if len(said) > LONGEST_REASON:
        raise RuleBroken(_("เหตุผลยาวเกิน %(most)s ตัวอักษร") % {"most": LONGEST_REASON})
    return said
