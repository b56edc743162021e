"""Addresses of rows by their codes, worked out once for all rows of a kind."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address_of(page: str, code: str) -> str:
    """Return the address of the page of the row with this code, a letter before digits; what ``reverse`` returns.

    A page names up to two hundred rows, and Django goes through all addresses of the portal for each.
    """
    before, after = _around(page, code[:1], get_language(), get_script_prefix())
    return f"{before}{code}{after}"


@lru_cache(64)
def _around(page: str, letter: str, language: str | None, prefix: str) -> tuple[str, str]:
    """Return what stands before and behind the code, in a language and below a prefix."""
    place = f"{letter}00000000"
    before, _place, after = reverse(page, args=[place]).partition(place)
    return before, after
