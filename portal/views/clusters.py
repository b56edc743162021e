"""The directory of clusters, its files, and the page of each."""

from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clusters.exports import clusters_as_csv, clusters_as_json, clusters_as_workbook
from clusters.models import Cluster
from clusters.reports.centres import Centres
from clusters.reports.province_map import ProvinceMap
from members.reports.cluster_members import ClusterMembers
from portal.cluster_list import lines_of, page_of_clusters
from portal.files import csv_file, workbook_file
from portal.officers import rows_of_clusters
from portal.parameters import ClusterParams, reference_choices
from portal.sample_data import mark_of
from portal.views.errors import bad_request_json, bad_request_page
from programmes.progress_data import progress_as_csv, progress_as_data
from programmes.reports.cluster_progress import ClusterProgress
from programmes.reports.cluster_years import ClusterYears
from records.paging import OffTheList
from thai.calendar import fiscal_year_of
from thai.text import search_terms

LINE_SHARE: Final = "https://social-plugins.line.me/lineit/share"


@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    """List the public clusters that are asked for."""
    params = ClusterParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    try:
        page = page_of_clusters(params, request.GET)
    except OffTheList as error:
        return bad_request_page(request, [error.problem])
    context = {
        "params": params,
        "page": page,
        "lines": lines_of(page.rows, with_size=params.cleaned_data["sort"] == "members"),
        "map": ProvinceMap.of(params.selection.per_province(), reference_choices().province),
        "ways_out": [] if page.count else params.ways_out(),
        "terms": search_terms(params.words),
        "admin_lists": rows_of_clusters(request, params),
    }
    return render(request, "clusters/clusters.html", context)


@require_safe
def clusters_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer exactly the selection, a line per cluster."""
    params = ClusterParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    return csv_file(clusters_as_csv(params.selection), "clusters.csv")


@require_safe
def clusters_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Answer the same as a workbook."""
    params = ClusterParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    mark = mark_of(request)
    return workbook_file(lambda: clusters_as_workbook(params.selection, mark), "clusters.xlsx")


@require_safe
def clusters_json(request: HttpRequest) -> HttpResponseBase:
    """Answer the same as data."""
    params = ClusterParams(request.GET)
    if not params.is_valid():
        return bad_request_json(params.problems)
    return StreamingHttpResponse(clusters_as_json(params.selection), content_type="application/json")


@require_safe
@cache_control(no_cache=True)
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """Show one cluster; a code in small letters and a cluster merged into another lead to the right address.

    It may show contacts, so caches ask each time: a consent that is withdrawn counts at once.
    """
    if code != code.upper():
        return redirect("portal:cluster", code.upper(), permanent=True)
    shown = _public_cluster(code)
    if shown.merged_into is not None:
        return redirect(shown.merged_into)
    year = fiscal_year_of(localdate())
    context = {
        "cluster": shown,
        "parents": [(_("คลัสเตอร์"), reverse("portal:clusters"))],
        "centres": Centres.looking_after(shown.provinces_shown, year),
        "members": ClusterMembers.of(shown, year),
        "participation": ClusterYears.for_cluster(shown),
        "share": f"{LINE_SHARE}?{urlencode({'url': request.build_absolute_uri(request.path)})}",
    }
    return render(request, "clusters/cluster.html", context)


@require_safe
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Show a cluster's years, with what it reached in each."""
    if code != code.upper():
        return redirect("portal:cluster-progress", code.upper(), permanent=True)
    shown = _public_cluster(code)
    if shown.merged_into is not None:
        return redirect("portal:cluster-progress", shown.merged_into.code)
    parents = [(_("คลัสเตอร์"), reverse("portal:clusters")), (str(shown), shown.get_absolute_url())]
    context = {"cluster": shown, "progress": ClusterProgress.of(shown), "parents": parents}
    return render(request, "clusters/progress.html", context)


@require_safe
def progress_json(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the same as data."""
    shown = _public_cluster(code)
    if shown.merged_into is not None or code != shown.code:
        return redirect("portal:cluster-progress-json", (shown.merged_into or shown).code)
    data = progress_as_data(shown, ClusterProgress.of(shown))
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def progress_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer a line per year and indicator."""
    shown = _public_cluster(code)
    if shown.merged_into is not None or code != shown.code:
        return redirect("portal:cluster-progress-csv", (shown.merged_into or shown).code)
    return csv_file(progress_as_csv(shown, ClusterProgress.of(shown)), f"progress-{shown.code}.csv")


def _public_cluster(code: str) -> Cluster:
    """Return the cluster that everyone may know of, or answer that there is none."""
    shown = get_object_or_404(Cluster.objects.with_places(), code=code.upper())
    if shown.state == Cluster.State.DRAFT:
        raise Http404
    return shown
