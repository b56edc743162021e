"""Who takes part in one cluster: members by chain position, partners by service, links between members, offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Self

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, RowNumber

from clusters.models import Cluster
from members.models import Linkage, Membership, Office, Organisation, Support
from members.public import PublicOffice, PublicOrganisation, public_offices, public_organisations

SHOWN: Final = 50
_PLACES: Final = ("sector", "province")


@dataclass(frozen=True, slots=True)
class PositionShown:
    """The members at one place of the chain: ``count`` of them, of which ``members`` are shown."""

    position: str
    label: str
    count: int
    members: tuple[PublicOrganisation, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.members)


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """The partners that give one service."""

    label: str
    partners: tuple[PublicOrganisation, ...]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Two members that hang together; only a supply has a direction."""

    source: PublicOrganisation
    target: PublicOrganisation
    label: str
    is_supply: bool


@dataclass(frozen=True)
class ClusterMembers:
    """One public cluster in a fiscal year, of one that has ended all who ever took part; thirteen queries at most.

    At most ``SHOWN`` members, links and partners are shown, members shared out among the places of the chain.
    """

    count: int
    positions: tuple[PositionShown, ...]
    links: tuple[LinkShown, ...]
    link_count: int
    services: tuple[ServiceShown, ...]
    partner_count: int
    offices: tuple[PublicOffice, ...]

    @classmethod
    def of(cls, cluster: Cluster, year: int) -> Self:
        spans = _held(cluster, year)
        counts = _counts(_memberships(cluster, spans))
        members = _first_members(_memberships(cluster, spans), _shares(counts, SHOWN))
        links, link_count = _links(cluster, spans)
        supports, partner_count = _supports(cluster, spans)
        shown = public_organisations(_organisations(members, links, supports))
        return cls(
            count=sum(counts.values()),
            positions=_positions(counts, members, shown),
            links=tuple(_link(row, shown) for row in links),
            link_count=link_count,
            services=_services(supports, shown),
            partner_count=partner_count,
            offices=_offices(cluster, spans),
        )

    @property
    def reachable(self) -> tuple[PublicOffice, ...]:
        """The offices whose holders let a contact be published."""
        return tuple(office for office in self.offices if office.holder and office.holder.contacts)

    @property
    def more_partners(self) -> int:
        """How many partners are counted and not shown."""
        shown = {partner.code for service in self.services for partner in service.partners}
        return self.partner_count - len(shown)

    @property
    def more_links(self) -> int:
        return self.link_count - len(self.links)


def member_count(year: int) -> Combinable:
    """Return how many members the cluster of the outer query has, as its page of fiscal year ``year`` counts them."""
    begun = Q(from_year__isnull=True) | Q(from_year__lte=year)
    held = begun & (Q(to_year__isnull=True) | Q(to_year__gte=year))
    members = (
        Membership.objects.filter(held | Q(cluster__state=Cluster.State.ENDED), cluster=OuterRef("pk"))
        .filter(organisation__state=Organisation.State.PUBLIC)
        .order_by()
        .values("cluster")
        .annotate(members=Count("organisation", distinct=True))
    )
    return Coalesce(Subquery(members.values("members")), 0)


def _held(cluster: Cluster, year: int) -> Q:
    """Return the filter of the spans to tell of: those of the year, of an ended cluster all."""
    if cluster.state == Cluster.State.ENDED:
        return Q()
    begun = Q(from_year__isnull=True) | Q(from_year__lte=year)
    return begun & (Q(to_year__isnull=True) | Q(to_year__gte=year))


def _memberships(cluster: Cluster, spans: Q) -> QuerySet[Membership]:
    """Return one row for each member: of an ended cluster that of its last years; in one year there is but one."""
    rows = _spans_of_members(cluster, spans)
    if cluster.state != Cluster.State.ENDED:
        return rows
    latest = Window(
        RowNumber(),
        partition_by=F("organisation"),
        order_by=[F("from_year").desc(nulls_last=True), F("pk").desc()],
    )
    return Membership.objects.filter(pk__in=rows.annotate(latest=latest).filter(latest=1).values("pk"))


def _spans_of_members(cluster: Cluster, spans: Q) -> QuerySet[Membership]:
    return Membership.objects.of_cluster(cluster).filter(spans, organisation__state=Organisation.State.PUBLIC)


