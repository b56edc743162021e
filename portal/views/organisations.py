"""The page of each organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from members.models import Organisation
from members.reports.organisation_page import OrganisationPage
from thai.calendar import fiscal_year_of


@require_safe
@cache_control(no_cache=True)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Show one organisation; a code in small letters and a merged row lead to the right address.

    It may show contacts, so caches ask each time: a consent that is withdrawn counts at once.
    """
    if code != code.upper():
        return redirect("portal:organisation", code.upper(), permanent=True)
    row = get_object_or_404(Organisation.objects.select_related("sector", "province", "merged_into"), code=code)
    if row.merged_into is not None:
        return redirect(row.merged_into)
    page = OrganisationPage.of(row, fiscal_year_of(localdate()))
    if page is None:
        raise Http404
    return render(request, "members/organisation.html", {"page": page})
