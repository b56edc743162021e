"""One address for each page, in whichever digits it was typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from thai.text import plain_digits


class PlainDigitsMiddleware:
    """Redirects a GET or HEAD whose path has Thai digits to the same address with ASCII digits.

    The query stays as it is: what a person searches for may be in Thai digits. A path that begins with two slashes
    stays on this host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        plain = plain_digits(request.path)
        if plain == request.path or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        return self._redirect(plain, request.META.get("QUERY_STRING", ""))

    def _redirect(self, path: str, query: str) -> HttpResponse:
        address = escape_leading_slashes(escape_uri_path(path))
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
