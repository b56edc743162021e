"""The programme at a glance: the latest figure, the plan beside it, every year with figures, the clusters by name."""

from dataclasses import dataclass
from typing import Self

from clusters.models import Cluster
from clusters.reports.named import NamedCluster, named
from programmes.reports.editions import published_groups
from programmes.reports.figure import FigureShown
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_line import YearLine

NAMES_SHOWN = 12
TABLE_YEARS = 5


@dataclass(frozen=True)
class Overview:
    """What the home page shows; nine queries, whatever the number of years and clusters."""

    latest: YearLine | None
    plan: YearLine | None
    groups: GroupsPerYear | None
    recent: tuple[YearLine, ...]
    named: tuple[NamedCluster, ...]
    named_count: int

    @property
    def latest_figure(self) -> FigureShown | None:
        return self.latest.main if self.latest else None

    @property
    def plan_figure(self) -> FigureShown | None:
        return self.plan.main if self.plan else None

    @classmethod
    def of_programme(cls) -> Self:
        span = known_span()
        groups = published_groups(*span) if span else None
        known = [line for line in groups.lines if line.reported.total is not None] if groups else []
        latest = next((line for line in reversed(known) if not line.planned), None)
        plans = [line for line in known if line.planned and (latest is None or line.from_year > latest.to_year)]
        clusters = Cluster.objects.public()
        return cls(
            latest=latest,
            plan=plans[-1] if plans else None,
            groups=groups,
            recent=tuple(reversed(known[-TABLE_YEARS:])),
            named=named(clusters[:NAMES_SHOWN]),
            named_count=clusters.count(),
        )
