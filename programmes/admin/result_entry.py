"""The pages on which officers enter a year's results, and on which what was handed in is approved or returned."""

from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from members.models import User
from programmes.models import Indicator, Measurement, Period, Round
from programmes.operations.results import approve_result, return_result
from programmes.result_rights import approved_by, entered_by
from programmes.result_sheet import ResultSheet
from records.errors import RuleBroken

ENTER: Final = "programmes.change_measurement"
LOOK: Final = "programmes.view_measurement"
GROUPS_AT_ONCE: Final = 10
WAITING_AT_ONCE: Final = 50


def results_view(request: HttpRequest, site: AdminSite, held: Round) -> HttpResponse:
    """Show indicators × groups of one period; keep what was changed, each cell by itself."""
    user = cast(User, request.user)
    if not user.has_perm(ENTER):
        raise PermissionDenied
    today = localdate()
    period = _period(request.GET.get("period", ""))
    rows = entered_by(user, on=today).in_round(held).select_related("cluster", "round")
    pages = Paginator(rows.order_by("cluster__sort_key", "pk"), GROUPS_AT_ONCE)
    page = pages.get_page(request.GET.get("page"))
    sheet = ResultSheet(list(page.object_list), Indicator.objects.in_use(), today=today, period=period)
    if request.method == "POST":
        outcome = sheet.keep(request.POST.dict(), by=user, submit="submit" in request.POST)
        words = {"saved": outcome.saved, "submitted": outcome.submitted, "refused": outcome.refused}
        said = _("บันทึกแล้ว %(saved)s ช่อง ส่งขออนุมัติ %(submitted)s ช่อง ไม่ได้บันทึก %(refused)s ช่อง") % words
        messages.add_message(request, messages.WARNING if outcome.refused else messages.SUCCESS, said)
        if not outcome.refused:
            return HttpResponseRedirect(request.get_full_path())
    context = {
        "held": held,
        "sheet": sheet,
        "page": page,
        "period": period,
        "periods": list(Period),
        "title": _("ผลการดำเนินงาน %(year)s") % {"year": held},
    }
    return _page(request, site, "admin/programmes/round/results.html", context, Round)


def _period(written: str) -> Period:
    return Period(int(written)) if written in {str(period.value) for period in Period} else Period.YEAR


def waiting_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """List what was handed in, the oldest first; approve what is ticked, return what got a reason."""
    user = cast(User, request.user)
    if not user.has_perm(LOOK):
        raise PermissionDenied
    if request.method == "POST":
        _decide(request, user)
        return HttpResponseRedirect(request.get_full_path())
    rows = Measurement.objects.waiting().filter(participation__in=approved_by(user, on=localdate()).values("pk"))
    shown = rows.select_related(
        "indicator", "participation__cluster", "participation__round", "author__person", "supersedes"
    ).order_by("-participation__round__fiscal_year", "participation__cluster__sort_key", "indicator__position", "pk")
    page = Paginator(shown, WAITING_AT_ONCE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page, "title": _("ผลการดำเนินงานที่รออนุมัติ")}
    return _page(request, site, "admin/programmes/measurement/waiting.html", context, Measurement)


def _decide(request: HttpRequest, user: User) -> None:
    """Carry out each decision by itself; what can't be is told, the others stand."""
    approved, returned, problems = 0, 0, []
    for name, sent in request.POST.dict().items():
        kind, _dash, key = name.partition("-")
        number, _dot, version = key.partition("-")
        said = str(sent).replace("\0", "").strip()
        decided = kind == "approve" or (kind == "reason" and said != "")
        if not decided or not (number + version).isascii() or not (number.isdecimal() and version.isdecimal()):
            continue
        row = Measurement.objects.filter(pk=min(int(number[:18]), 2**62)).first()
        try:
            if row is None:
                raise RuleBroken(_("ไม่พบผลนี้แล้ว อาจถูกลบไป"))
            if kind == "reason":
                return_result(row, by=user, version_read=int(version[:9]), reason=said[:500])
                returned += 1
            elif not request.POST.get(f"reason-{key}", "").strip():
                approve_result(row, by=user, version_read=int(version[:9]))
                approved += 1
        except RuleBroken as refused:
            problems.append(f"{row}: {refused}" if row else str(refused))
    words = {"approved": approved, "returned": returned}
    messages.success(request, _("อนุมัติ %(approved)s รายการ ส่งกลับ %(returned)s รายการ") % words)
    for problem in dict.fromkeys(problems):
        messages.error(request, problem)


def _page(
    request: HttpRequest, site: AdminSite, template: str, context: dict[str, object], model: type
) -> HttpResponse:
    parts = {**site.each_context(request), **context, "opts": model._meta}  # type: ignore[attr-defined]
    return TemplateResponse(request, template, parts)
