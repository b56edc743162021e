"""Thai text: one normal form, a key to search by and a key to sort by.

Three forms of one name, each for its purpose:

- ``normalise`` is what is stored and shown: sara am as one sign, marks in the order of the keyboard;
- ``search_key`` is never shown: what two spellings of the same word have in common;
- ``sort_key`` is never shown: compared sign by sign it gives the order of a Thai dictionary, on every database.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

SHORTEST_SUBSTRING = 3
LONGEST_QUERY = 1000  # signs; no name is longer, and SQLite refuses a pattern of 50,000 bytes
LONGEST_WRITTEN = 10 * LONGEST_QUERY  # signs as typed, invisible ones included; longer text is not even read

_NAMES_REMEMBERED = 16  # a row's columns are worked out one after the other from the same few names
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Signs without a shape that aren't in Unicode's categories Cc and Cf: joiners, fillers, variation selectors.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(code) for code in range(0xFE00, 0xFE10)}

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_LATE_TONE = re.compile("([าำ])([่-๋]+)")
_MARKS = re.compile("[ัิ-ฺ็-๎]{2,}")  # one alone is in order
# The order in which marks are typed: vowels below and above, maitaikhu, tone, killer; nikhahit last, beside its า.
_MARK_RANK = {mark: rank for rank, mark in enumerate("ฺัิีึืุู็่้๊๋์๎ํ")}

# Set aside when searching: people leave them out or mistake them, and each but phinthu, being no letter to PostgreSQL,
# would break its trigrams. ๅ is often typed as า.
_SOUNDLESS = {**dict.fromkeys(map(ord, "็่้๊๋์๎ฺ")), ord("ๅ"): "า"}


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a person asked for, in the form of the search key.

    ``prefix_only`` is true for one or two signs: they are looked for at the beginning of a name or code only, and the
    page has to say so.
    """

    key: str
    prefix_only: bool


def normalise(text: str) -> str:
    """Return ``text`` in the one form in which it's stored, on one line.

    NFKC with ASCII digits, without invisible signs, with single spaces; sara am is one sign (NFKC takes it apart),
    marks stand in the order of the keyboard, a mark typed twice counts once, and เ typed twice is แ.
    Normalising twice changes nothing.
    """
    while (again := _normalise_once(text)) != text:
        text = again
    return text


def plain_digits(text: str) -> str:
    """Return ``text`` with ASCII digits for Thai ones and nothing else changed."""
    return text.translate(_THAI_DIGITS)


def _normalise_once(text: str) -> str:
    visible = text if _all_is_visible(text) else "".join(sign for sign in text if not _is_invisible(sign))
    text = " ".join(unicodedata.normalize("NFKC", visible).split())
    text = plain_digits(text).replace("เเ", "แ")
    text = _LATE_TONE.sub(r"\2\1", text)
    return _MARKS.sub(_in_typing_order, text).replace("ํา", "ำ")


def _all_is_visible(text: str) -> bool:
    """Tell at once what is true of nearly every name; asking sign by sign takes most of a million names' time."""
    return text.isprintable() and _FILLERS.isdisjoint(text)


def _is_invisible(sign: str) -> bool:
    if sign.isspace():
        return False
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or sign in _FILLERS


def _in_typing_order(marks: re.Match[str]) -> str:
    return "".join(sorted(set(marks[0]), key=_MARK_RANK.__getitem__))


def search_key(*names: str) -> str:
    """Return what a row is searched by: its names in lower case without tone marks, one to a line.

    Also without maitaikhu, thanthakhat, yamakkan and phinthu. Sara am is two signs here, so that any part of it is
    found, in whatever encoding it's typed. Names that are empty are left out.
    """
    keys = (_one_search_key(name) for name in names)
    return "\n".join(key for key in keys if key)


@lru_cache(_NAMES_REMEMBERED)
def _one_search_key(name: str) -> str:
    folded = normalise(normalise(name).casefold()).replace("ำ", "ํา")
    return " ".join(folded.translate(_SOUNDLESS).split())


