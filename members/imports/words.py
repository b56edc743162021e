"""The one form of a text, quickly: nearly every cell of a list has it already, and many say the same."""

import re
from functools import lru_cache
from typing import Final

from thai.organisations import identity_name
from thai.text import normalise

# Signs that stay as they are, each with at most a vowel and a tone mark in the order of the keyboard.
_NORMAL: Final = re.compile(r"(?:[ -~]|(?!เเ)[ก-ะเ-ไฯๆ](?:[ัิ-ฺ็-์๎]|[ัิ-ู][่-๋์])?|[าำ](?![่-๋]))*")
_CACHED: Final = 20_000
_SHORT: Final = 200


def normal(text: str) -> str:
    """Return ``thai.text.normalise`` of a text."""
    return _known(text) if len(text) <= _SHORT else normalise(text)


@lru_cache(maxsize=_CACHED)
def _known(text: str) -> str:
    if "  " not in text and text.strip() == text and _NORMAL.fullmatch(text):
        return text
    return normalise(text)


@lru_cache(maxsize=_CACHED)
def same_name(name: str) -> str:
    """Return ``thai.organisations.identity_name``, which a row's name is asked for many times."""
    return identity_name(name)
