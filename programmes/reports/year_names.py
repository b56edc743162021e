"""The names behind a figure of a year's report: all clusters of the year, or exactly those that the figure counts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from programmes.reports.flow import KINDS, FlowName, Kind, band_titles
from programmes.reports.signals import Signal
from programmes.reports.year_clusters import ClusterLine
from programmes.reports.year_figures import REPEATED
from programmes.reports.year_groups import KEYS, NONE, breakdown_titles, column_titles
from programmes.reports.year_report import YearReport

# How a figure is named in addresses, as in the files: recorded, what it's told apart by and which part, what's counted.
FIGURE: Final = re.compile(r"\Arecorded(?::(?P<kind>[a-z]+):(?P<key>[\w-]+))?:(?P<measure>[a-z_]+)\Z")

_Keeps = Callable[[YearReport, ClusterLine, str], bool]


def _tells(kind: str) -> _Keeps:
    def keeps(report: YearReport, line: ClusterLine, key: str) -> bool:
        keys = KEYS[kind](line)
        return len(keys) > 1 if key == REPEATED else key in (keys or (NONE,))

    return keeps


def _reported(report: YearReport, line: ClusterLine, key: str) -> bool:
    return any(each.code == key and each.signal != Signal.NO_RESULT for each in report.results.get(line.code, ()))


def _found(report: YearReport, line: ClusterLine, key: str) -> bool:
    return any(found.check == key and line.code in found.codes for found in report.findings)


# What the report itself knows the names of, by the kind of the figure.
NAMED: Final[Mapping[str, _Keeps]] = {
    **{kind: _tells(kind) for kind in KEYS},
    "": lambda report, line, key: True,
    "indicator": _reported,
    "finding": _found,
}


@dataclass(frozen=True)
class YearNames:
    """``lines`` are the year's clusters, or those that ``figure`` counts; ``are_gone`` tells that they left."""

    figure: str
    title: str
    lines: "tuple[ClusterLine | FlowName, ...]"
    are_gone: bool = False

    @classmethod
    def of(cls, report: YearReport, figure: str = "") -> Self:
        """Return the names behind a figure as the report itself knows them, in an edition as they stood. No query."""
        asked = FIGURE.match(figure)
        kind, key, measure = (asked[name] or "" for name in ("kind", "key", "measure")) if asked else ("", "", "")
        if band := {f"flow_{kind}": kind for kind in KINDS}.get(measure):
            return cls._of_flow(report, figure, band, key)
        if kind not in NAMED or measure not in column_titles():
            return cls("", "", report.clusters)
        lines = (line for line in report.clusters if measure in ("total", line.column))
        named = tuple(line for line in lines if NAMED[kind](report, line, key))
        return cls(figure, _title(report, kind, key, measure), named)

    @classmethod
    def _of_flow(cls, report: YearReport, figure: str, band: Kind, funder: str) -> Self:
        if report.flow is None:
            return cls("", "", report.clusters)
        names: tuple[FlowName, ...] = getattr(report.flow, band)
        named = tuple(name for name in names if funder in ("", name.payer))
        payer = next((line.label for line in report.flow.by_funder if line.code == funder), "")
        title = " · ".join(filter(None, (band_titles()[band], payer)))
        if band == "left":
            return cls(figure, title, named, are_gone=True)
        codes = {name.code for name in named}
        return cls(figure, title, tuple(line for line in report.clusters if line.code in codes))


def _title(report: YearReport, kind: str, key: str, measure: str) -> str:
    column = "" if measure == "total" else column_titles().get(measure, "")
    return " · ".join(filter(None, (breakdown_titles().get(kind, ""), _label(report, kind, key), column)))


def _label(report: YearReport, kind: str, key: str) -> str:
    """Say what the part is called in the report's own tables."""
    rows = {row.key: row.label for table in report.breakdowns if table.kind == kind for row in table.rows}
    checks = {found.check: found.label for found in report.findings if kind == "finding"}
    lines = {line.indicator.code: str(line.indicator.name) for line in report.indicators if kind == "indicator"}
    return (rows | checks | lines).get(key, "")