def search_terms(query: str) -> SearchTerms:
    """Return ``query`` as it's compared with search keys; the key is empty when nothing can be searched for."""
    key = _one_search_key(query)
    return SearchTerms(key=key, prefix_only=0 < len(key) < SHORTEST_SUBSTRING)


def search_filter(query: str, *, key_field: str = "search_key", code_field: str | None = "code") -> Q:
    """Return the filter of the rows that ``query`` asks for, the same on both databases.

    Three signs or more are found anywhere in the names; one or two at the beginning of a name or of the code. A blank
    query keeps every row; one of tone marks alone keeps none, nor does one longer than any name. A code is found by
    three signs or more only where it's among the sources of the key.
    """
    if len(query) > LONGEST_WRITTEN and not query.isspace():
        return Q(pk__in=[])
    terms = search_terms(query)
    if not terms.key:
        return Q(pk__in=[]) if normalise(query) else Q()
    if len(terms.key) > LONGEST_QUERY:
        return Q(pk__in=[])
    if not terms.prefix_only:
        return Q(**{f"{key_field}__contains": terms.key})
    begins = Q(**{f"{key_field}__startswith": terms.key}) | Q(**{f"{key_field}__contains": f"\n{terms.key}"})
    if code_field is None:
        return begins
    return begins | Q(**{f"{code_field}__startswith": terms.key.upper()})


# The order of Intl.Collator("th"): symbols, digits, Thai, Latin, other scripts; spaces and punctuation (ฯ and ๆ too)
# don't count. Each sign is written so that plain comparison gives that order: Latin as its full-width form.
_LETTERS = str.maketrans(
    {
        **dict(zip("`^+<=>|~$฿", "!\"#$%&'()*", strict=True)),
        **{chr(code): chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1)},
        "ํ": "ฯ",  # sorts before every vowel
        "ฺ": "ๅ",  # sorts behind every vowel
        "ๅ": "า",
    }
)
_BEHIND_LATIN = "～"
_SIGNS_REMEMBERED = 1024  # all that a country's names are written with
_LEVEL = " "  # lower than any sign of a level
_PLAIN = "0"
_MARK_WEIGHT = dict(zip("๎์็่้๊๋", "1234567", strict=True))
_CAPITAL = "1"


@lru_cache(_NAMES_REMEMBERED)
def sort_key(text: str) -> str:
    """Return a key whose plain comparison gives the order of a Thai dictionary.

    It has up to three levels: the letters, with a leading vowel behind its consonant; then the tone marks, maitaikhu
    and thanthakhat; then capitals. Names that differ in spaces and punctuation only have the same key. The column
    needs collation "C" on PostgreSQL.
    """
    letters: list[str] = []
    marks: list[str] = []
    capitals: list[str] = []
    decomposed = "".join(map(_decomposed, _LEADING_VOWEL.sub(r"\2\1", normalise(text))))
    for sign in decomposed:
        category = unicodedata.category(sign)
        if sign in _MARK_WEIGHT or (category[0] == "M" and not _is_thai(sign)):
            marks.append(_MARK_WEIGHT.get(sign, sign))
        elif category[0] not in "PZ" and sign not in "ๆฯ":
            letters.append(_letter(sign))
            marks.append(_PLAIN)
            capitals.append(_CAPITAL if category == "Lu" or sign == "ๅ" else _PLAIN)
    levels = ("".join(letters), "".join(marks).rstrip(_PLAIN), "".join(capitals).rstrip(_PLAIN))
    return _LEVEL.join(levels).rstrip(_LEVEL)


@lru_cache(_SIGNS_REMEMBERED)
def _decomposed(sign: str) -> str:
    return sign if _is_thai(sign) else unicodedata.normalize("NFD", sign)


def _is_thai(sign: str) -> bool:
    return "\u0e00" <= sign <= "\u0e7f"


@lru_cache(_SIGNS_REMEMBERED)
def _letter(sign: str) -> str:
    """Return ``sign`` as it's compared at the first level."""
    lower = sign.lower()
    known = lower.translate(_LETTERS)
    return known if known != lower or _is_thai(sign) or sign in "0123456789" else _BEHIND_LATIN + lower
