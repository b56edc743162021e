"""A coordinator's own clusters: which results are missing, the sheet on which they are entered and handed in."""

from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.models import User
from programmes.models import Indicator
from programmes.reports.result_progress import ResultProgress
from programmes.result_rights import entered_by
from programmes.result_sheet import Outcome, ResultSheet

MOST: Final = 100  # years of clusters: nobody coordinates more


@require_safe
@never_cache
@login_required
def own_results(request: HttpRequest) -> HttpResponse:
    """List the years of a coordinator's clusters, the latest first, with what is missing in each."""
    user, today = cast(User, request.user), localdate()
    own = entered_by(user, on=today) if user.role == User.Role.COORDINATOR else entered_by(user, on=today).none()
    rows = own.select_related("cluster", "round").order_by("-round__fiscal_year", "cluster__sort_key", "pk")
    return render(request, "account/results.html", {"progress": ResultProgress.of(list(rows[:MOST]), today=today)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def own_result_sheet(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Show and keep the results of one group in one year; what isn't one's own isn't there."""
    user, today = cast(User, request.user), localdate()
    own = entered_by(user, on=today).select_related("cluster", "round")
    group = get_object_or_404(own, cluster__code=code, round__fiscal_year=int(year))
    sheet = ResultSheet([group], Indicator.objects.in_use(), today=today)
    if request.method == "POST":
        outcome = sheet.keep(request.POST.dict(), by=user, submit="submit" in request.POST)
        tell(request, outcome)
        if not outcome.refused:
            return HttpResponseRedirect(request.path)
    return render(request, "account/result_sheet.html", {"group": group, "sheet": sheet, "cells": sheet.cells})


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what came of a sheet that was sent."""
    if outcome.saved:
        said = ngettext("บันทึกแล้ว %(count)s ช่อง", "บันทึกแล้ว %(count)s ช่อง", outcome.saved)
        messages.success(request, said % {"count": outcome.saved})
    if outcome.submitted:
        said = ngettext("ส่งขออนุมัติแล้ว %(count)s ช่อง", "ส่งขออนุมัติแล้ว %(count)s ช่อง", outcome.submitted)
        messages.success(request, said % {"count": outcome.submitted})
    if outcome.refused:
        said = ngettext("ยังไม่ได้บันทึก %(count)s ช่อง", "ยังไม่ได้บันทึก %(count)s ช่อง", outcome.refused)
        messages.error(request, f"{said % {'count': outcome.refused}} {_('กรุณาดูข้อความในช่องนั้น')}")
    if not (outcome.saved or outcome.submitted or outcome.refused):
        messages.info(request, _("ไม่มีค่าใดเปลี่ยนแปลง"))
