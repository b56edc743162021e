"""Which organisations a visitor of the directory asks for, and what is public of those on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet

from clusters.models import CentreProvince, Cluster
from members.models import Membership, Organisation, Support
from members.public import PublicOrganisation, public_organisations


@dataclass(frozen=True, slots=True)
class OrganisationSelection:
    """What is asked for; "" and None ask for everything. Members and partners are those of fiscal year ``year``,
    and of a cluster that has ended all. A draft cluster makes nobody a member."""

    year: int
    query: str = ""
    sector: str = ""
    region: str = ""
    province: str = ""
    centre: int | None = None
    kind: str = ""
    role: Literal["", "member", "partner"] = ""
    position: str = ""
    cluster: str = ""

    def rows(self) -> QuerySet[Organisation]:
        """Return the public organisations in dictionary order, with sector and province."""
        found = Organisation.objects.public().matching_in_public(self.query).filter(self._place(), self._part())
        equal = {"sector__code": self.sector, "kind": self.kind}
        found = found.filter(**{name: value for name, value in equal.items() if value})
        return found.select_related("sector", "province").order_by("public_sort_key", "pk")

    def _place(self) -> Q:
        equal = {"province__region": self.region, "province__code": self.province}
        place = Q(**{name: value for name, value in equal.items() if value})
        if self.centre is not None:
            held = CentreProvince.objects.filter(_in_year(self.year), centre__number=self.centre)
            place &= Q(province__in=held.values("province"))
        return place

    def _part(self) -> Q:
        """Keep members and partners as asked; without a role, a cluster asks for its members."""
        part = Q()
        running = Q(cluster__in=Cluster.objects.public()) & (
            Q(cluster__state=Cluster.State.ENDED) | _in_year(self.year)
        )
        if self.cluster:
            running &= Q(cluster__code=self.cluster)
        if self.role == "member" or self.position or (self.cluster and not self.role):
            members = Membership.objects.filter(running)
            if self.position:
                members = members.filter(position=self.position)
            part &= Q(pk__in=members.values("organisation"))
        if self.role == "partner":
            part &= Q(pk__in=Support.objects.filter(running).values("organisation"))
        return part


def _in_year(year: int) -> Q:
    begun = Q(from_year__isnull=True) | Q(from_year__lte=year)
    return begun & (Q(to_year__isnull=True) | Q(to_year__gte=year))


def in_public(rows: Sequence[Organisation]) -> list[PublicOrganisation]:
    """Return what is public of the rows, in their order. Three queries."""
    shown = public_organisations(rows)
    return [shown[row.pk] for row in rows if row.pk in shown]
