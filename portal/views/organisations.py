"""The directory of organisations, its files, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clusters.reports.province_map import ProvinceMap
from members.exports import organisations_as_csv, organisations_as_json, organisations_as_workbook
from members.models import Organisation
from members.reports.organisation_directory import in_public, organisations_per_province
from members.reports.organisation_page import OrganisationPage
from portal.files import csv_file, workbook_file
from portal.officers import rows_of_organisations
from portal.organisation_parameters import OrganisationParams
from portal.parameters import reference_choices
from portal.sample_data import mark_of
from portal.views.errors import bad_request_json, bad_request_page
from records.paging import OffTheList, page_of
from thai.calendar import fiscal_year_of
from thai.text import search_terms


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the public organisations that are asked for."""
    params = OrganisationParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    asked = params.cleaned_data
    try:
        page = page_of(params.rows().as_listed(), asked["page"], request.GET, asked["cursor"])
    except OffTheList as error:
        return bad_request_page(request, [error.problem])
    context = {
        "params": params,
        "page": page,
        "map": ProvinceMap.of(organisations_per_province(), reference_choices().province),
        "shown": in_public(page.rows),
        "ways_out": [] if page.count else params.ways_out(),
        "terms": search_terms(params.words),
        "admin_lists": rows_of_organisations(request, params),
    }
    return render(request, "members/organisations.html", context)


@require_safe
def organisations_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer exactly the selection, a line per organisation."""
    params = OrganisationParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    return csv_file(organisations_as_csv(params.selection), "organisations.csv")


@require_safe
def organisations_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Answer the same as a workbook."""
    params = OrganisationParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    mark = mark_of(request)
    return workbook_file(lambda: organisations_as_workbook(params.selection, mark), "organisations.xlsx")


@require_safe
def organisations_json(request: HttpRequest) -> HttpResponseBase:
    """Answer the same as data."""
    params = OrganisationParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    return StreamingHttpResponse(organisations_as_json(params.selection), content_type="application/json")


@require_safe
@cache_control(no_cache=True)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Show one organisation; a code in small letters and a merged row lead to the right address.

    It may show contacts, so caches ask each time: a consent that is withdrawn counts at once.
    """
    if code != code.upper():
        return redirect("portal:organisation", code.upper(), permanent=True)
    row = get_object_or_404(Organisation.objects.select_related("sector", "province"), code=code)
    if row.merged_into is not None:
        return redirect(row.merged_into)
    page = OrganisationPage.of(row, fiscal_year_of(localdate()))
    if page is None:
        raise Http404
    parents = [(_("หน่วยงานและสมาชิก"), reverse("portal:organisations"))]
    return render(request, "members/organisation.html", {"page": page, "parents": parents})
