"""Which clusters a visitor of the directory asks for."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import Combinable

from clusters.models import Cluster, ClusterProvince
from clusters.models.clusters import ClusterQuerySet
from clusters.reports.centres import NO_CENTRE, NOWHERE, provinces_looked_after, provinces_of_centre

Order = Literal["", "newest", "size"]


@dataclass(frozen=True, slots=True)
class ClusterSelection:
    """What is asked for; "" and None ask for everything.

    A province, a region and a centre are asked of one and the same province of a cluster; the centre is the one that
    looks after it in fiscal year ``year``. Region ``NOWHERE`` keeps clusters without a province, centre ``NO_CENTRE``
    those of whose provinces (in the region that is asked for) no centre looks after any. ``among`` are keys of clusters
    that the packages above know more of, and ``size`` counts what they know. With ``with_merged`` those that were
    merged into another since are shown as well: a list of a past year names them.
    """

    year: int
    query: str = ""
    sector: str = ""
    region: str = ""
    province: str = ""
    centre: int | None = None
    state: Literal["", "running", "ended"] = ""
    among: QuerySet[Any, Any] | None = None
    with_merged: bool = False
    size: Combinable | None = None
    order: Order = ""

    def rows(self) -> ClusterQuerySet:
        """Return the public clusters in the order asked for, dictionary order by default; with ``size`` if given."""
        shown = Cluster.objects.exclude(state=Cluster.State.DRAFT) if self.with_merged else Cluster.objects.public()
        found = self._placed(shown.matching(self.query))
        if self.sector:
            found = found.filter(sector__code=self.sector)
        if self.state:
            found = found.filter(state=Cluster.State.ENDED if self.state == "ended" else Cluster.State.PUBLIC)
        if self.among is not None:
            found = found.filter(pk__in=self.among)
        if self.size is not None:
            found = found.annotate(size=self.size)
        return found.order_by(*self._order())

    def _placed(self, found: ClusterQuerySet) -> ClusterQuerySet:
        place = self._place()
        if self.region == NOWHERE:
            found = found.exclude(pk__in=ClusterProvince.objects.values("cluster"))
        elif place:
            found = found.filter(pk__in=ClusterProvince.objects.filter(place).values("cluster"))
        if self.centre == NO_CENTRE:
            looked_after = ClusterProvince.objects.filter(place, province__in=provinces_looked_after(self.year))
            found = found.exclude(pk__in=looked_after.values("cluster"))
        return found

    def listed(self) -> ClusterQuerySet:
        """Return the same with sector and provinces. One more query."""
        return self.rows().with_places()

    def per_province(self) -> dict[str, int]:
        """Count the clusters of each province by its code, whatever province is asked for. One query."""
        anywhere = replace(self, province="", size=None)
        places = ClusterProvince.objects.filter(anywhere._place(), cluster__in=anywhere.rows().order_by())
        return dict(places.order_by().values_list("province__code").annotate(clusters=Count("pk")))

    def _place(self) -> Q:
        """Return the filter of the provinces of clusters."""
        asked = {"province__region": self.region, "province__code": self.province}
        place = Q(**{name: value for name, value in asked.items() if value and value != NOWHERE})
        if self.centre is not None and self.centre != NO_CENTRE:
            place &= Q(province__in=provinces_of_centre(self.centre, self.year))
        return place

    def _order(self) -> tuple[str, ...]:
        if self.order == "newest":
            return ("-number",)
        if self.order == "size" and self.size is not None:
            return ("-size", "sort_key", "pk")
        return ("sort_key", "pk")
