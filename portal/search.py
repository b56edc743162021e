"""What a search of the whole portal finds: clusters and organisations, exact matches first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from clusters.models import Cluster
from members.models import Organisation
from members.public import PublicOrganisation
from members.reports.organisation_directory import in_public
from portal.search_near import clusters_near
from portal.search_offers import Offer, offers_for
from records.paging import COUNTED
from thai.text import SearchTerms, normalise, search_key, search_terms, sort_key

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One cluster or organisation: its name, the names in which the match may stand too, and what else tells it."""

    address: str
    title: str
    other_names: tuple[str, ...]
    facts: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The first ``SHOWN`` of one kind; ``capped``: there are more than ``count``. ``address`` lists all."""

    shown: tuple[Hit, ...]
    count: int
    capped: bool
    address: str

    @property
    def has_more(self) -> bool:
        return self.capped or self.count > len(self.shown)


@dataclass(frozen=True)
class SearchFound:
    """What a query finds, the sectors and provinces that it may mean, and where nothing is called so what is near.

    Ten queries at most, two for each sector or province, three for what is near. Hidden names of persons are neither
    searched nor shown.
    """

    query: str
    terms: SearchTerms
    offers: tuple[Offer, ...]
    clusters: Hits
    organisations: Hits
    near: tuple[Hit, ...]

    @classmethod
    def of(cls, written: str) -> Self:
        """Search for what a person typed; a blank query finds nothing."""
        query = normalise(written)
        clusters = Cluster.objects.public().matching(query).with_places()
        organisations = Organisation.objects.public().matching_in_public(query).as_listed()
        if not query:
            clusters, organisations = clusters.none(), organisations.none()
        first_clusters = _First.of(clusters, query, "search_key", "sort_key")
        first_organisations = _First.of(organisations, query, "public_key", "public_sort_key")
        named = in_public(first_organisations.rows)
        near = [] if first_clusters.count or first_organisations.count else clusters_near(query)
        return cls(
            query=query,
            terms=search_terms(query),
            offers=offers_for(query),
            clusters=_hits(first_clusters, map(_of_cluster, first_clusters.rows), "portal:clusters", query),
            organisations=_hits(first_organisations, map(_of_organisation, named), "portal:organisations", query),
            near=tuple(map(_of_cluster, near)),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.clusters.count or self.organisations.count)


@dataclass(frozen=True, slots=True)
class _First:
    """The first hits in dictionary order, those called exactly so before the others, and how many there are."""

    rows: Sequence[Any]
    count: int

    @classmethod
    def of(cls, found: QuerySet[Any, Any], query: str, key_field: str, order: str) -> Self:
        """Return them. One query for a rare word, whose hits tell all; three or four for a common one.

        Each reads an index in its order: to rank every hit of a common word would read them all.
        """
        first = list(found.order_by(order, "pk")[: SHOWN + 1])
        if len(first) <= SHOWN:
            exact = [row for row in first if _is_exact(row, query, key_field, order)]
            count = len(first)
        else:
            # Hardly ever any: their keys alone are asked for first.
            named = list(found.filter(_exactly(query, key_field, order)).order_by(order, "pk").values("pk")[:SHOWN])
            exact = list(found.filter(pk__in=[each["pk"] for each in named]).order_by(order, "pk"))
            count = found.order_by().values("pk")[: COUNTED + 1].count()
        others = (row for row in first if row not in exact)
        return cls([*exact, *others][:SHOWN], count)


def _exactly(query: str, key_field: str, order: str) -> Q:
    """Return the filter of what is called so: the name by which it's sorted, the code, or another name in between."""
    named = Q(**{order: sort_key(query)}) | Q(code=query.upper())
    terms = search_terms(query)
    return named if terms.prefix_only else named | Q(**{f"{key_field}__contains": f"\n{search_key(query)}\n"})


def _is_exact(row: Any, query: str, key_field: str, order: str) -> bool:
    """Tell the same of a row that is there."""
    if getattr(row, order) == sort_key(query) or row.code == query.upper():
        return True
    return not search_terms(query).prefix_only and f"\n{search_key(query)}\n" in getattr(row, key_field)


def _hits(found: _First, shown: Iterable[Hit], directory: str, query: str) -> Hits:
    address = f"{reverse(directory)}?{urlencode({'q': query})}"
    return Hits(tuple(shown), min(found.count, COUNTED), found.count > COUNTED, address)


def _of_cluster(row: Cluster) -> Hit:
    places = ", ".join(str(place) for place in row.provinces_shown)
    return Hit(
        address=row.get_absolute_url(),
        title=str(row),
        other_names=_others(str(row), row.name, row.name_en),
        facts=tuple(filter(None, (places, str(row.sector)))),
        code=row.code,
    )


def _of_organisation(row: PublicOrganisation) -> Hit:
    facts = (row.main_products, str(row.kind.label), str(row.province or ""))
    return Hit(
        address=row.get_absolute_url(),
        title=row.title,
        other_names=_others(row.title, row.name, row.name_en, row.trade_name),
        facts=tuple(filter(None, facts)),
        code=row.code,
    )


def _others(title: str, *names: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name and name != title)
