"""Where in a shown text the sought words stand: what is compared is a key, what is marked is the text itself."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from thai.text import SearchTerms, search_key

_ATTACHED = frozenset({"Mn", "Me", "Cc", "Cf", "Cs"})


def found_in(text: str, terms: SearchTerms) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` that hold what was asked for, as beginning and end.

    A stretch never cuts a sign from the marks above and below it. One or two signs are found at the beginning only, as
    they are searched. Empty where nothing is found, and for the rare text whose key can't be followed sign by sign.
    """
    sought_in = search_key(text)
    if not terms.key or terms.key not in sought_in:
        return []
    cells = list(_cells(text))
    keys = _trimmed([_key_of(cell) for cell in cells])
    key = "".join(keys)
    if key != sought_in:
        return []
    cell_at = [number for number, part in enumerate(keys) for _sign in part]
    ends = list(accumulate(map(len, cells)))
    return [
        (ends[cell_at[start]] - len(cells[cell_at[start]]), ends[cell_at[start + len(terms.key) - 1]])
        for start in _starts(key, terms)
    ]


def _starts(key: str, terms: SearchTerms) -> Iterator[int]:
    if terms.prefix_only:
        yield from [0] if key.startswith(terms.key) else []
        return
    start = key.find(terms.key)
    while start >= 0:
        yield start
        start = key.find(terms.key, start + len(terms.key))


def _cells(text: str) -> Iterator[str]:
    """Cut a text into signs with the marks that belong to them; spaces in a row are one, as is เ typed twice."""
    cell = ""
    for sign in text:
        attached = unicodedata.category(sign) in _ATTACHED and not sign.isspace()
        if cell and (attached or (sign.isspace() and cell[0].isspace()) or (sign == cell == "เ")):
            cell += sign
        else:
            if cell:
                yield cell
            cell = sign
    if cell:
        yield cell


@lru_cache(maxsize=4096)
def _key_of(cell: str) -> str:
    return f" {search_key(cell)}" if cell[0].isspace() else search_key(cell)


def _trimmed(keys: list[str]) -> list[str]:
    """Take away the spaces that a key doesn't have: at both ends, and one behind another."""
    trimmed: list[str] = []
    before = " "
    for key in keys:
        kept = key.lstrip() if before == " " else key
        trimmed.append(kept)
        before = kept[-1] if kept else before
    for position in range(len(trimmed) - 1, -1, -1):
        trimmed[position] = trimmed[position].rstrip()
        if trimmed[position]:
            break
    return trimmed
