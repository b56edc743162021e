"""The search of the whole portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.search import SearchFound
from portal.views.errors import bad_request_page
from records.params import Params, TextParam


class SearchParams(Params):
    """What is sought."""

    q = TextParam(label=gettext_lazy("คำค้น"))


@require_safe
@cache_control(no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Show the first clusters and organisations that are called so, and where all of them are listed.

    It may show names that are public by consent, so caches ask each time: a withdrawal counts at once.
    """
    params = SearchParams(request.GET)
    if not params.is_valid():
        return bad_request_page(request, params.problems)
    return render(request, "portal/search.html", {"found": SearchFound.of(params.cleaned_data["q"])})
