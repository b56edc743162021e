"""Pages that were made a moment ago are answered once more."""

import re
from collections.abc import Callable
from hashlib import sha256
from math import ceil
from time import time
from typing import Final, NamedTuple, TypeGuard

from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import set_response_etag

from portal.parameters import PUBLIC_SECONDS
from portal.views.errors import DATABASE_AWAY
from records.writes import latest_write

PUBLIC: Final = f"public, max-age={PUBLIC_SECONDS}"
ASKED_ALWAYS: Final = "no-cache"
YEARS: Final = ("/years/", "/years.", "/en/years/", "/en/years.")
PAGES: Final = re.compile("(/en)?/((clusters|organisations)/([CO][0-9]{4,11}/(progress/)?)?|history/|data/)?")
LONGEST_PAGE: Final = 200_000  # bytes; what is longer is a file


class Kept(NamedTuple):
    """A page: when it was made, the latest write before that (0 where it isn't asked for), and what was answered."""

    made: float
    written: int
    content: bytes
    headers: dict[str, str]


class RememberPages:
    """Answer a page as it was made less than a minute ago, if nothing was written since.

    That costs one small query (``records.writes``) and is exact: a consent that is withdrawn counts at once. The years
    aren't even asked for: they're the same for everyone, cost the most and change the least, and the minute that
    caches may keep a page runs from when it was made, so a change shows within it whoever kept the page.

    Who brings any cookie, as officers do, or asks for a fresh page (``no-cache``) has it made anew. A selection (``?``)
    isn't remembered: there are too many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_remembered(request):
            return self.get_response(request)
        by_the_minute = request.path_info.startswith(YEARS)
        written = 0 if by_the_minute else _written()
        if written is None:
            return self.get_response(request)
        memory = cache if by_the_minute else caches["pages"]
        key = _key(request)
        if "no-cache" not in request.headers.get("Cache-Control", ""):
            again = _again(memory.get(key), written)
            if again is not None:
                return again
        made = time()
        response = self.get_response(request)
        if _is_page(response) and response["Cache-Control"] in ({PUBLIC} if by_the_minute else {PUBLIC, ASKED_ALWAYS}):
            set_response_etag(response)
            memory.set(key, Kept(made, written, response.content, dict(response.items())), PUBLIC_SECONDS)
        return response


def _may_be_remembered(request: HttpRequest) -> bool:
    asks = request.method == "GET" and not request.META.get("QUERY_STRING") and not request.META.get("HTTP_COOKIE")
    return asks and bool(request.path_info.startswith(YEARS) or PAGES.fullmatch(request.path_info))


def _written() -> int | None:
    try:
        return latest_write()
    except DATABASE_AWAY:
        return None


def _key(request: HttpRequest) -> str:
    asked = (request.scheme or "", request.META.get("HTTP_HOST", ""), request.path_info)
    return f"page-{sha256(repr(asked).encode()).hexdigest()}"


def _is_page(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return response.status_code == 200 and isinstance(response, HttpResponse) and len(response.content) <= LONGEST_PAGE


def _again(kept: Kept | None, written: int) -> HttpResponse | None:
    """Return the answer that is kept, if it still holds; caches may keep it for what is left of its minute."""
    if kept is None or kept.written != written or not 0 <= (age := time() - kept.made) < PUBLIC_SECONDS:
        return None
    headers = kept.headers
    if headers["Cache-Control"] == PUBLIC:
        headers = {**headers, "Cache-Control": f"public, max-age={ceil(PUBLIC_SECONDS - age)}"}
    return HttpResponse(kept.content, headers=headers)
