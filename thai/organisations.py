"""Names of organisations: what two spellings of one organisation's name have in common."""

import re
import unicodedata
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.fields import DerivedField
from thai.text import search_key

# How a name begins or ends by law or by habit, not by which organisation it is; longer ones first.
_BEGINNINGS: Final = (
    "ห้างหุ้นส่วนสามัญนิติบุคคล",
    "ห้างหุ้นส่วนสามัญ",
    "ห้างหุ้นส่วนจำกัด",
    "ห้างหุ้นส่วน",
    "กลุ่มวิสาหกิจชุมชน",
    "วิสาหกิจชุมชน",
    "บริษัทมหาชนจำกัด",
    "บริษัทจำกัด",
    "บริษัท",
    "บมจ",
    "บจก",
    "หจก",
    "หสน",
)
_ENDINGS: Final = ("สำนักงานใหญ่", "มหาชน", "จำกัด")
# Counted only where they stand alone, in front or behind: inside a word they may be any letters.
_WORDS_BEFORE: Final = frozenset({"บจ"})
_COMPANY = frozenset({"co", "company", "corp", "corporation", "coltd", "inc", "pcl", "plc", "public"})
_PARTNERSHIP = frozenset({"limited", "lp", "ltd", "ltdpart", "part", "partnership"})
_WORDS_BEHIND: Final = _COMPANY | _PARTNERSHIP | {"บจ", "บจก", "บมจ", "จก", "หจก"}
_SHORT_COMPANY = re.compile(r"^บ\. ?")


def identity_name(name: str) -> str:
    """Return what is compared when two names may mean the same organisation; never shown.

    Legal forms at the beginning or end, in Thai or English and written out or short, don't count, nor do spaces,
    punctuation, tone marks, capitals and the encoding. A name that is nothing else keeps its words.
    """
    words = _words(_SHORT_COMPANY.sub("", search_key(name)))
    essence = words
    while (shorter := _without_one_form(essence)) != essence:
        essence = shorter
    return "".join(essence) or "".join(words)


def _words(key: str) -> tuple[str, ...]:
    """Split at spaces and punctuation; a full stop joins ("Co.Ltd.", "P.C.L."), but not behind a Thai short form."""
    key = key.replace(".", "")
    return tuple("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in key).split())


def _without_one_form(words: tuple[str, ...]) -> tuple[str, ...]:
    if words and words[-1] in _WORDS_BEHIND:
        return words[:-1]
    if words and words[0] in _WORDS_BEFORE:
        return words[1:]
    joined = "".join(words)
    for beginning in _KEYED_BEGINNINGS:
        if joined.startswith(beginning):
            return _drop_signs(words, len(beginning))
    for ending in _KEYED_ENDINGS:
        if joined.endswith(ending):
            reversed_words = tuple(word[::-1] for word in reversed(words))
            rest = _drop_signs(reversed_words, len(ending))
            return tuple(word[::-1] for word in reversed(rest))
    return words


def _drop_signs(words: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return ``words`` without their first ``count`` signs, wherever their spaces are."""
    rest = list(words)
    while count:
        taken = min(count, len(rest[0]))
        rest[0] = rest[0][taken:]
        count -= taken
        if not rest[0]:
            rest.pop(0)
    return tuple(rest)


_KEYED_BEGINNINGS: Final = tuple(search_key(form) for form in _BEGINNINGS)
_KEYED_ENDINGS: Final = tuple(search_key(form) for form in _ENDINGS)


class IdentityNameField(DerivedField):
    """What a row's name has in common with other spellings of it: ``identity_name`` of one attribute."""

    description = _("ชื่อสำหรับตรวจรายการซ้ำ")

    def derived_value(self, instance: models.Model) -> str:
        (name,) = self.source_texts(instance)
        return identity_name(name)
