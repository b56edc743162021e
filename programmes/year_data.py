"""A year's report as data: its line in the shape of all years, and behind it every figure by name."""

import csv
import io
from decimal import Decimal
from typing import Any, Final

from programmes.exports import COLUMNS, description, years_as_data
from programmes.reports.counts import Counts
from programmes.reports.figure import FigureShown
from programmes.reports.flow import Flow
from programmes.reports.group_results import Reached
from programmes.reports.results import ResultLine
from programmes.reports.year_clusters import ClusterLine
from programmes.reports.year_figures import YearFigure, figures_of
from programmes.reports.year_groups import Breakdown
from programmes.reports.year_report import YearReport
from programmes.reports.year_sentences import coverage, summary
from records.streams import BYTE_ORDER_MARK, as_text
from thai.calendar import ERA_OFFSET, fiscal_year_end, fiscal_year_start


def year_as_data(report: YearReport) -> dict[str, Any]:
    """Return the shape of ``/years/2550.json``."""
    return {
        **years_as_data(report.groups),
        "groups": {
            "reported": _counts(report.reported_counts, report.line.not_continued),
            "recorded": _counts(report.recorded_counts, report.not_continued),
            "total_is": report.total_is,
        },
        "preliminary": True,
        "covers": coverage(report) or None,
        "clusters_in_year": report.clusters_in_year,
        "list_complete": report.list_complete,
        "summary": [sentence.text for sentence in summary(report)],
        "breakdowns": {table.kind: _breakdown(table) for table in report.breakdowns},
        "flow": _flow(report.flow) if report.flow else None,
        "enterprises": {"distinct": report.enterprises, "memberships": report.members},
        "partners": report.partners,
        "services": [
            {"service": line.service, "name": line.label, "partners": line.partners, "clusters": line.clusters}
            for line in report.services
        ],
        "indicators": [_indicator(line) for line in report.indicators],
        "findings": [
            {"finding": found.check, "label": found.label, "clusters": list(found.codes)} for found in report.findings
        ],
        "clusters": [_cluster(line) | {"results": _results(report, line.code)} for line in report.clusters],
    }


def _counts(counts: Counts, not_continued: int | None) -> dict[str, int | None]:
    return {**counts.as_dict(), "not_continued": not_continued}


def _breakdown(table: Breakdown) -> dict[str, Any]:
    rows = [
        {"key": row.key, "name": row.label, "total": row.tally.total, **dict(row.tally.cells)} for row in table.rows
    ]
    return {"rows": rows, "repeated": {"total": table.repeated.total, **dict(table.repeated.cells)}}


def _flow(flow: Flow) -> dict[str, Any]:
    bands: dict[str, Any] = {
        kind: [
            {"code": name.code, "name": str(name.name), "outcome": name.outcome or None, "reason": name.reason or None}
            for name in names
        ]
        for kind, _title, names in flow.bands
    }
    by_funder = [{"funder": line.code, "name": line.label, **dict(line.cells)} for line in flow.by_funder]
    return {"from": flow.from_year, "to": flow.to_year, **bands, "by_funder": by_funder}


def _cluster(line: ClusterLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": str(line.name),
        "sector": line.sector,
        "provinces": [str(province) for province in line.provinces],
        "regions": list(line.regions),
        "centres": list(line.centres),
        "entry": line.entry,
        "funder": line.funder or None,
        "column": line.column,
        "outcome": line.outcome or None,
        "reason_for_leaving": line.reason or None,
        "members": line.members,
        "step": line.step,
        "potential": line.potential,
        "source": line.source or None,
    }


def _indicator(line: ResultLine) -> dict[str, Any]:
    shown = line.indicator
    return {
        "name": str(shown.name),
        "definition": str(shown.definition),
        "unit": str(shown.unit),
        "rule": shown.rule,
        "reported": line.reported,
        "groups": line.groups,
        **_reached(line.reached),
    }


def _reached(reached: Reached) -> dict[str, Any]:
    return {
        "indicator": reached.code,
        "target": plain_number(reached.target),
        "value": plain_number(reached.value),
        "percent": plain_number(reached.percent),
        "signal": reached.signal,
    }


def _results(report: YearReport, code: str) -> list[dict[str, Any]]:
    return [_reached(reached) for reached in report.results.get(code, ())]


def plain_number(value: Decimal | None) -> int | float | None:
    """Return the number as JSON has it: whole where it is."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


# Behind the columns of the figures' CSV: which part of the year a line counts.
_OF_NAMES: Final = ("basis", "group_by", "group", "group_label")


def year_as_csv(report: YearReport) -> str:
    """Write a line per figure: first what documents say, then what is recorded by name."""
    figures = (*report.line.figures, *report.line.alternatives)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, *_OF_NAMES))
    for reported in dict.fromkeys((*figures, *report.other_figures)):
        writer.writerow(_safe([*_reported(reported), "reported", "", "", ""]))
    for figure in figures_of(report):
        writer.writerow(_safe(_recorded(report, figure)))
    return BYTE_ORDER_MARK + out.getvalue()


def _reported(figure: FigureShown) -> list[str | int]:
    return [cell_of(figure) for cell_of in COLUMNS.values()]


def _recorded(report: YearReport, figure: YearFigure) -> list[str | int]:
    year = report.year
    cells: dict[str, str | int] = {
        "id": figure.key,
        "measure": figure.measure,
        "measure_label": figure.measure_label,
        "from_year_be": year,
        "to_year_be": year,
        "from_year_ce": year - ERA_OFFSET,
        "to_year_ce": year - ERA_OFFSET,
        "starts": fiscal_year_start(year).isoformat(),
        "ends": fiscal_year_end(year).isoformat(),
        "value": written(figure.value),
        "unit": figure.unit_label,
        "scope": report.scope.money,
        "note": coverage(report),
        "description": description(),
        "basis": "recorded",
        "group_by": figure.group_by,
        "group": figure.group,
        "group_label": figure.group_label,
    }
    return [cells.get(name, "") for name in (*COLUMNS, *_OF_NAMES)]


def written(value: int | Decimal) -> int | str:
    """Return a number as a cell of a CSV has it."""
    return value if isinstance(value, int) else f"{value.normalize():f}"


def _safe(cells: list[str | int]) -> list[str | int]:
    return [as_text(cell) if isinstance(cell, str) else cell for cell in cells]
