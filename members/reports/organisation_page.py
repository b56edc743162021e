"""What the page of one organisation tells: what it makes, its clusters, its services and its links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from clusters.models import Cluster
from clusters.models.places import in_active_language
from clusters.reports.centres import Centres
from clusters.reports.named import NamedCluster
from members.models import Linkage, Membership, Organisation, Support
from members.models.spans import years_in_words
from members.public import PublicOrganisation, named_organisations, public_organisation
from records.addresses import address_of

SHOWN: Final = 50
_PUBLIC: Final = (Cluster.State.PUBLIC, Cluster.State.ENDED)
# What is read of the years in a cluster: a page of the whole rows takes longer to ask for than to answer.
_TOLD: Final = ("from_year", "to_year", "cluster__code", "cluster__name", "cluster__name_en")
_POSITIONS: Final = {key: label for key, label in Membership.Position.choices if key != Membership.Position.UNKNOWN}
_SERVICES: Final = dict(Support.Service.choices)


@dataclass(frozen=True, slots=True)
class InCluster:
    """What it is in a public cluster: the chain position of a member or the service of a partner, "" if unknown."""

    cluster: NamedCluster
    label: str
    years: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another public organisation; ``direction`` is "to" or "from" of a supply, else ""."""

    other: PublicOrganisation
    label: str
    direction: str
    years: str


@dataclass(frozen=True)
class OrganisationPage:
    """One public organisation; eight queries at most beside the row with its sector and province."""

    organisation: PublicOrganisation
    memberships: tuple[InCluster, ...]
    services: tuple[InCluster, ...]
    links: tuple[Link, ...]
    link_count: int
    centres: Centres

    @property
    def more_links(self) -> int:
        return self.link_count - len(self.links)

    @classmethod
    def of(cls, row: Organisation, year: int) -> Self | None:
        """Return the page with the centres of fiscal year ``year``; None for a draft or a merged row."""
        shown = public_organisation(row)
        if shown is None:
            return None
        links, link_count = _links(row)
        return cls(
            organisation=shown,
            memberships=_memberships(row),
            services=_services(row),
            links=links,
            link_count=link_count,
            # Who can't be reached is asked for by way of the centre.
            centres=Centres.looking_after([row.province] if row.province and not shown.contacts else [], year),
        )


def _memberships(row: Organisation) -> tuple[InCluster, ...]:
    known = Membership.objects.of_organisation(row).filter(cluster__state__in=_PUBLIC)
    in_order = known.order_by("cluster__sort_key", "from_year", "pk")
    return tuple(_in_cluster(*each, words=_POSITIONS) for each in in_order.values_list(*_TOLD, "position"))


def _services(row: Organisation) -> tuple[InCluster, ...]:
    known = Support.objects.of_organisation(row).filter(cluster__state__in=_PUBLIC)
    in_order = known.order_by("cluster__sort_key", "service", "from_year", "pk")
    return tuple(_in_cluster(*each, words=_SERVICES) for each in in_order.values_list(*_TOLD, "service"))


def _in_cluster(  # noqa: PLR0917  # a row as it was read
    first: int | None, last: int | None, code: str, name: str, name_en: str, key: str, *, words: Mapping[str, Any]
) -> InCluster:
    cluster = NamedCluster(in_active_language(name, name_en), address_of("portal:cluster", code))
    return InCluster(cluster, str(words.get(key, "")), years_in_words(first, last))


def _links(row: Organisation) -> tuple[tuple[Link, ...], int]:
    """Return the first ``SHOWN`` links to public organisations, and how many there are."""
    ends = ("from_organisation", "to_organisation")
    public = {f"{end}__state": Organisation.State.PUBLIC for end in ends}
    known = Linkage.objects.of_organisation(row).filter(**public)
    found = list(known.only("kind", "from_year", "to_year", *ends).order_by("kind", "pk")[: SHOWN + 1])
    if not found:
        return (), 0
    keys = {_other(each, row) for each in found[:SHOWN]}
    others = named_organisations(Organisation.objects.filter(pk__in=keys).order_by().as_listed())
    return tuple(_shown_links(found[:SHOWN], row, others)), known.count() if len(found) > SHOWN else len(found)


def _shown_links(found: Iterable[Linkage], row: Organisation, others: dict[int, PublicOrganisation]) -> Iterable[Link]:
    for each in found:
        other = others.get(_other(each, row))
        if other is not None:
            yield Link(other, each.get_kind_display(), _direction(each, row), each.years)


def _other(linkage: Linkage, row: Organisation) -> int:
    """Return the key of the other end."""
    return linkage.to_organisation_id if linkage.from_organisation_id == row.pk else linkage.from_organisation_id


def _direction(linkage: Linkage, row: Organisation) -> str:
    if linkage.kind != Linkage.Kind.SUPPLY:
        return ""
    return "to" if linkage.from_organisation_id == row.pk else "from"
