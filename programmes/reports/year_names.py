"""The names behind a figure of a year's report: all clusters of the year, or those of one band of the flow."""

from dataclasses import dataclass
from typing import Self

from programmes.reports.flow import FlowName, band_titles
from programmes.reports.year_clusters import ClusterLine
from programmes.reports.year_report import YearReport


@dataclass(frozen=True)
class YearNames:
    """``lines`` are the year's clusters, or with a ``band`` those of it; who left stands in ``gone`` alone."""

    band: str
    lines: "tuple[ClusterLine | FlowName, ...]"

    @classmethod
    def of(cls, report: YearReport, band: str = "") -> Self:
        """Return the names of the band; all of the year where it has no flow. No query."""
        if not band or report.flow is None:
            return cls("", report.clusters)
        names: tuple[FlowName, ...] = getattr(report.flow, band)
        if band == "left":
            return cls(band, names)
        codes = {name.code for name in names}
        return cls(band, tuple(line for line in report.clusters if line.code in codes))

    @property
    def title(self) -> str:
        return band_titles()[self.band] if self.band else ""

    @property
    def are_gone(self) -> bool:
        return self.band == "left"
