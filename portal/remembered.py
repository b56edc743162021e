"""Pages that were made a moment ago are answered once more."""

import re
from collections.abc import Callable
from hashlib import sha256
from math import ceil
from time import time
from typing import Final, NamedTuple, TypeGuard

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import set_response_etag

from portal.parameters import PUBLIC_SECONDS
from portal.views.errors import DATABASE_AWAY
from records.writes import latest_write

PUBLIC: Final = f"public, max-age={PUBLIC_SECONDS}"
ASKED_ALWAYS: Final = "no-cache"
LONGEST_PAGE: Final = 400_000  # bytes; what is longer is a file


class Memory(NamedTuple):
    """How pages are remembered: how many seconds at most, and how many of these one asking is trusted."""

    longest: int
    trusted: int


# The year that a page speaks of may be that of the day; a report's is its own.
PAGES: Final = (
    (re.compile("(/en)?/years[/.].*"), Memory(longest=10 * PUBLIC_SECONDS, trusted=PUBLIC_SECONDS)),
    (
        re.compile("(/en)?/((clusters|organisations)/([CO][0-9]{4,11}/(progress/)?)?|history/|data/)?"),
        Memory(longest=PUBLIC_SECONDS, trusted=0),
    ),
)


class Kept(NamedTuple):
    """A page as it was answered: when it was made, after which write (None: somebody was writing), when asked last."""

    made: float
    written: int | None
    asked: float
    content: bytes
    headers: dict[str, str]


class RememberPages:
    """Answer a page as it was made, if nothing was written since.

    Asking costs one small query (``records.writes``) and is exact: a consent that is withdrawn counts at once. The
    years are the same for everyone, cost the most and change the least, so for them one asking is trusted for the
    minute that caches may keep a page, and that minute runs from the asking: a change shows within it whoever kept the
    page.

    Who brings any cookie, as officers do, or asks for a fresh page (``no-cache``) has it made anew. A selection (``?``)
    isn't remembered: there are too many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memory = _memory_of(request)
        if memory is None:
            return self.get_response(request)
        key, now = _key(request), time()
        kept: Kept | None = None
        if "no-cache" not in request.headers.get("Cache-Control", ""):
            kept = caches["pages"].get(key)
        if kept is not None and 0 <= now - kept.asked < memory.trusted:
            return _again(kept, now)
        written = _written()
        if kept is not None and kept.written == written is not None and 0 <= now - kept.made < memory.longest:
            kept = kept._replace(asked=now)
            if memory.trusted:
                caches["pages"].set(key, kept, memory.longest)
            return _again(kept, now)
        response = self.get_response(request)
        if (written is not None or memory.trusted) and _is_page(response, memory):
            set_response_etag(response)
            kept = Kept(now, written, now, response.content, dict(response.items()))
            caches["pages"].set(key, kept, memory.longest)
        return response


def _memory_of(request: HttpRequest) -> Memory | None:
    """Return how the page that is asked for is remembered; None if it isn't."""
    if request.method != "GET" or request.META.get("QUERY_STRING") or request.META.get("HTTP_COOKIE"):
        return None
    return next((memory for pages, memory in PAGES if pages.fullmatch(request.path_info)), None)


def _written() -> int | None:
    try:
        return latest_write()
    except DATABASE_AWAY:
        return None


def _key(request: HttpRequest) -> str:
    asked = (request.scheme or "", request.META.get("HTTP_HOST", ""), request.path_info)
    return f"page-{sha256(repr(asked).encode()).hexdigest()}"


def _is_page(response: HttpResponseBase, memory: Memory) -> TypeGuard[HttpResponse]:
    """Tell whether the answer is one to remember: without asking, only what caches may keep as well."""
    if response.status_code != 200 or not isinstance(response, HttpResponse) or len(response.content) > LONGEST_PAGE:
        return False
    return response["Cache-Control"] == PUBLIC or (not memory.trusted and response["Cache-Control"] == ASKED_ALWAYS)


def _again(kept: Kept, now: float) -> HttpResponse:
    """Return the answer that is kept; caches may keep it for what is left of the minute since it was asked for."""
    headers = kept.headers
    if headers["Cache-Control"] == PUBLIC:
        headers = {**headers, "Cache-Control": f"public, max-age={ceil(PUBLIC_SECONDS - (now - kept.asked))}"}
    return HttpResponse(kept.content, headers=headers)
