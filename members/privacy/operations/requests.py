"""Requests of people about their data: taken in without an account, answered by an officer."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Consent, PrivacyRequest, User
from members.operations import withdraw_consent
from members.privacy.operations.erasure import erase
from members.rights import refuse_who_answers_nobody
from records.errors import RuleBroken
from records.history import written_by
from records.version import StaleSave

_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another


class Decision(models.TextChoices):
    """What an officer does with a request."""

    WITHDRAW = "withdraw", gettext_lazy("ถอนความยินยอมที่เลือก")
    CORRECTED = "corrected", gettext_lazy("แก้ไขข้อมูลในระบบแล้ว")
    GIVEN = "given", gettext_lazy("ส่งสำเนาข้อมูลแล้ว")
    ERASE = "erase", gettext_lazy("ลบข้อมูลส่วนบุคคล")
    REFUSE = "refuse", gettext_lazy("ไม่ดำเนินการ พร้อมเหตุผล")


def submit_request(*, kind: str, name: str, reach: str, about: str, text: str, on: date) -> PrivacyRequest:
    """Keep a request as it was sent, due in 30 days; nothing is looked up, so nothing can be told. Returns it."""
    with transaction.atomic(), written_by(None, reason=_("คำขอจากหน้าเว็บ")):
        reference = "".join(secrets.choice(_SIGNS) for _sign in range(8))
        made = PrivacyRequest(
            reference=reference,
            kind=kind,
            name=name,
            reach=reach,
            about=about,
            text=text,
            received_on=on,
            due_on=PrivacyRequest.due_after(on),
        )
        made.save()
    return made


def answer_request(
    request: PrivacyRequest,
    decision: Decision,
    *,
    answer: str,
    version_read: int,
    by: User | None,
    consents: Sequence[Consent] = (),
) -> PrivacyRequest:
    """Do what was decided and close the request, all or nothing. Returns it as it was saved.

    Raises ``StaleSave`` if it was saved since ``version_read``; ``RuleBroken`` without an answer, for one that is
    closed, for a decision that can't be carried out, and for who answers no requests.
    """
    refuse_who_answers_nobody(by)
    if not answer.strip():
        raise RuleBroken(_("กรุณาเขียนคำตอบหรือเหตุผล เพื่อแจ้งผู้ขอและเก็บเป็นหลักฐาน"))
    reason = _("คำขอ %(reference)s") % {"reference": request.reference}
    with transaction.atomic(), written_by(by, reason=reason):
        held = PrivacyRequest.objects.select_for_update().get(pk=request.pk)
        if not held.is_open:
            raise RuleBroken(_("คำขอนี้ตอบไปแล้ว"))
        if held.version != version_read:
            raise StaleSave(held)
        if decision == Decision.WITHDRAW:
            _withdraw(held, consents, by=by, reason=reason)
        held.state = PrivacyRequest.State.REFUSED if decision == Decision.REFUSE else PrivacyRequest.State.DONE
        held.answer, held.closed_on = answer.strip(), timezone.localdate()
        held.save()
        if decision == Decision.ERASE:
            subject = held.person or held.organisation
            if subject is None:
                raise RuleBroken(_("กรุณาระบุก่อนว่าคำขอนี้เกี่ยวกับบุคคลหรือหน่วยงานใด"))
            erase(subject, by=by, reason=reason)
            held = PrivacyRequest.objects.get(pk=held.pk)
    return held


def _withdraw(held: PrivacyRequest, consents: Sequence[Consent], *, by: User | None, reason: str) -> None:
    if not consents:
        raise RuleBroken(_("กรุณาเลือกความยินยอมที่จะถอนอย่างน้อยหนึ่งรายการ"))
    for consent in consents:
        if (consent.person_id, consent.organisation_id) != (held.person_id, held.organisation_id):
            raise RuleBroken(_("ความยินยอมที่เลือกไม่ใช่ของผู้ที่คำขอนี้เกี่ยวข้อง"))
        withdraw_consent(consent, by=by, on=timezone.localdate(), reason=reason)
