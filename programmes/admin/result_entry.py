"""The pages on which officers enter a year's results, and on which what was handed in is approved or returned."""

from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from members.models import User
from programmes.models import Indicator, Measurement, Participation, Period, Round
from programmes.models.participations import ParticipationQuerySet
from programmes.operations.results import approve_result, return_result
from programmes.result_files import FileResults, read_results
from programmes.result_rights import approved_by, entered_by
from programmes.result_sheet import ResultSheet
from records.errors import RuleBroken

ENTER: Final = "programmes.change_measurement"
LOOK: Final = "programmes.view_measurement"
GROUPS_AT_ONCE: Final = 10
WAITING_AT_ONCE: Final = 50
MOST_CELLS: Final = 450  # of one file: a form of more fields isn't taken


def results_view(request: HttpRequest, site: AdminSite, held: Round) -> HttpResponse:
    """Show indicators × groups of one period; keep what was changed, each cell by itself.

    A file fills the sheet with what it says: nothing is kept before somebody has looked at it and saved.
    """
    user = cast(User, request.user)
    if not user.has_perm(ENTER):
        raise PermissionDenied
    period = _period(request.GET.get("period", ""))
    own = entered_by(user, on=localdate()).in_round(held).select_related("cluster", "round")
    own = own.order_by("cluster__sort_key", "pk")
    page = Paginator(own, GROUPS_AT_ONCE).get_page(request.GET.get("page"))
    read = _read_file(request, own, period) if "file" in request.FILES else None
    groups = list(own.filter(pk__in=read.groups)) if read else _groups_of(request, own) or list(page.object_list)
    sheet = ResultSheet(groups, Indicator.objects.in_use(), today=localdate(), period=period)
    if read is not None:
        _show_file(request, sheet, read)
    elif request.method == "POST" and "file" not in request.FILES and _keep(request, sheet, user):
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


def _keep(request: HttpRequest, sheet: ResultSheet, user: User) -> bool:
    """Keep what was typed and tell of it; return whether all of it was kept."""
    outcome = sheet.keep(request.POST.dict(), by=user, submit="submit" in request.POST)
    words = {"saved": outcome.saved, "submitted": outcome.submitted, "refused": outcome.refused}
    said = _("บันทึกแล้ว %(saved)s ช่อง ส่งขออนุมัติ %(submitted)s ช่อง ไม่ได้บันทึก %(refused)s ช่อง") % words
    messages.add_message(request, messages.WARNING if outcome.refused else messages.SUCCESS, said)
    return not outcome.refused


def _groups_of(request: HttpRequest, own: ParticipationQuerySet) -> list[Participation]:
    """Return the groups whose cells were sent: after a file they aren't those of the page."""
    sent = {name[2:].partition("-")[0] for name in request.POST if name.startswith("v-")}
    keys = [int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 18]
    return list(own.filter(pk__in=keys)) if keys else []


def _read_file(request: HttpRequest, own: ParticipationQuerySet, period: Period) -> FileResults | None:
    """Read the file that was sent; None, with the words of the refusal, where it can't be."""
    sent = cast(UploadedFile, request.FILES["file"])
    asked = [each for each in Indicator.objects.in_use() if each.is_entered and period in Period.of(each.frequency)]
    try:
        found = read_results(sent.read(), sent.name or "", own, asked)
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return None
    if not found.values:
        messages.error(request, " ".join([_("ไม่พบค่าของกลุ่มที่ท่านดูแลในไฟล์นี้"), *found.problems]))
        return None
    if len(found.values) > MOST_CELLS:
        words = {"count": len(found.values), "most": MOST_CELLS}
        messages.error(request, _("ไฟล์มี %(count)s ค่า รับได้ครั้งละไม่เกิน %(most)s ค่า กรุณาแบ่งเป็นหลายไฟล์") % words)
        return None
    return found


def _show_file(request: HttpRequest, sheet: ResultSheet, read: FileResults) -> None:
    filled = sheet.fill(read.values)
    said = _("อ่านจากไฟล์แล้ว %(count)s ช่องที่ต่างจากที่บันทึกไว้ ยังไม่ได้บันทึก กรุณาตรวจแล้วกดบันทึก") % {"count": filled}
    messages.info(request, said)
    for problem in read.problems:
        messages.warning(request, problem)


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
    _tell_decided(request, approved, returned, problems)


def _tell_decided(request: HttpRequest, approved: int, returned: int, problems: list[str]) -> None:
    if approved or returned:
        words = {"approved": approved, "returned": returned}
        messages.success(request, _("อนุมัติ %(approved)s รายการ ส่งกลับ %(returned)s รายการ") % words)
    elif not problems:
        messages.warning(request, _("ยังไม่ได้ทำเครื่องหมายหรือพิมพ์เหตุผลในรายการใด"))
    for problem in dict.fromkeys(problems):
        messages.error(request, problem)


def _page(
    request: HttpRequest, site: AdminSite, template: str, context: dict[str, object], model: type
) -> HttpResponse:
    parts = {**site.each_context(request), **context, "opts": model._meta}  # type: ignore[attr-defined]
    return TemplateResponse(request, template, parts)
