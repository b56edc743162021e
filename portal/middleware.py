"""What holds for every page, whoever serves it."""

import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header
from django.utils.translation import activate, get_language_from_path, override

from portal import sample_data
from portal.remembered import PUBLIC
from portal.views.errors import DATABASE_AWAY, service_unavailable
from programmes.models.demo import sentence

logger = logging.getLogger(__name__)

PRIVATE: Final = ("/admin/", "/account/", "/en/account/")
# Answers that are the same for everyone who asks; errors pass soon.
KEPT: Final = frozenset({200, 301, 302, 304})
# How data of a type is marked, and with which words.
MARKS: Final = {
    "text/csv": (sample_data.marked_csv, sample_data.word),
    "application/json": (sample_data.marked_json, sentence),
}


class ServiceUnavailable:
    """Answer 503 instead of 500 when the database is away or takes too long: it isn't the page that is wrong.

    Django turns exceptions into answers at each middleware, so none arrives in ``__call__``; views' exceptions come to
    ``process_exception``, those of other middleware to ``portal.views.errors.server_error``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the 503 page for a failure of the database's connection, None for any other exception."""
        if not isinstance(exception, DATABASE_AWAY):
            return None
        logger.error("The database did not answer %s", request.path, exc_info=exception)
        return service_unavailable(request, exception)


class LanguageOfAddress:
    """Speak the language of the address, and no other: Thai without prefix, English under ``/en/``.

    Django's own also asks the browser and a cookie, so one address would have several pages and every cache would keep
    each of them (``Vary``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with override(language):
            response = self.get_response(request)
        if response.streaming:
            activate(language)  # its words are still to be written
        response.headers.setdefault("Content-Language", language)
        return response


class MarkSampleData:
    """Say in every file and in all data that it's invented, while the sample world is loaded; pages say it themselves.

    Below ``CommonMiddleware``, which counts the bytes. An error holds none of the data, nor does what machines ask of
    the server, which is of no namespace.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        mark = MARKS.get(response.headers.get("Content-Type", "").partition(";")[0])
        named = "Content-Disposition" in response.headers
        if not (mark or named) or not self._holds_data(request, response) or not sample_data.is_loaded(request):
            return response
        if named:
            marked = sample_data.marked_disposition(response.headers["Content-Disposition"])
            response.headers["Content-Disposition"] = marked
        if mark:
            function, text = mark
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = function(response.streaming_content, text())  # type: ignore[arg-type]
            elif isinstance(response, HttpResponse):
                response.content = b"".join(function([response.content], text()))
        return response

    @staticmethod
    def _holds_data(request: HttpRequest, response: HttpResponseBase) -> bool:
        asked = request.resolver_match
        return asked is not None and bool(asked.namespaces) and response.status_code < 400


class CacheAnonymousPages:
    """Say of every answer whether caches may keep it: public pages for a minute, everything else not at all.

    A view that says so itself is left alone. An answer that depends on the visitor (a cookie was read or set) is never
    kept, whatever its address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        personal = response.cookies or has_vary_header(response, "Cookie")
        if personal or request.path_info.startswith(PRIVATE) or response.status_code not in KEPT:
            response.headers.setdefault("Cache-Control", "no-store")
        else:
            response.headers.setdefault("Cache-Control", PUBLIC)
        return response


class CompressPublicPages(GZipMiddleware):
    """Compress what caches may keep, and nothing else.

    A compressed answer tells by its length whether a guess stands twice in it (BREACH). Public pages are the same for
    everyone and hold no secret to guess; pages of accounts are never kept by caches and never compressed.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "no-store" in response.headers.get("Cache-Control", "no-store"):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
