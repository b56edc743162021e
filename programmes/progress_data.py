"""A cluster's progress as data: the same value as its page, year by year."""

import csv
import io
from typing import Any, Final

from clusters.models import Cluster
from programmes.exports import description
from programmes.reports.cluster_progress import ClusterProgress, ProgressYear
from programmes.reports.group_results import IndicatorShown, Reached
from programmes.year_data import plain_number
from records.streams import BYTE_ORDER_MARK, as_text


def progress_as_data(cluster: Cluster, progress: ClusterProgress) -> dict[str, Any]:
    """Return the shape of ``/clusters/C0001/progress.json``; null is unknown or withheld, as ``signal`` says."""
    return {
        "cluster": cluster.code,
        "name": str(cluster),
        "description": description(),
        "years": [_year(year) for year in progress.years],
    }


def _year(year: ProgressYear) -> dict[str, Any]:
    part, assessed = year.part, year.assessment
    return {
        "year": part.year,
        "entry": part.entry,
        "funder": part.funder,
        "outcome": part.outcome or None,
        "members": year.members,
        "partners": year.partners,
        "assessed_on": assessed.assessed_on.isoformat() if assessed else None,
        "step": assessed.step if assessed else None,
        "potential": assessed.potential if assessed else None,
        "reported": year.reported,
        "asked": year.asked,
        "results": [_result(indicator, reached) for indicator, reached in year.results],
    }


def _result(indicator: IndicatorShown, reached: Reached) -> dict[str, Any]:
    return {
        "indicator": indicator.code,
        "name": str(indicator.name),
        "unit": str(indicator.unit),
        "target": plain_number(reached.target),
        "value": plain_number(reached.value),
        "percent": plain_number(reached.percent),
        "signal": reached.signal,
    }


_OF_YEAR: Final = ("year", "entry", "funder", "members", "partners", "step", "potential")
_OF_RESULT: Final = ("indicator", "name", "unit", "target", "value", "percent", "signal")


def progress_as_csv(cluster: Cluster, progress: ClusterProgress) -> str:
    """Write a line per year and indicator; a year without results has a line of its own."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("cluster", *_OF_YEAR, *_OF_RESULT, "description"))
    for year in map(_year, progress.years):
        for result in year["results"] or [{}]:
            cells = [year[name] for name in _OF_YEAR] + [result.get(name) for name in _OF_RESULT]
            writer.writerow([cluster.code, *map(_cell, cells), description()])
    return BYTE_ORDER_MARK + out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return as_text(value) if isinstance(value, str) else value
