"""Answers to what went wrong, in the language of the address.

Error pages are never stored by caches. Those of 500 and 503 are rendered without the request, so that they need neither
the database nor a session; the others take from the request what the header shows.
"""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, override

DATABASE_AWAY = (OperationalError, InterfaceError)
DISK_FULL = ("disk is full", "No space left on device")
RETRY_AFTER_SECONDS = 60


class NotHere(Http404):
    """A page that isn't there, with a reason that its readers should see."""


Problem = tuple[str | Promise, str | Promise]


def _answer(
    request: HttpRequest, template: str, status: int, context: dict[str, object] | None = None, *, alone: bool = False
) -> HttpResponse:
    """Render an error page; ``alone`` keeps the request, and with it every context processor, out of it.

    It shows no rows, so it doesn't ask whether they're invented: it needs no database.
    """
    context = {"sample_data_is_loaded": False, **(context or {})}
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        page = render_to_string(template, context, request=None if alone else request)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})


def bad_request_page(request: HttpRequest, problems: Sequence[Problem], back: str = "") -> HttpResponse:
    """Answer 400 with a page that names each wrong parameter.

    ``problems`` are (what the reader calls the parameter, what is wrong and what to do); ``back`` is the address of the
    page to return to, by default this one without its parameters.
    """
    return _answer(request, "errors/problems.html", 400, {"problems": problems, "back": back or request.path})


def without_file(request: HttpRequest, text: str) -> HttpResponse:
    """Answer 503 where a file can't be made now, with what is missing; the page that offers it runs on."""
    answer = _answer(request, "errors/no_file.html", 503, {"text": text})
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def bad_request_json(problems: Sequence[Problem]) -> JsonResponse:
    """Answer 400 to who asked for data."""
    named = [{"parameter": str(label), "message": str(message)} for label, message in problems]
    return JsonResponse({"problems": named}, status=400, json_dumps_params={"ensure_ascii": False})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django refused to read."""
    return _answer(request, "errors/400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone who may not see the page."""
    return _answer(request, "errors/403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came from elsewhere, or was open for too long."""
    return _answer(request, "errors/403_form.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere; the reason is shown where it was written for readers (``NotHere``)."""
    reason = str(exception) if isinstance(exception, NotHere) else ""
    return _answer(request, "errors/404.html", 404, {"reason": reason})


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; 503 when a middleware, beyond ``ServiceUnavailable``'s reach, lost the database."""
    if isinstance(reason := sys.exception(), DATABASE_AWAY):
        return service_unavailable(request, reason)
    return _answer(request, "errors/500.html", 500, alone=True)


def disk_is_full(exception: BaseException | None) -> bool:
    """Tell whether the database refused to write for want of room: SQLite's words and PostgreSQL's."""
    return isinstance(exception, OperationalError) and any(words in str(exception) for words in DISK_FULL)


def service_unavailable(request: HttpRequest, reason: BaseException | None = None) -> HttpResponse:
    """Answer while the database can't be reached or can't write, and say when to come again."""
    template = "errors/503_disk.html" if disk_is_full(reason) else "errors/503.html"
    response = _answer(request, template, 503, alone=True)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
