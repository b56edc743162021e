"""Who takes part in one cluster: members by chain position, partners by service, links between members, offices."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, Self

from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, RowNumber

from clusters.models import Cluster
from members.models import Linkage, Membership, Office, Organisation, Support
from members.models.spans import holding
from members.public import PublicOffice, PublicOrganisation, named_organisations, public_offices

SHOWN: Final = 50
_COUNTED_FOR_SECONDS: Final = 60
# What is found first, primary keys for organisations.
_Member = tuple[str, int]  # position
_Link = tuple[str, int, int]  # kind, from, to
_Support = tuple[str, int]  # service


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
    """One public cluster in a fiscal year, of one that has ended all who ever took part; eight queries at most.

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
        counts, members = _members(_memberships(cluster, spans))
        links, link_count = _links(cluster, spans)
        supports, partner_count = _supports(cluster, spans)
        shown = _shown(
            (key for _position, key in members),
            (end for _kind, *ends in links for end in ends),
            (key for _service, key in supports),
        )
        return cls(
            count=sum(counts.values()),
            positions=_positions(counts, members, shown),
            links=tuple(_shown_links(links, shown)),
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
    members = (
        Membership.objects.filter(holding(year, year) | Q(cluster__state=Cluster.State.ENDED), cluster=OuterRef("pk"))
        .filter(organisation__state=Organisation.State.PUBLIC)
        .order_by()
        .values("cluster")
        .annotate(members=Count("organisation", distinct=True))
    )
    return Coalesce(Subquery(members.values("members")), 0)


def members_per_cluster(year: int) -> dict[int, int]:
    """Return the same of all clusters by their primary keys, as of at most a minute ago; those without any are absent.

    One pass over all memberships, where the count for each cluster would look for each member's row by itself.
    """

    def counted() -> dict[int, int]:
        members = Membership.objects.filter(
            holding(year, year) | Q(cluster__state=Cluster.State.ENDED), organisation__state=Organisation.State.PUBLIC
        )
        per_cluster = members.order_by().values_list("cluster")
        return dict(per_cluster.annotate(members=Count("organisation", distinct=True)))

    found: dict[int, int] | None = cache.get_or_set(f"members-per-cluster-{year}", counted, _COUNTED_FOR_SECONDS)
    return found or {}


def _held(cluster: Cluster, year: int) -> Q:
    """Return the filter of the spans to tell of: those of the year, of an ended cluster all."""
    if cluster.state == Cluster.State.ENDED:
        return Q()
    return holding(year, year)


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


def _members(memberships: QuerySet[Membership]) -> tuple[dict[str, int], list[_Member]]:
    """Return how many members each position has, and the first of each in dictionary order. One query."""
    within = F("position")
    order = [F("organisation__public_sort_key").asc(), F("organisation").asc()]
    ranked = memberships.annotate(
        rank=Window(RowNumber(), partition_by=within, order_by=order),
        members=Window(Count("*"), partition_by=within),
    )
    first = ranked.filter(rank__lte=SHOWN).order_by("rank")
    rows = list(first.values_list("position", "organisation", "rank", "members"))
    found = {position: members for position, _key, _rank, members in rows}
    counts = {position: found[position] for position in Membership.Position.values if position in found}
    shares = _shares(counts, SHOWN)
    return counts, [(position, key) for position, key, rank, _members in rows if rank <= shares[position]]


def _shares(counts: dict[str, int], room: int) -> dict[str, int]:
    """Share the room fairly: what a short list leaves goes to the longer ones."""
    shares: dict[str, int] = {}
    for left, (position, count) in zip(
        range(len(counts), 0, -1), sorted(counts.items(), key=lambda item: item[1]), strict=True
    ):
        shares[position] = min(count, room // left)
        room -= shares[position]
    return shares


def _positions(
    counts: dict[str, int], members: list[_Member], shown: Mapping[int, PublicOrganisation]
) -> tuple[PositionShown, ...]:
    return tuple(
        PositionShown(
            position=position,
            label=str(Membership.Position(position).label),
            count=count,
            members=tuple(shown[key] for place, key in members if place == position and key in shown),
        )
        for position, count in counts.items()
    )


def _links(cluster: Cluster, spans: Q) -> tuple[list[_Link], int]:
    """Return the first links between public members, and how many there are. One query.

    It finds keys alone: with the rows of both ends, the database joins the places of every link there is before it
    looks which ones are between members.
    """
    members = Membership.objects.of_cluster(cluster).filter(spans).values("organisation")
    ends = ("from_organisation", "to_organisation")
    between = {f"{end}__in": members for end in ends} | {f"{end}__state": Organisation.State.PUBLIC for end in ends}
    found = Linkage.objects.filter(spans, **between).annotate(links=Window(Count("*")))
    first = found.order_by("kind", "from_organisation__public_sort_key", "pk")[:SHOWN]
    rows = list(first.values_list("kind", *ends, "links"))
    return [(kind, source, target) for kind, source, target, _links in rows], rows[0][3] if rows else 0


def _shown_links(links: Iterable[_Link], shown: Mapping[int, PublicOrganisation]) -> Iterator[LinkShown]:
    for kind, source, target in links:
        if source in shown and target in shown:
            is_supply = kind == Linkage.Kind.SUPPLY
            yield LinkShown(shown[source], shown[target], str(Linkage.Kind(kind).label), is_supply)


def _supports(cluster: Cluster, spans: Q) -> tuple[list[_Support], int]:
    """Return what the first public partners do for the cluster, by service, and how many partners there are.

    One query, two where more are left.
    """
    found = Support.objects.of_cluster(cluster).filter(spans, organisation__state=Organisation.State.PUBLIC)
    in_order = found.order_by("service", "organisation__public_sort_key", "organisation", "pk")
    rows = list(in_order.values_list("service", "organisation")[: SHOWN + 1])
    if len(rows) > SHOWN:
        return rows[:SHOWN], found.order_by().values("organisation").distinct().count()
    return rows, len({key for _service, key in rows})


def _services(supports: list[_Support], shown: Mapping[int, PublicOrganisation]) -> tuple[ServiceShown, ...]:
    return tuple(
        ServiceShown(
            label=str(Support.Service(service).label),
            partners=tuple(shown[key] for key in dict.fromkeys(key for _service, key in rows) if key in shown),
        )
        for service, rows in groupby(supports, key=itemgetter(0))
    )


def _shown(*keys: Iterable[int]) -> dict[int, PublicOrganisation]:
    """Return what the page tells of all that it names, by primary key. One query.

    One that has stopped being public since its key was found is absent.
    """
    named = Organisation.objects.filter(pk__in=set(chain(*keys))).order_by()
    return named_organisations(named.as_listed())


def _offices(cluster: Cluster, spans: Q) -> tuple[PublicOffice, ...]:
    found = Office.objects.of_cluster(cluster).filter(spans).select_related("person", "cluster")
    return tuple(public_offices(found.order_by("role", "from_year", "pk")).values())
