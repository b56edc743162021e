"""The directory of clusters, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clusters.models import Cluster
from clusters.reports.centres import Centres
from members.reports.cluster_members import ClusterMembers
from portal.views.errors import bad_request_page
from programmes.reports.cluster_years import ClusterYears
from records.paging import NoSuchPage, page_of
from records.params import PageParam, Params, TextParam
from thai.calendar import fiscal_year_of
from thai.text import normalise, search_terms


class ClusterParams(Params):
    """What the directory is asked for."""

    q = TextParam(label=gettext_lazy("คำค้น"))
    page = PageParam()


@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    """List the public clusters whose names match, in dictionary order."""
    params = ClusterParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    query = normalise(params.cleaned_data["q"])
    found = Cluster.objects.public().matching(query).with_places()
    try:
        page = page_of(found, params.cleaned_data["page"], request.GET)
    except NoSuchPage as error:
        return bad_request_page(request, [(_("เลขหน้า (page)"), error.message)])
    return render(request, "clusters/clusters.html", {"page": page, "query": query, "terms": search_terms(query)})


@require_safe
@cache_control(no_cache=True)
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """Show one cluster; a code in small letters and a cluster merged into another lead to the right address.

    It may show contacts, so caches ask each time: a consent that is withdrawn counts at once.
    """
    if code != code.upper():
        return redirect("portal:cluster", code.upper(), permanent=True)
    shown = get_object_or_404(Cluster.objects.with_places().select_related("merged_into"), code=code)
    if shown.merged_into is not None:
        return redirect(shown.merged_into)
    if shown.state == Cluster.State.DRAFT:
        raise Http404
    year = fiscal_year_of(localdate())
    context = {
        "cluster": shown,
        "parents": [(_("คลัสเตอร์"), reverse("portal:clusters"))],
        "centres": Centres.looking_after(shown.provinces_shown, year),
        "members": ClusterMembers.of(shown, year),
        "participation": ClusterYears.for_cluster(shown),
    }
    return render(request, "clusters/cluster.html", context)
