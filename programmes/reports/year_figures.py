"""Every figure of a year's report, one by one: what the files hold, and what page and files are compared by."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from programmes.reports.flow import band_titles
from programmes.reports.year_groups import Breakdown, Tally, column_titles
from programmes.reports.year_report import YearReport

REPEATED: Final = "repeated"


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One number recorded by name. ``group_by`` and ``group`` say of which part of the year it is; "" of all of it."""

    measure: str
    measure_label: str
    value: int | Decimal
    unit_label: str
    group_by: str = ""
    group: str = ""
    group_label: str = ""

    @property
    def key(self) -> str:
        return figure_key(self.group_by, self.group, self.measure)


def figure_key(group_by: str, group: str, measure: str) -> str:
    """Return what names a figure in files and addresses."""
    return ":".join(part for part in ("recorded", group_by, group, measure) if part)


def figures_of(report: YearReport) -> tuple[YearFigure, ...]:
    """Return the figures in the order of the report; what is unknown has none."""
    return (*_recorded(report), *_flow(report), *_members(report), *_results(report))


def _recorded(report: YearReport) -> Iterator[YearFigure]:
    if report.recorded is None:
        return
    yield from _tally(report.recorded)
    for table in report.breakdowns:
        yield from _breakdown(table)


def _breakdown(table: Breakdown) -> Iterator[YearFigure]:
    for row in table.rows:
        yield from _tally(row.tally, table.kind, row.key, row.label)
    if table.repeated.total:
        yield from _tally(table.repeated, table.kind, REPEATED, _("หักกลุ่มที่นับในหลายแถว"))


def _tally(tally: Tally, group_by: str = "", group: str = "", label: str = "") -> Iterator[YearFigure]:
    for name, title in column_titles().items():
        yield YearFigure(name, title, getattr(tally, name), _("กลุ่ม"), group_by, group, label)


def _flow(report: YearReport) -> Iterator[YearFigure]:
    flow = report.flow
    if flow is None:
        return
    for kind, title, names in flow.bands:
        yield YearFigure(f"flow_{kind}", title, len(names), _("กลุ่ม"))
    titles = band_titles()
    for line in flow.by_funder:
        for kind, number in line.cells:
            yield YearFigure(f"flow_{kind}", titles[kind], number, _("กลุ่ม"), "funder", line.code, line.label)


def _members(report: YearReport) -> Iterator[YearFigure]:
    yield YearFigure("enterprises", _("วิสาหกิจและสมาชิก (ไม่นับซ้ำ)"), report.enterprises, _("ราย"))
    yield YearFigure("memberships", _("การเป็นสมาชิก (นับทุกกลุ่ม)"), report.members, _("ราย"))
    yield YearFigure("partners", _("หน่วยงานสนับสนุน (ไม่นับซ้ำ)"), report.partners, _("แห่ง"))
    for line in report.services:
        yield YearFigure("partners", line.label, line.partners, _("แห่ง"), "service", line.service, line.label)
        yield YearFigure("supported_clusters", line.label, line.clusters, _("กลุ่ม"), "service", line.service, line.label)


def _results(report: YearReport) -> Iterator[YearFigure]:
    """Target, result, percentage and coverage of each indicator, as far as they're known and may be shown."""
    for line in report.indicators:
        shown, reached = line.indicator, line.reached
        told = (
            ("target", _("เป้าหมาย"), reached.target, str(shown.unit)),
            ("result", _("ผล"), reached.value, str(shown.unit)),
            ("percent", _("ร้อยละของเป้าหมาย"), reached.percent, _("ร้อยละ")),
            ("reported", _("กลุ่มที่รายงาน"), line.reported, _("กลุ่ม")),
        )
        for measure, label, value, unit in told:
            if value is not None:
                yield YearFigure(measure, label, value, unit, "indicator", shown.code, str(shown.name))
