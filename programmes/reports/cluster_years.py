"""The years in which one cluster took part."""

from dataclasses import dataclass
from typing import Self

from clusters.models import Cluster
from programmes.models import Participation
from programmes.reports.figure import SourceShown


@dataclass(frozen=True)
class ClusterYear:
    """One year. ``funder`` and ``source`` are None where no document says so; ``outcome`` is "" while it is unknown."""

    year: int
    entry: str
    entry_label: str
    funder: str | None
    outcome: str
    reason_for_leaving: str
    note: str
    source: SourceShown | None

    @classmethod
    def of(cls, row: Participation) -> Self:
        """Return a participation whose round, funder and source are at hand."""
        return cls(
            year=row.round.fiscal_year,
            entry=row.entry,
            entry_label=row.get_entry_display(),
            funder=str(row.funder) if row.funder else None,
            outcome=row.get_outcome_display() if row.outcome else "",
            reason_for_leaving=row.reason_for_leaving,
            note=row.note,
            source=SourceShown.of(row.source) if row.source else None,
        )


@dataclass(frozen=True)
class ClusterYears:
    """A cluster's years from the first to the last; one query."""

    lines: tuple[ClusterYear, ...]

    @classmethod
    def for_cluster(cls, cluster: Cluster) -> Self:
        rows = (
            Participation.objects.of_cluster(cluster)
            .select_related("round", "funder", "source")
            .order_by("round__fiscal_year")
        )
        return cls(tuple(ClusterYear.of(row) for row in rows))
