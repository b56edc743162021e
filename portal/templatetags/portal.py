"""Tags of the public pages: the same page in the other language, the current part of the site, parts of a bar."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Final, cast

from django import template
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse, translate_url
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from clusters.reports.province_map import ProvinceArea
from portal.parameters import PUBLIC_SECONDS, DirectoryParams
from records.paging import CURSOR

register = template.Library()

CURRENT: Final = ' aria-current="true"'


@dataclass(frozen=True)
class LanguageLink:
    """Where the page is in another language."""

    code: str
    name: str
    address: str


@dataclass(frozen=True)
class BarPart:
    """A stretch of a bar in percentages, written the same in every language; ``rest`` is what lies beyond it."""

    kind: str
    start: str
    size: str
    rest: str


def home_in(language: str) -> str:
    """Return the address of the home page in ``language``."""
    with override(language):
        try:
            return reverse("portal:home")
        except NoReverseMatch:
            return get_script_prefix()


def _is_page(request: HttpRequest | None) -> bool:
    """Tell whether the request's address is one of ours: an error page has none in the other language."""
    if request is not None and request.resolver_match is not None:
        return True
    try:
        return request is not None and bool(resolve(request.path_info))
    except Resolver404:
        return False


def address_in(language: str, request: HttpRequest | None) -> str:
    """Return the request's page in ``language``, query included; the home page when there is no such page.

    Worked out once for an answer: every page names it three times.
    """
    if request is None or not _is_page(request):
        return home_in(language)
    known: dict[str, str] = request.__dict__.setdefault("_addresses", {})
    if language not in known:
        known[language] = translate_url(request.get_full_path(), language)
    return known[language]


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> LanguageLink:
    """Return the link to this page in the (one) other language."""
    code, name = next((code, name) for code, name in settings.LANGUAGES if code != _language())
    return LanguageLink(code, str(name), address_in(code, context.get("request")))


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> SafeString:
    """Return ``<link rel="alternate">`` for every language of this page; nothing where the page has no address."""
    request: HttpRequest | None = context.get("request")
    if request is None or not _is_page(request):
        return SafeString("")
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}">',
        ((code, address_in(code, request)) for code, _ in settings.LANGUAGES),
    )


@register.simple_tag(takes_context=True)
def current(context: Context, address: str, *, exact: bool = False) -> SafeString:
    """Return ``aria-current`` for a link to ``address``: "page" on that page, "true" on a page below it."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request is not None and address else ""
    if path and path == address:
        return format_html(' aria-current="{}"', "page")
    if path and not exact and path.startswith(address):
        return format_html(' aria-current="{}"', "true")
    return SafeString("")


@register.simple_tag
def filters(params: DirectoryParams, action: str) -> SafeString:
    """Return the form of a directory's filters, remembered as long as its choices are.

    It has up to thirteen drop-downs and is a third of what the page costs, and the same for all who asked the same.
    """
    data = cast(QueryDict, params.data)
    asked = [(name, data.getlist(name)) for name in params.fields if name != CURSOR]
    told = repr((type(params).__name__, get_language(), action, asked))
    key = f"filters-{sha256(told.encode(errors='replace')).hexdigest()}"

    def made() -> SafeString:
        return render_to_string("components/filters.html", {"params": params, "action": action})

    return cast(SafeString, caches["pages"].get_or_set(key, made, PUBLIC_SECONDS))


@register.simple_tag
def bar_parts(parts: Iterable[tuple[str, int | Decimal | None]], maximum: int | Decimal) -> list[BarPart]:
    """Lay ``(kind, value)`` pairs end to end on an axis from 0 to ``maximum``; unknown and zero take no room."""
    laid: list[BarPart] = []
    start = Decimal(0)
    for kind, value in parts:
        if value:
            size = Decimal(value) * 100 / Decimal(maximum)
            laid.append(BarPart(kind, f"{start:.3f}", f"{size:.3f}", f"{100 - start - size:.3f}"))
            start += size
    return laid


@register.simple_tag
def map_areas(areas: Iterable[ProvinceArea], shapes: str, prefix: str, here: str) -> SafeString:
    """Return a link for each province of a map, to ``prefix`` and its code; ``here`` is the one that is asked for.

    Written in one go: there are up to 77 of them on the page.
    """
    return SafeString(
        "\n".join(
            f'<a class="map-area map-shade-{area.shade}{" map-here" if area.code == here else ""}"'
            f' href="{escape(prefix)}{escape(area.code)}"{CURRENT if area.code == here else ""}>'
            f"<title>{escape(area.name)} {area.count:,}</title>"
            f'<use href="{escape(shapes)}#p{escape(area.code)}" /></a>'
            for area in areas
        )
    )
