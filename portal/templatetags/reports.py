"""Where the figures of a year's report open to their rows."""

from typing import Final
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from portal.parameters import HEADQUARTERS
from programmes.reports.group_results import IndicatorShown, Reached
from programmes.reports.year_figures import REPEATED, figure_key
from programmes.reports.year_names import NAMED
from programmes.reports.year_report import YearReport

register = template.Library()

# Who pays for the clusters of each column: another agency's stand in a column of their own, whatever their entry.
OWN, OTHERS = "own", "others"
_FILTERS: Final = ("sector", "region", "funder")
_KINDS: Final = (*_FILTERS, "centre", "step", "potential", "indicator", "service", "members")


@register.simple_tag(takes_context=True)
def clusters_of(context: Context, report: YearReport, kind: str = "", key: str = "", column: str = "total") -> str:
    """Return the address of exactly the clusters of one figure: in the directory, or in the year's own list.

    What an edition froze opens to the names that it froze, where it names them; so do clusters that count repeatedly.
    """
    if key == REPEATED or (context.get("edition") and kind in NAMED):
        return names_of(report, column, kind, key)
    asked = _asked_of_clusters(report)
    if kind in _KINDS:
        asked[kind] = HEADQUARTERS if (kind, key) == ("centre", "0") else key
    if column == "external":
        asked.setdefault("funder", OTHERS)
    elif column != "total":
        asked["entry"] = column
        asked.setdefault("funder", OWN)
    return f"{reverse('portal:clusters')}?{urlencode(asked)}"


@register.simple_tag
def names_of(report: YearReport, measure: str, kind: str = "", key: str = "") -> str:
    """Return the address of the names behind a figure, further down the same page, of the same part of the year."""
    asked = {name: value for name, value in _asked_of_clusters(report).items() if name not in {"year", "funder"}}
    scope = report.scope
    asked |= {"funder": scope.funder} if scope.funder else {}
    asked |= {"scope": scope.money} if scope.money != "all" else {}
    asked["figure"] = figure_key(kind, key, measure)
    return f"?{urlencode(asked, safe=':')}#names"


def _asked_of_clusters(report: YearReport) -> dict[str, str]:
    """Return what the directory is asked for the clusters of the report's scope."""
    scope = report.scope
    asked = {"year": str(report.year)} | {name: value for name in _FILTERS if (value := getattr(scope, name))}
    if scope.centre is not None:
        asked["centre"] = str(scope.centre or HEADQUARTERS)
    if scope.money == "department":
        asked.setdefault("funder", "department-only")
    return asked


@register.simple_tag
def organisations_of(report: YearReport, role: str, service: str = "", cluster: str = "") -> str:
    """Return the address of the directory with the members or partners of the scope's clusters, or of one of them."""
    scope = {} if cluster else {f"in_{name}": value for name, value in _asked_of_clusters(report).items()}
    scope.pop("in_year", None)
    asked = {"year": report.year, "role": role, "service": service, "cluster": cluster, "listed": "yes", **scope}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('portal:organisations')}?{query}"


@register.simple_tag
def results_of(report: YearReport, code: str) -> list[tuple[IndicatorShown, Reached]]:
    """Return what one cluster reached, each with its indicator."""
    indicators = {line.indicator.code: line.indicator for line in report.indicators}
    return [(indicators[each.code], each) for each in report.results.get(code, ()) if each.code in indicators]
