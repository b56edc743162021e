"""Draft an edition of a year, publish it, or drop the draft."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import User
from members.rights import may_approve, refuse_own_work, refuse_without
from programmes.models import Edition, EditionFile, Round
from programmes.models.editions import checksum
from programmes.reports.edition_value import MONIES, EditionValue
from programmes.reports.editions import lines_of
from programmes.reports.names import Name
from records.canonical import canonical_json
from records.errors import RuleBroken
from records.guard import bulk_writes
from records.history import written_by


@dataclass(frozen=True)
class IssuedFile:
    """A file of an edition, in one language and form, as it will be kept."""

    language: str
    kind: str
    content: bytes


RIGHT: Final = "programmes.add_edition"  # to draft one, and to drop a draft

Issue = Callable[[Edition], Iterable[IssuedFile]]


def why_not(held: Round) -> str:
    """Say what keeps a year from being published; "" when nothing does. Only a year that is over is frozen."""
    if held.state not in {Round.State.CLOSED, Round.State.HISTORICAL}:
        return _("%(year)s ยังไม่ปิด เผยแพร่เป็นฉบับได้เมื่อปิดปีแล้ว") % {"year": held}
    if held.state == Round.State.CLOSED and not held.results_locked:
        return _("ผลการดำเนินงานของ%(year)s ยังไม่ล็อก กรุณาล็อกก่อนจัดทำฉบับเผยแพร่") % {"year": held}
    return ""


def draft_edition(held: Round, *, by: User, reason: str = "") -> Edition:
    """Freeze a closed year as it's known now, for another to look at. Returns the draft.

    Raises ``RuleBroken`` if the year isn't over, has a draft already, or has an edition and no reason is given, and for
    who may make no editions.
    """
    refuse_without(by, RIGHT)
    reason = reason.strip()
    with transaction.atomic(), written_by(by, reason=reason or _("จัดทำร่างฉบับเผยแพร่")):
        current = Round.objects.select_for_update().get(pk=held.pk)
        if problem := why_not(current):
            raise RuleBroken(problem)
        if Edition.objects.drafts().filter(round=current).exists():
            raise RuleBroken(_("%(year)s มีร่างที่รออนุมัติอยู่แล้ว กรุณาอนุมัติหรือยกเลิกร่างนั้นก่อน") % {"year": current})
        number = Edition.objects.published().filter(round=current).count() + 1
        if number > 1 and not reason:
            raise RuleBroken(_("ฉบับที่ 2 เป็นต้นไปต้องบอกเหตุผลที่แก้ไข"))
        value = EditionValue.for_year(current.fiscal_year)
        office = office_of(by)
        draft = Edition(round=current, number=number, reason=reason, drafted_by=by, drafted_at=timezone.now())
        draft.drafted_office, draft.drafted_office_en = office.thai, office.english
        draft.content = canonical_json(value.to_json())
        draft.sha256 = checksum(draft.content.encode())
        draft.lines = lines_of(zip(MONIES, value.reports, strict=True))
        draft.full_clean()
        draft.save()
    return draft


def publish_edition(edition: Edition, *, seen: str, by: User, issue: Issue) -> Edition:
    """Publish a draft that somebody else has made, with its files. Returns the edition as it was published.

    ``seen`` is the checksum of what the approver looked at; ``issue`` makes the files. Raises ``RuleBroken`` if the
    draft is another one by now, is the approver's own, or the year has been opened again.
    """
    with transaction.atomic(), written_by(by, reason=_("อนุมัติและเผยแพร่")):
        held = Round.objects.select_for_update().get(pk=edition.round_id)
        draft = _draft(edition, seen)
        if not may_approve(by):
            raise RuleBroken(_("บัญชีของท่านไม่มีสิทธิ์อนุมัติฉบับเผยแพร่"))
        refuse_own_work(by, draft.drafted_by)
        if problem := why_not(held):
            raise RuleBroken(problem)
        office = office_of(by)
        draft.state, draft.approved_by, draft.published_at = Edition.State.PUBLISHED, by, timezone.now()
        draft.approved_office, draft.approved_office_en = office.thai, office.english
        draft.content = canonical_json({**json.loads(draft.content), "edition": _head(draft)})
        draft.sha256 = checksum(draft.content.encode())
        draft.full_clean()
        draft.save()
        for file in issue(draft):
            kept = EditionFile(edition=draft, language=file.language, kind=file.kind, content=file.content)
            kept.sha256 = checksum(file.content)
            kept.save()
    return draft


def discard_draft(edition: Edition, *, by: AbstractBaseUser, reason: str = "") -> None:
    """Drop a draft; what is published refuses. Raises ``RuleBroken`` for who may make no editions."""
    refuse_without(by, RIGHT)
    with transaction.atomic(), written_by(by, reason=reason.strip() or _("ยกเลิกร่าง")):
        Edition.objects.select_for_update().get(pk=edition.pk).delete()


def forget_editions(first_round: int, last_round: int) -> None:
    """Take away what was published of invented rounds, by their keys, with its history; for ``remove_demo`` alone."""
    of_rounds = {"round__pk__range": (first_round, last_round)}
    with bulk_writes():
        EditionFile.objects.filter(edition__in=Edition.objects.filter(**of_rounds)).delete()
        Edition.objects.filter(**of_rounds).delete()
        Edition.history.filter(**of_rounds).delete()


def _draft(edition: Edition, seen: str) -> Edition:
    draft = Edition.objects.select_for_update().drafts().filter(pk=edition.pk).first()
    if draft is None:
        raise RuleBroken(_("ร่างนี้เผยแพร่หรือยกเลิกไปแล้ว"))
    if draft.sha256 != seen:
        raise RuleBroken(_("ร่างนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู กรุณาตรวจอีกครั้งก่อนอนุมัติ"))
    return draft


def _head(draft: Edition) -> dict[str, Any]:
    """Return what the content says of the edition: offices, never who."""
    return {
        "fiscal_year": draft.round.fiscal_year,
        "number": draft.number,
        "reason": draft.reason,
        "drafted_at": draft.drafted_at.isoformat(),
        "drafted_office": {"thai": draft.drafted_office, "english": draft.drafted_office_en},
        "approved_office": {"thai": draft.approved_office, "english": draft.approved_office_en},
        "published_at": draft.published_at.isoformat() if draft.published_at else None,
    }


def office_of(user: User) -> Name:
    """Return the office for which somebody works; whoever is of no centre works for the department."""
    if user.centre is not None:
        return Name(user.centre.name, user.centre.name_en)
    said = []
    for language in ("th", "en"):
        with override(language):
            said.append(_("กรมส่งเสริมอุตสาหกรรม"))
    return Name(*said)
