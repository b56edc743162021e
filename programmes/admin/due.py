"""What is due of the programme's years: one to open, lists to declare complete, what was found in them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from members.admin.due import own_centre
from members.models import User
from members.rights import clusters_written_by, may_approve
from programmes.admin.edition_pages import LOOK
from programmes.admin.reconciliation import DECLARE
from programmes.admin.round_opening import RIGHTS
from programmes.models import Edition, LockRequest, Round
from programmes.reports.findings import Check, found_in
from records.due import Due, due_for
from thai.calendar import fiscal_year_of, fiscal_year_start, format_fiscal_year
from thai.templatetags.thai import thai_number

OPENED_AHEAD: Final = timedelta(days=60)  # how long before its first day a year is worth opening

# Drafts have a line of their own, for clusters of all years.
_NAMED: Final = (Check.NO_COORDINATOR, Check.NO_PROVINCE)
_OTHERS: Final = tuple(check for check in Check if check not in {*_NAMED, Check.DRAFT})


@due_for
def years_to_open(user: User, today: date) -> Iterable[Due]:
    """Name this year and the next one as long as nobody has opened them. One query."""
    if not user.has_perms(RIGHTS):
        return
    years = range(fiscal_year_of(today), fiscal_year_of(today + OPENED_AHEAD) + 1)
    begun = Round.objects.between(years[0], years[-1]).exclude(state=Round.State.PLANNED)
    held = set(begun.values_list("fiscal_year", flat=True))
    for year in years:
        if year not in held:
            begins = fiscal_year_start(year)
            text = _("ยังไม่ได้เปิด%(year)s") % {"year": format_fiscal_year(year)}
            address = f"{reverse('admin:programmes_round_open')}?year={year}"
            yield Due(text, 1, address, due_on=begins, late=begins < today)


@due_for
def requests_to_decide(user: User, today: date) -> Iterable[Due]:
    """Name the requests to close or reopen a year that somebody else has made. One query."""
    if not may_approve(user):
        return
    for asked in LockRequest.objects.waiting().exclude(asked_by=user).select_related("round").order_by("asked_at"):
        address = reverse("admin:programmes_round_locks", args=[asked.round_id])
        yield Due(_("รออนุมัติ: %(what)s") % {"what": asked}, 1, address)


@due_for
def lists_to_declare(user: User, today: date) -> Iterable[Due]:
    """Count the years that have begun and whose lists nobody has called complete. One query.

    Of years in the past, which are recorded from documents, nobody may ever know all names.
    """
    if not user.has_perm(DECLARE):
        return
    begun = Round.objects.filter(state__in=(Round.State.OPEN, Round.State.CLOSED), list_complete=False)
    years = list(begun.order_by("fiscal_year"))
    if len(years) == 1:
        text = _("ยังไม่มีผู้ยืนยันว่ารายชื่อกลุ่มของ%(year)s ครบถ้วน") % {"year": years[0]}
        yield Due(text, 1, reverse("admin:programmes_round_findings", args=[years[0].pk]))
    elif years:
        text = _("รายชื่อกลุ่มของ %(count)s ปียังไม่มีผู้ยืนยันว่าครบถ้วน") % {"count": thai_number(len(years))}
        yield Due(text, len(years), reverse("admin:programmes_round_reconciliation"))


@due_for
def findings_of_open_years(user: User, today: date) -> Iterable[Due]:
    """Say what is to be looked at in the lists of the open years, of the officer's own clusters. A query a check."""
    if not user.has_perm("programmes.change_participation"):
        return
    centre = own_centre(user)
    years = list(Round.objects.filter(state=Round.State.OPEN).order_by("fiscal_year"))
    found = found_in(years, among=None if centre is None else clusters_written_by(user, on=today)) if years else {}
    texts = {
        Check.NO_COORDINATOR: _("%(year)s: คลัสเตอร์ %(count)s กลุ่มไม่มีผู้ประสานงาน (CDA)"),
        Check.NO_PROVINCE: _("%(year)s: คลัสเตอร์ %(count)s กลุ่มไม่มีจังหวัด"),
    }
    for held in years:
        page = reverse("admin:programmes_round_findings", args=[held.pk])
        page += "" if centre is None else f"?centre={centre}"
        for check, text in texts.items():
            count = found[held.fiscal_year, check]
            yield Due(text % {"year": held, "count": thai_number(count)}, count, f"{page}#check-{check.value}")
        count = sum(found[held.fiscal_year, check] for check in _OTHERS)
        text = _("%(year)s: มีข้อสังเกตอื่นในรายชื่อกลุ่ม %(count)s รายการ")
        yield Due(text % {"year": held, "count": thai_number(count)}, count, page)


@due_for
def editions_to_approve(user: User, today: date) -> Iterable[Due]:
    """Count the drafts of editions that somebody else has made. One query."""
    if not (user.has_perm(LOOK) and may_approve(user)):
        return
    waiting = list(Edition.objects.drafts().exclude(drafted_by=user).select_related("round").defer("content"))
    if len(waiting) == 1:
        text = _("ร่าง%(edition)s รออนุมัติ") % {"edition": waiting[0]}
        yield Due(text, 1, reverse("admin:programmes_edition_preview", args=[waiting[0].pk]))
    elif waiting:
        text = _("ร่างฉบับเผยแพร่ %(count)s ฉบับรออนุมัติ") % {"count": thai_number(len(waiting))}
        yield Due(text, len(waiting), f"{reverse('admin:programmes_edition_changelist')}?state__exact=draft")
