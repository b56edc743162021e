"""Groups per year: the table of all years, the brief of a span, one year, and their files."""

from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.files import csv_file
from portal.officers import lists_of_year
from portal.views.editions import edition_as_file, edition_context, kept_file, told_of
from portal.views.errors import NotHere, bad_request_json, bad_request_page
from portal.year_parameters import SpanParams, YearPageParams, YearParams
from programmes.exports import figures_as_csv, years_as_data
from programmes.models import Edition
from programmes.paper.make import missing_packages
from programmes.reports.distinct_groups import DistinctGroups
from programmes.reports.editions import EditionShown, edition_shown, published_groups
from programmes.reports.flow import FlowsPerYear
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_names import YearNames
from programmes.reports.year_report import YearReport
from programmes.reports.year_scope import YearScope
from programmes.reports.years_beside import YearsBeside
from programmes.reports.years_brief import YearsBrief
from programmes.year_data import year_as_csv, year_as_data
from records.paging import NoSuchPage, page_of_values
from thai.calendar import ThaiCalendarError, parse_fiscal_year


def groups_asked(params: SpanParams) -> GroupsPerYear:
    """Return the table of the asked years; one without lines if nothing is known or asked."""
    span = params.span()
    if span is None:
        return GroupsPerYear(first=0, last=0, scope=params.asked_scope, lines=())
    return published_groups(*span, params.asked_scope)


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Show groups per year; a span of two years asked for gives the brief."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    report = groups_asked(params)
    if params.is_brief:
        context = {"brief": YearsBrief.of(report), "parents": _parents(), "missing": missing_packages()}
        return render(request, "programmes/years_brief.html", context)
    context = {
        "report": report,
        "params": params,
        "distinct": DistinctGroups.from_lines(report.lines),
        "flows": FlowsPerYear.of(report).flows,
    }
    return render(request, "programmes/years.html", context)


@require_safe
def years_json(request: HttpRequest) -> HttpResponse:
    """Answer the same as data."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    return _json(years_as_data(groups_asked(params)))


@require_safe
def years_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer a line per figure."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    report = groups_asked(params)
    return _csv(report, f"groups-{report.first}-{report.last}-{report.scope}.csv")


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show one fiscal year's report, another year beside it if one is asked for."""
    params = YearPageParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    refuse_beyond_the_known(year)
    report, shown = report_of(year, params.year_scope)
    names = YearNames.of(report, params.cleaned_data["figure"])
    try:
        page = page_of_values(names.lines, params.cleaned_data["page"], request.GET)
    except NoSuchPage as error:
        return bad_request_page(request, [error.problem])
    context = {"report": report, "names": names, "page": page, "params": params, "parents": _parents()}
    context |= told_of(report) | _beside(report, params) | edition_context(request, shown)
    context["admin_lists"] = lists_of_year(request, year, report.scope)
    return render(
        request, "programmes/year.html", {**context, "published": None if report.scope.is_whole else _number(year)}
    )


def report_of(year: int, scope: YearScope) -> tuple[YearReport, EditionShown | None]:
    """Return the year's report: what its edition froze, and today's of a part of a year or where none is published."""
    shown = edition_shown(year, scope.money) if scope.is_whole else None
    return (shown.report if shown else YearReport.for_year(year, scope)), shown


def _number(year: int) -> int | None:
    """Return the number of the edition that stands; None while none is published. One query."""
    last: int | None = Edition.objects.published().of_year(year).aggregate(last=Max("number"))["last"]
    return last


def _beside(report: YearReport, params: YearParams) -> dict[str, Any]:
    other = params.cleaned_data["beside"]
    if not other or other == report.year:
        return {"beside": None}
    return {"beside": YearsBeside.of(report, report_of(other, report.scope)[0])}


@require_safe
def year_json(request: HttpRequest, year: int) -> HttpResponse:
    """Answer one fiscal year's report, its line in the shape of all years."""
    params = YearParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    refuse_beyond_the_known(year)
    published = published_file(year, "json", params.year_scope)
    return published or _json(year_as_data(YearReport.for_year(year, params.year_scope)))


@require_safe
def year_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """Answer a line per figure of one fiscal year."""
    params = YearParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    refuse_beyond_the_known(year)
    if (published := published_file(year, "csv", params.year_scope)) is not None:
        return published
    report = YearReport.for_year(year, params.year_scope)
    return csv_file(year_as_csv(report), f"groups-{year}-{report.scope.money}.csv")


@require_safe
def not_a_year(request: HttpRequest, written: str) -> HttpResponse:
    """Say why an address under ``/years/`` is no year: a year of the common era is told its BE year."""
    try:
        parse_fiscal_year(written)
    except ThaiCalendarError as error:
        raise NotHere(str(error)) from error
    raise Http404


def _parents() -> list[tuple[str, str]]:
    return [(_("จำนวนกลุ่มรายปี"), reverse("portal:years"))]


def refuse_beyond_the_known(year: int) -> None:
    """Raise 404 with the known span for a year outside of it."""
    known = known_span()
    if known is None or not known[0] <= year <= known[1]:
        message = _("ยังไม่มีข้อมูลของปีงบประมาณ %(year)s") % {"year": year}
        if known is not None:
            message += " " + _("มีข้อมูลตั้งแต่ปีงบประมาณ %(first)s ถึง %(last)s") % {"first": known[0], "last": known[1]}
        raise NotHere(message)


def published_file(year: int, kind: str, scope: YearScope) -> HttpResponse | None:
    """Return a file of the edition that stands: as it was issued, of the department's money out of what it froze."""
    if not scope.is_whole:
        return None
    if scope.money == "all":
        number = _number(year)
        return kept_file(year, kind, number) if number else None
    shown = edition_shown(year, scope.money)
    return edition_as_file(shown, kind) if shown else None


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _csv(report: GroupsPerYear, name: str) -> HttpResponseBase:
    figures = (figure for line in report.lines for figure in (*line.figures, *line.alternatives))
    return csv_file(figures_as_csv(figures), name)
