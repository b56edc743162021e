"""What may be done with consents: withdraw one."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Consent, User
from members.reach import refuse_rows_of_others
from members.rights import refuse_without
from records.errors import RuleBroken
from records.history import written_by


def withdraw_consent(consent: Consent, *, by: User | None, on: date, reason: str = "") -> Consent:
    """End a consent on a day, today or earlier; what it had shown is hidden at once. Returns it as it was saved.

    Raises ``RuleBroken`` if it has been withdrawn already, for a day before it was given or in the future, and for who
    doesn't keep whose it is.
    """
    refuse_without(by, "members.change_consent")
    with transaction.atomic(), written_by(by, reason=reason or _("ถอนความยินยอม")):
        held = Consent.objects.select_for_update().get(pk=consent.pk)
        refuse_rows_of_others(by, Consent, [held.pk], on=timezone.localdate())
        if held.withdrawn_on is not None:
            raise RuleBroken(_("ความยินยอมนี้ถอนไปแล้ว"))
        if on < held.given_on:
            raise RuleBroken(_("วันที่ถอนต้องไม่มาก่อนวันที่ให้ความยินยอม"))
        held.withdrawn_on = on
        held.save()
    return held
