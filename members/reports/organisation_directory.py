"""Which organisations a visitor of the directory asks for, and what is public of those on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.core.cache import cache
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from clusters.models import Cluster, Province, Sector
from clusters.reports.centres import NO_CENTRE, NOWHERE, provinces_looked_after, provinces_of_centre
from members.models import Membership, Organisation, Support
from members.models.organisations import OrganisationQuerySet
from members.models.spans import holding
from members.public import PublicOrganisation, named_organisations

_PER_PROVINCE: Final = "organisations-per-province"
_COUNTED_FOR_SECONDS: Final = 600
FEW: Final = 10_000


@dataclass(frozen=True, slots=True)
class OrganisationSelection:
    """What is asked for; "" and None ask for everything.

    Members and partners are those of fiscal year ``year``, and of a cluster that has ended all. With ``took_part_in``
    they are those of that year, of every cluster, and without a role both; with ``among``, keys of clusters that the
    packages above know more of, those of these clusters. A ``service`` asks for the partners that give it. A draft
    cluster makes nobody a member.
    """

    year: int
    query: str = ""
    sector: str = ""
    region: str = ""
    province: str = ""
    centre: int | None = None
    kind: str = ""
    role: Literal["", "member", "partner"] = ""
    service: str = ""
    position: str = ""
    cluster: str = ""
    took_part_in: int | None = None
    among: QuerySet[Any, Any] | None = None
    order: Literal["", "newest"] = ""

    def rows(self) -> OrganisationQuerySet:
        """Return the public organisations in dictionary order, with sector and province."""
        found = Organisation.objects.public().matching_in_public(self.query).filter(self._place(), self._part())
        if self.sector:
            found = found.filter(sector=_key_of(Sector, self.sector))
        if self.kind:
            found = found.filter(kind=self.kind)
        order = ("-number",) if self.order == "newest" else ("public_sort_key", "pk")
        return found.select_related("sector", "province").order_by(*order)

    def _place(self) -> Q:
        place = Q()
        if self.province and self.province != NOWHERE:
            place &= Q(province=_key_of(Province, self.province))
        if self.region == NOWHERE:
            place &= Q(province__isnull=True)
        elif self.region:
            place &= Q(province__region=self.region)
        if self.centre == NO_CENTRE:
            place &= Q(province__isnull=True) | ~Q(province__in=provinces_looked_after(self.year))
        elif self.centre is not None:
            place &= Q(province__in=provinces_of_centre(self.centre, self.year))
        return place

    def _part(self) -> Q:
        """Keep members and partners as asked; without a role, a cluster or a position asks for members."""
        members, supports = self.memberships(), self.supports()
        in_chain, in_support = members.values("organisation"), supports.values("organisation")
        if self.role == "partner" or (self.service and not self.role):
            return Q(pk__in=in_support) & (Q(pk__in=in_chain) if self.position else Q())
        if self.role == "member" or self.position or self.cluster:
            return Q(pk__in=in_chain)
        if self.among is None and not self.took_part_in:
            return Q()
        if _are_few(members):
            return Q(pk__in=in_chain.order_by().union(in_support.order_by()))
        own = {"organisation": OuterRef("pk")}
        return _has(members.filter(**own)) | _has(supports.filter(**own))

    def memberships(self) -> QuerySet[Membership]:
        """Return what makes organisations members as asked, whoever may know of them."""
        asked = {"position": self.position} if self.position else {}
        return Membership.objects.filter(self._running(), **asked)

    def supports(self) -> QuerySet[Support]:
        """Return what makes organisations partners as asked, whoever may know of them."""
        asked = {"service": self.service} if self.service else {}
        return Support.objects.filter(self._running(), **asked)

    def _running(self) -> Q:
        """Return the filter of the spans, of members as of partners, to tell of."""
        # A list of a past year names clusters that were merged since.
        shown = Cluster.objects.public() if self.among is None else Cluster.objects.exclude(state=Cluster.State.DRAFT)
        running = Q(cluster__in=shown)
        if self.took_part_in:
            running &= holding(self.took_part_in, self.took_part_in)
        else:
            running &= Q(cluster__state=Cluster.State.ENDED) | holding(self.year, self.year)
        if self.cluster:
            running &= Q(cluster__code=self.cluster)
        return running if self.among is None else running & Q(cluster__in=self.among)


def _are_few(members: QuerySet[Membership]) -> bool:
    """Tell whether there are so few that their keys are read at once. One query, which stops at ``FEW``.

    Of more, each row of the list is looked up in its order until the page is full.
    """
    return members.order_by().values("pk")[: FEW + 1].count() <= FEW


def _has(rows: QuerySet[Any]) -> Q:
    """Keep what has one of these rows. For EXISTS the database reads them all, whatever the length of the page."""
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))


def _key_of(model: type[Province] | type[Sector], code: str) -> QuerySet[Any, Any]:
    """Return the key of the row with this code, to compare by.

    With the code of the joined row the database reads the list of all in its order and takes out the others.
    """
    return model.objects.filter(code=code).order_by().values("pk")[:1]


def organisations_per_province() -> dict[str, int]:
    """Count the public organisations of each province by its code, as of at most ten minutes ago.

    A million rows are counted by an index alone, but not for every page: one query, then none while the cache knows.
    """
    known: dict[str, int] | None = cache.get(_PER_PROVINCE)
    if known is None:
        placed = Organisation.objects.public().filter(province__isnull=False)
        by_key = dict(placed.order_by().values_list("province").annotate(organisations=Count("pk")))
        known = {code: by_key.get(key, 0) for key, code in Province.objects.values_list("pk", "code")}
        cache.set(_PER_PROVINCE, known, _COUNTED_FOR_SECONDS)
    return known


def in_public(rows: Sequence[Organisation]) -> list[PublicOrganisation]:
    """Return what a list tells of the rows, which were read ``as_listed``, in their order. No query."""
    shown = named_organisations(rows)
    return [shown[row.pk] for row in rows if row.pk in shown]
