"""The clusters of one fiscal year by name, with all that the year's report says of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from clusters.models import CentreProvince, ClusterProvince, PromotionCentre, Province
from members.models import Membership, Organisation
from programmes.models import Assessment, Participation
from programmes.models.assessments import Potential, Step
from programmes.reports.names import Name
from programmes.reports.year_scope import YearScope

_COLUMNS: Final = (
    "pk",
    "cluster_id",
    "cluster__code",
    "cluster__name",
    "cluster__name_en",
    "cluster__sector__position",
    "cluster__sector__code",
    "cluster__sector__name",
    "cluster__sector__name_en",
    "entry",
    "funder__code",
    "funder__short_name",
    "funder__short_name_en",
    "funder__is_department",
    "outcome",
    "reason_for_leaving",
    "source__code",
)


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre as the year's report names it."""

    number: int
    name: Name
    short_name: str


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """One cluster in the year. ``funder`` "" and ``source`` "" aren't stated; ``members`` counts public enterprises.

    ``regions`` and ``centres`` are those of its provinces, each once; where a region or a centre is asked for, of the
    provinces there, as the directory filters.
    """

    code: str
    name: Name
    sector: str
    sector_name: Name
    sector_position: int
    provinces: tuple[Name, ...]
    regions: tuple[str, ...]
    centres: tuple[int, ...]
    entry: str
    funder: str
    funder_name: Name | None
    is_external: bool
    outcome: str
    reason: str
    source: str
    members: int
    # As last assessed in the year; None where nobody has.
    step: int | None = None
    potential: int | None = None

    @property
    def column(self) -> str:
        """The column in which it counts: another agency's money before its entry."""
        return "external" if self.is_external else self.entry

    @property
    def entry_label(self) -> str:
        return str(Participation.Entry(self.entry).label)

    @property
    def outcome_label(self) -> str:
        return str(Participation.Outcome(self.outcome).label) if self.outcome else ""

    @property
    def step_label(self) -> str:
        return str(Step(self.step).label) if self.step else ""

    @property
    def potential_label(self) -> str:
        return str(Potential(self.potential).label) if self.potential else ""

    @property
    def address(self) -> str:
        return reverse("portal:cluster", args=[self.code])


@dataclass(frozen=True)
class YearClusters:
    """The clusters of a year in dictionary order, with the keys that further queries need; seven queries.

    ``keys`` are the clusters', ``centres`` all centres that there are.
    """

    lines: tuple[ClusterLine, ...]
    keys: tuple[int, ...]
    centres: tuple[Centre, ...]

    @classmethod
    def of(cls, participations: "QuerySet[Participation]", year: int, scope: YearScope) -> Self:
        rows = list(participations.order_by("cluster__sort_key", "cluster_id").values_list(*_COLUMNS))
        clusters = participations.order_by().values("cluster")
        places = _Places.of(clusters, year, scope)
        members = dict(
            members_of(clusters, year).order_by().values_list("cluster").annotate(members=Count("organisation"))
        )
        assessed = Assessment.objects.latest_of_each().filter(participation__in=participations.order_by().values("pk"))
        stands = {key: stand for key, *stand in assessed.order_by().values_list("participation", "step", "potential")}
        lines = tuple(_line(dict(zip(_COLUMNS, row, strict=True)), places, members, stands) for row in rows)
        return cls(lines, tuple(row[1] for row in rows), places.all_centres)


def members_of(clusters: Any, year: int) -> "QuerySet[Membership]":
    """Return the memberships of public enterprises in the clusters that hold in the year."""
    public = Q(organisation__state=Organisation.State.PUBLIC)
    return Membership.objects.in_year(year).filter(public, cluster__in=clusters)


def _line(
    row: Mapping[str, Any], places: "_Places", members: Mapping[int, int], stands: Mapping[int, list[int | None]]
) -> ClusterLine:
    key: int = row["cluster_id"]
    step, potential = stands.get(row["pk"], (None, None))
    return ClusterLine(
        code=row["cluster__code"],
        name=Name(row["cluster__name"], row["cluster__name_en"]),
        sector=row["cluster__sector__code"],
        sector_name=Name(row["cluster__sector__name"], row["cluster__sector__name_en"]),
        sector_position=row["cluster__sector__position"],
        provinces=places.names(key),
        regions=places.regions(key),
        centres=places.centres(key),
        entry=row["entry"],
        funder=row["funder__code"] or "",
        funder_name=Name(row["funder__short_name"], row["funder__short_name_en"]) if row["funder__code"] else None,
        is_external=row["funder__is_department"] is False,
        outcome=row["outcome"],
        reason=row["reason_for_leaving"],
        source=row["source__code"] or "",
        members=members.get(key, 0),
        step=step,
        potential=potential,
    )


@dataclass(frozen=True)
class _Places:
    """Where each cluster is, and which centre looks after it in the year; four queries."""

    of_cluster: Mapping[int, list[int]]
    provinces: Mapping[int, tuple[Name, str]]
    centres_of_province: Mapping[int, list[int]]
    all_centres: tuple[Centre, ...]
    scope: YearScope

    @classmethod
    def of(cls, clusters: Any, year: int, scope: YearScope) -> Self:
        pairs = ClusterProvince.objects.filter(cluster__in=clusters).order_by("province__sort_key", "province_id")
        held = CentreProvince.objects.filter(Q(from_year__lte=year) & (Q(to_year__isnull=True) | Q(to_year__gte=year)))
        return cls(
            of_cluster=_gathered(pairs.values_list("cluster", "province")),
            provinces={
                key: (Name(thai, english), region)
                for key, thai, english, region in Province.objects.order_by().values_list(
                    "pk", "name", "name_en", "region"
                )
            },
            centres_of_province=_gathered(held.order_by().values_list("province", "centre__number")),
            all_centres=tuple(
                Centre(row.number, Name(row.name, row.name_en), row.short_name)
                for row in PromotionCentre.objects.order_by("number")
            ),
            scope=scope,
        )

    def names(self, cluster: int) -> tuple[Name, ...]:
        return tuple(self.provinces[key][0] for key in self.of_cluster.get(cluster, ()))

    def regions(self, cluster: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.provinces[key][1] for key in self._asked_for(cluster)))

    def centres(self, cluster: int) -> tuple[int, ...]:
        held = (self.centres_of_province.get(key, ()) for key in self._asked_for(cluster))
        asked = self.scope.centre
        return tuple(sorted({number for numbers in held for number in numbers if asked in (None, number)}))

    def _asked_for(self, cluster: int) -> list[int]:
        region, centre = self.scope.region, self.scope.centre
        return [
            key
            for key in self.of_cluster.get(cluster, ())
            if region in ("", self.provinces[key][1])
            and (centre is None or centre in self.centres_of_province.get(key, ()))
        ]


def _gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
