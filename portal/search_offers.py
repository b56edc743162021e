"""Sectors and provinces that a search may mean: people look for "food", and no cluster is called so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from clusters.models import Cluster, Province, Sector
from clusters.models.places import in_active_language
from members.models import Organisation
from portal.parameters import PUBLIC_SECONDS
from thai.text import search_key, search_terms

MOST: Final = 3
SHORTEST_WITHIN: Final = 4  # signs: shorter words stand by chance in others, as ยาง in กระยาง
BETWEEN_PARTS: Final = re.compile(r"[\s,]*(?:,|และ|\band\b)[\s,]*")

Kind = Literal["sector", "province"]
CLUSTERS_WITHIN: Final[dict[Kind, str]] = {"sector": "sector__code", "province": "provinces__code"}
ORGANISATIONS_WITHIN: Final[dict[Kind, str]] = {"sector": "sector__code", "province": "province__code"}


@dataclass(frozen=True, slots=True)
class Known:
    """A sector or a province with its names as they're compared: the parts of an enumeration, and their words."""

    kind: Kind
    code: str
    name: str
    name_en: str
    parts: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, kind: Kind, row: Sector | Province) -> "Known":
        named = (part for name in (row.name, row.name_en) for part in BETWEEN_PARTS.split(name))
        parts = tuple(filter(None, map(search_key, named)))
        # Not the "of" of an English name.
        words = tuple(word for part in parts for word in part.split() if len(word) > 2 or not word.isascii())
        return cls(kind, row.code, row.name, row.name_en, parts, words)

    def is_meant_by(self, query: str) -> bool:
        """Tell whether the query stands in the name, or holds one of its words: a Latin one between spaces."""
        terms = search_terms(query)
        asked = terms.key.split()
        if any(word in asked for word in self.words):
            return True
        if not asked or terms.prefix_only:
            return False
        if any(terms.key in part for part in self.parts):
            return True
        long = (word for word in self.words if len(word) >= SHORTEST_WITHIN and not word.isascii())
        return any(word in terms.key for word in long)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sector or a province; addresses of what is there, "" where nothing is."""

    kind: Kind
    name: str
    clusters: str
    organisations: str


def offers_for(query: str) -> tuple[Offer, ...]:
    """Return the sectors and provinces, ``MOST`` at most, in which there's something. Two queries for each."""
    meant = (known for known in _known() if known.is_meant_by(query))
    offers = (_offer(known) for known, _place in zip(meant, range(MOST), strict=False))
    return tuple(offer for offer in offers if offer.clusters or offer.organisations)


def _known() -> list[Known]:
    """Two queries, once a minute: as long as pages are remembered."""
    found = cache.get_or_set("search-offers", lambda: list(_read()), PUBLIC_SECONDS)
    return cast(list[Known], found)


def _read() -> Iterator[Known]:
    for sector in Sector.objects.all():
        yield Known.of("sector", sector)
    for province in Province.objects.all():
        yield Known.of("province", province)


def _offer(known: Known) -> Offer:
    clusters = Cluster.objects.public().filter(**{CLUSTERS_WITHIN[known.kind]: known.code})
    organisations = Organisation.objects.public().filter(**{ORGANISATIONS_WITHIN[known.kind]: known.code})
    asked = urlencode([(known.kind, known.code)])
    return Offer(
        kind=known.kind,
        name=in_active_language(known.name, known.name_en),
        clusters=_address("portal:clusters", asked, clusters),
        organisations=_address("portal:organisations", asked, organisations),
    )


def _address(directory: str, asked: str, rows: QuerySet[Cluster] | QuerySet[Organisation]) -> str:
    return f"{reverse(directory)}?{asked}" if rows.exists() else ""
