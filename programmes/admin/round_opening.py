"""The page on which the next round is opened: choose, look at the totals, open."""

import hashlib
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from members.models import User
from programmes.admin.round_forms import OpeningForm
from programmes.models import Round
from programmes.operations.rounds import RIGHTS_TO_OPEN, PlanRefused, open_round, problems_of
from programmes.reports.next_round import NextRound
from programmes.round_plans import RoundPlan
from thai.calendar import ThaiCalendarError, fiscal_year_of, format_fiscal_year, parse_fiscal_year

RIGHTS = RIGHTS_TO_OPEN


def opening_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the table; look at what it comes to; open the round if it is still what was looked at."""
    user = cast(User, request.user)
    if not user.has_perms(RIGHTS):
        raise PermissionDenied
    try:
        year = parse_fiscal_year(request.GET["year"]) if request.GET.get("year") else next_year()
    except ThaiCalendarError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    form = OpeningForm(year, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "year": year, "problems": [], "totals": None}
    if request.method == "POST" and form.is_valid():
        plan = form.plan
        mark = mark_of(plan)
        if "open" in request.POST and request.POST.get("seen") == mark:
            answer = _opened(request, plan, context)
            if answer is not None:
                return answer
        else:
            context["problems"] = problems_of(plan)
        context |= {"totals": NextRound.of(plan), "seen": mark}
    elif request.method == "POST":
        context["problems"] = [_("มีแถวที่ยังเลือกไม่ครบ กรุณาดูข้อความในแถวนั้น")]
    title = _("เปิด%(year)s") % {"year": format_fiscal_year(year)}
    return TemplateResponse(
        request,
        "admin/programmes/round/open.html",
        {**site.each_context(request), **context, "title": title, "opts": Round._meta, "media": form.media},
    )


def _opened(request: HttpRequest, plan: RoundPlan, context: dict[str, Any]) -> HttpResponse | None:
    """Open the round and lead to it; None, with the problems, if it can't be opened any more."""
    try:
        held = open_round(plan, by=cast(User, request.user))
    except PlanRefused as refused:
        context["problems"] = list(refused.problems)
        return None
    words = {"year": held, "totals": NextRound.of(plan).in_words}
    messages.success(request, _("เปิด%(year)s แล้ว %(totals)s") % words)
    return HttpResponseRedirect(reverse("admin:programmes_round_change", args=[held.pk]))


def next_year() -> int:
    """Return the year behind the last one that isn't merely planned; without any, the year of today."""
    begun = Round.objects.exclude(state__in=(Round.State.PLANNED, Round.State.HISTORICAL))
    last = begun.aggregate(last=Max("fiscal_year"))["last"]
    return fiscal_year_of(localdate()) if last is None else last + 1


def mark_of(plan: RoundPlan) -> str:
    """Return what tells one plan from another: what is opened is what was looked at."""
    return hashlib.sha256(repr(_plain(plan)).encode()).hexdigest()


def _plain(plan: RoundPlan) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [("year", plan.fiscal_year)]
    rows += [("stay", each.cluster.pk, each.funder and each.funder.pk) for each in plan.staying]
    rows += [("leave", each.cluster.pk, each.outcome.value, each.reason) for each in plan.leaving]
    rows += [
        ("join", each.cluster.pk, each.funder and each.funder.pk, each.entry and each.entry.value)
        for each in plan.joining
    ]
    return rows