def _counts(memberships: QuerySet[Membership]) -> dict[str, int]:
    counted = memberships.order_by().values_list("position").annotate(members=Count("pk"))
    found = dict(counted)
    return {position: found[position] for position in Membership.Position.values if position in found}


def _shares(counts: dict[str, int], room: int) -> dict[str, int]:
    """Share the room fairly: what a short list leaves goes to the longer ones."""
    shares: dict[str, int] = {}
    for left, (position, count) in zip(
        range(len(counts), 0, -1), sorted(counts.items(), key=lambda item: item[1]), strict=True
    ):
        shares[position] = min(count, room // left)
        room -= shares[position]
    return shares


def _first_members(memberships: QuerySet[Membership], shares: dict[str, int]) -> list[Membership]:
    """Return the first of each position in dictionary order. One query."""
    if not shares:
        return []
    rank = Window(
        RowNumber(),
        partition_by=F("position"),
        order_by=[F("organisation__public_sort_key").asc(), F("organisation").asc()],
    )
    ranked = memberships.annotate(rank=rank).filter(rank__lte=max(shares.values()))
    rows = ranked.select_related("organisation", *(f"organisation__{place}" for place in _PLACES))
    return [row for row in rows.order_by("rank") if row.rank <= shares[row.position]]


def _positions(
    counts: dict[str, int], members: list[Membership], shown: dict[int, PublicOrganisation]
) -> tuple[PositionShown, ...]:
    return tuple(
        PositionShown(
            position=position,
            label=str(Membership.Position(position).label),
            count=count,
            members=tuple(shown[row.organisation_id] for row in members if row.position == position),
        )
        for position, count in counts.items()
    )


def _links(cluster: Cluster, spans: Q) -> tuple[list[Linkage], int]:
    """Return the first links between public members, and how many there are. One query, two where more are left."""
    members = _spans_of_members(cluster, spans).values("organisation")
    ends = ("from_organisation", "to_organisation")
    found = Linkage.objects.filter(spans, from_organisation__in=members, to_organisation__in=members)
    related = found.select_related(*ends, *(f"{end}__{place}" for end in ends for place in _PLACES))
    rows = list(related.order_by("kind", "from_organisation__public_sort_key", "pk")[: SHOWN + 1])
    return rows[:SHOWN], found.count() if len(rows) > SHOWN else len(rows)


def _link(row: Linkage, shown: dict[int, PublicOrganisation]) -> LinkShown:
    return LinkShown(
        source=shown[row.from_organisation_id],
        target=shown[row.to_organisation_id],
        label=row.get_kind_display(),
        is_supply=row.kind == Linkage.Kind.SUPPLY,
    )


def _supports(cluster: Cluster, spans: Q) -> tuple[list[Support], int]:
    """Return what the first public partners do for the cluster, by service, and how many partners there are.

    One query, two where more are left.
    """
    found = Support.objects.of_cluster(cluster).filter(spans, organisation__state=Organisation.State.PUBLIC)
    related = found.select_related("organisation", *(f"organisation__{place}" for place in _PLACES))
    rows = list(related.order_by("service", "organisation__public_sort_key", "organisation", "pk")[: SHOWN + 1])
    if len(rows) > SHOWN:
        return rows[:SHOWN], found.order_by().values("organisation").distinct().count()
    return rows, len({row.organisation_id for row in rows})


def _services(supports: list[Support], shown: dict[int, PublicOrganisation]) -> tuple[ServiceShown, ...]:
    return tuple(
        ServiceShown(
            label=str(Support.Service(service).label),
            partners=tuple(shown[key] for key in dict.fromkeys(row.organisation_id for row in rows)),
        )
        for service, rows in groupby(supports, key=lambda row: row.service)
    )


def _organisations(
    members: Iterable[Membership], links: Iterable[Linkage], supports: Iterable[Support]
) -> list[Organisation]:
    rows = [row.organisation for row in members] + [row.organisation for row in supports]
    rows += [end for link in links for end in (link.from_organisation, link.to_organisation)]
    return list({row.pk: row for row in rows}.values())


def _offices(cluster: Cluster, spans: Q) -> tuple[PublicOffice, ...]:
    found = Office.objects.of_cluster(cluster).filter(spans).select_related("person", "cluster")
    return tuple(public_offices(found.order_by("role", "from_year", "pk")).values())
