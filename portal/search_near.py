"""Clusters whose names come near to what was typed, where nothing is called so: mistyped, or its words apart."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from clusters.models import Cluster
from thai.text import search_key

MOST: Final = 5
MOST_COMPARED: Final = 5000  # names: more than the programme will ever have
SHORTEST_MISTYPED: Final = 4  # signs: any other word of three is but one sign away

# What is said before a name and stands in few of them.
SAID_BEFORE: Final = tuple(map(search_key, ("คลัสเตอร์", "กลุ่ม", "เครือข่าย", "cluster")))
# Letters of one sound, written for each other by mistake.
_SOUNDS: Final = str.maketrans("ใฆศษซณญฐฒธภฬฎฏ", "ไคสสสนยถททพลดต")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query, and the pattern of itself with one sign missing, too many or another."""

    text: str
    mistyped: re.Pattern[str]

    @classmethod
    def of(cls, text: str) -> "Word":
        forms = (f"{re.escape(text[:at])}.{{0,2}}{re.escape(text[at + 1 :])}" for at in range(len(text)))
        return cls(text, re.compile("|".join(forms)))

    def stands_in(self, name: str) -> bool:
        """One wrong sign leaves a half of the word as it is: most names hold neither, and are told apart at once."""
        if self.text in name:
            return True
        middle = len(self.text) // 2
        if len(self.text) < SHORTEST_MISTYPED or not (self.text[:middle] in name or self.text[middle:] in name):
            return False
        return self.mistyped.search(name) is not None


def clusters_near(query: str) -> list[Cluster]:
    """Return the public clusters in whose names each word stands, one sign of it wrong at most; ``MOST`` of them.

    One query for the names, and two for what is shown of those that were found.
    """
    words = [Word.of(word) for word in map(_bare, search_key(query).split()) if word]
    if not words:
        return []
    names = Cluster.objects.public().order_by("sort_key", "pk").values_list("pk", "search_key")[:MOST_COMPARED]
    near = (key for key, name in names if all(word.stands_in(name.translate(_SOUNDS)) for word in words))
    return list(Cluster.objects.filter(pk__in=list(islice(near, MOST))).with_places())


def _bare(word: str) -> str:
    for said in SAID_BEFORE:
        word = word.removeprefix(said)
    return word.translate(_SOUNDS)
