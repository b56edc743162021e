"""Results are entered by one person and approved by another; what is approved is corrected by a new value."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Membership, Organisation, User
from members.rights import refuse_own_work
from programmes.models import Indicator, Measurement, Participation, Period
from programmes.result_rights import approved_by, entered_by
from records.errors import RuleBroken
from records.history import written_by
from records.version import StaleSave


@dataclass(frozen=True)
class Entry:
    """What somebody enters: a value of one group, indicator and period, with what it rests on.

    ``version_read`` is the version of the value that was seen, None where none was; ``revision_read`` likewise.
    """

    participation: Participation
    indicator: Indicator
    period: Period
    value: Decimal
    enterprises: int | None = None
    evidence: str = ""
    revision_read: int | None = None
    version_read: int | None = None


def enter_result(entry: Entry, *, by: User) -> Measurement:
    """Keep a draft: a new value, a change of an open one, or a correction of what is approved. Returns it, saved.

    Raises ``RuleBroken`` where the account may not, while the value waits for approval and once results are locked;
    ``StaleSave`` if somebody else has written since it was seen.
    """
    with transaction.atomic(), written_by(by, reason=_("บันทึกผลการดำเนินงาน")):
        _refuse_strangers(entry.participation, by)
        held = Participation.objects.select_for_update(of=("self",)).get(pk=entry.participation.pk)
        last = _last_of(entry, held)
        _refuse_stale(entry, last)
        if last is None or last.state == Measurement.State.APPROVED:
            row = Measurement(participation=held, indicator=entry.indicator, period=entry.period)
            row.supersedes, row.revision = last, last.revision + 1 if last else 1
        elif last.is_open:
            row = last
            row.state = Measurement.State.DRAFT
        else:
            raise RuleBroken(_("ส่งขออนุมัติไปแล้ว หากต้องการแก้ไขให้ผู้อนุมัติส่งกลับก่อน"))
        row.value, row.enterprises, row.evidence, row.author = entry.value, entry.enterprises, entry.evidence, by
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()
    return row


def _last_of(entry: Entry, held: Participation) -> Measurement | None:
    cell = Measurement.objects.filter(participation=held, indicator=entry.indicator, period=entry.period)
    return cell.newest().select_related("indicator").first()


def _refuse_stale(entry: Entry, last: Measurement | None) -> None:
    seen = (entry.revision_read, entry.version_read)
    if last is not None and seen != (last.revision, last.version):
        raise StaleSave(last)
    if last is None and seen != (None, None):
        raise RuleBroken(_("มีผู้ลบผลนี้ไปแล้วหลังจากที่ท่านเปิดหน้านี้ กรุณาเปิดหน้านี้ใหม่"))


def submit_result(result: Measurement, *, by: User, version_read: int) -> Measurement:
    """Hand a draft in for approval. Who gives no number of enterprises stands for all members of that year."""
    with transaction.atomic(), written_by(by, reason=_("ส่งผลการดำเนินงานเพื่อขออนุมัติ")):
        row = _held(result, version_read)
        _refuse_strangers(row.participation, by)
        if not row.is_open:
            raise RuleBroken(_("ผลนี้ส่งไปแล้วหรืออนุมัติแล้ว"))
        if row.enterprises is None:
            row.enterprises = members_in_year(row.participation)
        row.state, row.return_reason = Measurement.State.SUBMITTED, ""
        row.save()
    return row


def approve_result(result: Measurement, *, by: User, version_read: int) -> Measurement:
    """Approve what another person entered: from now on it counts, also instead of what it corrects.

    Raises ``RuleBroken`` for anybody who wrote any of it.
    """
    with transaction.atomic(), written_by(by, reason=_("อนุมัติผลการดำเนินงาน")):
        row = _submitted(result, version_read, by)
        for writer in _writers_of(row):
            refuse_own_work(by, writer)
        row.state, row.approver, row.approved_at = Measurement.State.APPROVED, by, timezone.now()
        row.save()
    return row


def return_result(result: Measurement, *, by: User, version_read: int, reason: str) -> Measurement:
    """Give a submitted value back to who entered it, with the reason."""
    if not reason.strip():
        raise RuleBroken(_("บอกเหตุผลที่ส่งกลับ เพื่อให้ผู้บันทึกรู้ว่าต้องแก้อะไร"))
    with transaction.atomic(), written_by(by, reason=_("ส่งผลการดำเนินงานกลับให้แก้ไข")):
        row = _submitted(result, version_read, by)
        row.state, row.return_reason = Measurement.State.RETURNED, reason.strip()
        row.save()
    return row


def members_in_year(participation: Participation) -> int:
    """Count the public members that the group has in the participation's year; one query."""
    held = Membership.objects.of_cluster(participation.cluster).in_year(participation.round.fiscal_year)
    return held.filter(organisation__state=Organisation.State.PUBLIC).values("organisation").distinct().count()


def _held(result: Measurement, version_read: int) -> Measurement:
    """Return the value as it is kept, held; refuse one that was written since it was seen."""
    rows = Measurement.objects.select_for_update(of=("self",))
    row = rows.select_related("indicator", "participation__cluster", "participation__round").get(pk=result.pk)
    if row.version != version_read:
        raise StaleSave(row)
    return row


def _submitted(result: Measurement, version_read: int, by: User) -> Measurement:
    row = _held(result, version_read)
    if not approved_by(by, on=timezone.localdate()).filter(pk=row.participation_id).exists():
        raise RuleBroken(_("ท่านไม่มีสิทธิ์อนุมัติผลของกลุ่มนี้"))
    if row.state != Measurement.State.SUBMITTED:
        raise RuleBroken(_("ผลนี้ไม่ได้รออนุมัติ"))
    return row


def _refuse_strangers(participation: Participation, by: User) -> None:
    if not entered_by(by, on=timezone.localdate()).filter(pk=participation.pk).exists():
        raise RuleBroken(_("ท่านไม่มีสิทธิ์บันทึกผลของกลุ่มนี้ในปีนี้"))


def _writers_of(row: Measurement) -> list[AbstractBaseUser | None]:
    """Return everybody who entered or submitted any of it; who returned it has only looked at it."""
    wrote = row.history.filter(state__in=(Measurement.State.DRAFT, Measurement.State.SUBMITTED))
    return [row.author, *User.objects.filter(pk__in=wrote.values("history_user"))]
