"""The reports of years as files to take away: PDF and workbook."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.files import file_called
from portal.sample_data import mark_of
from portal.views.errors import bad_request_page, without_file
from portal.views.years import groups_asked, published_file, refuse_beyond_the_known, report_of
from portal.year_parameters import SpanParams, YearParams
from programmes.paper.make import NoPaper
from programmes.reports.year_scope import YearScope
from programmes.reports.years_brief import YearsBrief
from programmes.year_paper import brief_as_pdf, year_as_pdf
from programmes.year_workbook import year_as_workbook
from records.workbooks import XLSX


@require_safe
def year_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """Answer one fiscal year's report as a PDF."""
    params = YearParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    refuse_beyond_the_known(year)
    try:
        return published_file(year, "pdf", params.year_scope) or _paper_of_today(request, year, params.year_scope)
    except NoPaper as error:
        return without_file(request, str(error))


def _paper_of_today(request: HttpRequest, year: int, scope: YearScope) -> HttpResponse:
    """Make the PDF now; of an edition that was issued without one it shows what that edition froze."""
    report, shown = report_of(year, scope)
    document = year_as_pdf(report, mark_of(request), shown.head.number if shown else None)
    return file_called(f"report-{year}-{get_language()}.pdf", document, "application/pdf")


@require_safe
def year_xlsx(request: HttpRequest, year: int) -> HttpResponseBase:
    """Answer the same as a workbook, a sheet for each table."""
    params = YearParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    refuse_beyond_the_known(year)
    if (published := published_file(year, "xlsx", params.year_scope)) is not None:
        return published
    report, shown = report_of(year, params.year_scope)
    number = shown.head.number if shown else None
    with year_as_workbook(report, mark_of(request), number) as file:
        return file_called(f"report-{year}-{get_language()}.xlsx", file.read(), XLSX)


@require_safe
def years_pdf(request: HttpRequest) -> HttpResponse:
    """Answer a span of years on one page."""
    params = SpanParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    brief = YearsBrief.of(groups_asked(params))
    name = f"groups-{brief.report.first}-{brief.report.last}-{get_language()}.pdf"
    try:
        return file_called(name, brief_as_pdf(brief, mark_of(request)), "application/pdf")
    except NoPaper as error:
        return without_file(request, str(error))
