"""Groups per year: the table of all years, the brief of a span, one year, and their files."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.files import csv_file
from portal.views.editions import edition_as_file, edition_context, kept_file
from portal.views.errors import NotHere, bad_request_json, bad_request_page
from programmes.exports import figures_as_csv, years_as_data
from programmes.models import Edition
from programmes.reports.distinct_groups import DistinctGroups
from programmes.reports.editions import edition_shown, published_groups
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_line import ScopeAsked
from programmes.reports.year_report import YearReport
from programmes.reports.years_brief import YearsBrief
from records.paging import NoSuchPage, page_of_values
from records.params import PageParam, Params
from thai.calendar import ThaiCalendarError, parse_fiscal_year
from thai.forms import FiscalYearFormField


class ScopeParams(Params):
    """Whose money: all, or the department's alone."""

    scope = forms.ChoiceField(
        label=gettext_lazy("แหล่งงบ"),
        required=False,
        choices=[("all", gettext_lazy("ทุกแหล่งงบ")), ("department", gettext_lazy("งบกรมส่งเสริมอุตสาหกรรม"))],
        error_messages={
            "invalid_choice": gettext_lazy("ใช้ได้เฉพาะ all (ทุกแหล่งงบ) หรือ department (งบกรมส่งเสริมอุตสาหกรรม)")
        },
    )

    @property
    def asked_scope(self) -> ScopeAsked:
        return "department" if self.cleaned_data["scope"] == "department" else "all"


class SpanParams(ScopeParams):
    """From which year to which; without them all that is known."""

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self.fields["from"] = FiscalYearFormField(label=gettext_lazy("ตั้งแต่ปี"), required=False)
        self.fields["to"] = FiscalYearFormField(label=gettext_lazy("ถึงปี"), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", ValidationError(_("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม (%(first)s)") % {"first": first}))
        return self.cleaned_data

    @property
    def query(self) -> str:
        """The asked parameters as a query, to reach the same selection in another form."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def is_brief(self) -> bool:
        return bool(self.cleaned_data["from"] and self.cleaned_data["to"])

    def span(self) -> tuple[int, int] | None:
        """Return the asked years; an open end is that of what is known. None if nothing is known or asked."""
        first, last = self.cleaned_data["from"], self.cleaned_data["to"]
        if first and last:
            return first, last
        known = known_span()
        if known is None:
            return (first or last, first or last) if first or last else None
        return first or min(known[0], last or known[0]), last or max(known[1], first or known[1])


class YearParams(ScopeParams):
    page = PageParam()


def _groups(params: SpanParams) -> GroupsPerYear:
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
    report = _groups(params)
    if params.is_brief:
        return render(request, "programmes/years_brief.html", {"brief": YearsBrief.of(report), "parents": _parents()})
    context = {"report": report, "params": params, "distinct": DistinctGroups.from_lines(report.lines)}
    return render(request, "programmes/years.html", context)


@require_safe
def years_json(request: HttpRequest) -> HttpResponse:
    """Answer the same as data."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    return _json(years_as_data(_groups(params)))


@require_safe
def years_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer a line per figure."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    report = _groups(params)
    return _csv(report, f"groups-{report.first}-{report.last}-{report.scope}.csv")


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show one fiscal year."""
    params = YearParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    _refuse_beyond_the_known(year)
    shown = edition_shown(year, params.asked_scope)
    report = shown.report if shown else YearReport.for_year(year, params.asked_scope)
    try:
        page = page_of_values(report.clusters, params.cleaned_data["page"], request.GET)
    except NoSuchPage as error:
        return bad_request_page(request, [(_("เลขหน้า (page)"), str(error))])
    context = {"report": report, "page": page, "parents": _parents(), **edition_context(request, shown)}
    return render(request, "programmes/year.html", context)


@require_safe
def year_json(request: HttpRequest, year: int) -> HttpResponse:
    """Answer one fiscal year in the shape of all years."""
    params = ScopeParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    _refuse_beyond_the_known(year)
    if (published := _published_file(year, "json", params.asked_scope)) is not None:
        return published
    return _json(years_as_data(GroupsPerYear.for_span(year, year, params.asked_scope)))


@require_safe
def year_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """Answer a line per figure of one fiscal year."""
    params = ScopeParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    _refuse_beyond_the_known(year)
    if (published := _published_file(year, "csv", params.asked_scope)) is not None:
        return published
    report = GroupsPerYear.for_span(year, year, params.asked_scope)
    return _csv(report, f"groups-{year}-{report.scope}.csv")


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


def _refuse_beyond_the_known(year: int) -> None:
    known = known_span()
    if known is None or not known[0] <= year <= known[1]:
        message = _("ยังไม่มีข้อมูลของปีงบประมาณ %(year)s") % {"year": year}
        if known is not None:
            message += " " + _("มีข้อมูลตั้งแต่ปีงบประมาณ %(first)s ถึง %(last)s") % {"first": known[0], "last": known[1]}
        raise NotHere(message)


def _published_file(year: int, kind: str, scope: ScopeAsked) -> HttpResponse | None:
    """Return a file of the edition that stands: as it was issued, of the department's money out of what it froze."""
    if scope == "all":
        number = Edition.objects.published().of_year(year).aggregate(last=Max("number"))["last"]
        return kept_file(year, kind, number) if number else None
    shown = edition_shown(year, scope)
    return edition_as_file(shown, kind) if shown else None


def _json(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _csv(report: GroupsPerYear, name: str) -> HttpResponseBase:
    figures = (figure for line in report.lines for figure in (*line.figures, *line.alternatives))
    return csv_file(figures_as_csv(figures), name)
