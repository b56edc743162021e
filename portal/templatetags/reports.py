"""Where the figures of a year's report open to their rows."""

from typing import Final
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from portal.parameters import HEADQUARTERS
from programmes.reports.group_results import IndicatorShown, Reached
from programmes.reports.year_groups import NONE
from programmes.reports.year_report import YearReport

register = template.Library()

# Who pays for the clusters of each column: another agency's stand in a column of their own, whatever their entry.
OWN, OTHERS = "own", "others"
_FILTERS: Final = ("sector", "region", "funder")


@register.simple_tag
def clusters_of(report: YearReport, kind: str = "", key: str = "", column: str = "total") -> str:
    """Return the address of the directory with exactly the clusters of one figure; "" where no filter names them."""
    scope = report.scope
    asked = {"year": str(report.year)} | {name: value for name in _FILTERS if (value := getattr(scope, name))}
    if scope.centre is not None:
        asked["centre"] = str(scope.centre or HEADQUARTERS)
    if scope.money == "department":
        asked["funder"] = "department-only"
    if kind:
        if kind not in (*_FILTERS, "centre") or (key == NONE and kind != "funder") or asked.get(kind, key) != key:
            return ""
        asked[kind] = HEADQUARTERS if (kind, key) == ("centre", "0") else key
    if column == "external":
        asked.setdefault("funder", OTHERS)
    elif column != "total":
        asked["entry"] = column
        asked.setdefault("funder", OWN)
    return f"{reverse('portal:clusters')}?{urlencode(asked)}"


@register.simple_tag
def organisations_of(report: YearReport, role: str, service: str = "", cluster: str = "") -> str:
    """Return the address of the directory with the members or partners of the year's clusters, or of one of them.

    "" for a part of the year, whose clusters that directory can't be asked for.
    """
    if not cluster and not (report.scope.is_whole and report.scope.money == "all"):
        return ""
    asked = {"year": report.year, "role": role, "service": service, "cluster": cluster, "listed": "yes"}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('portal:organisations')}?{query}"


@register.simple_tag
def results_of(report: YearReport, code: str) -> list[tuple[IndicatorShown, Reached]]:
    """Return what one cluster reached, each with its indicator."""
    indicators = {line.indicator.code: line.indicator for line in report.indicators}
    return [(indicators[each.code], each) for each in report.results.get(code, ()) if each.code in indicators]
