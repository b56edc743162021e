"""Reports as files: the same values as the pages, unknown as null or an empty cell."""

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from programmes.reports.figure import FigureShown
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_line import YearLine
from records.streams import BYTE_ORDER_MARK, as_text
from thai.calendar import ERA_OFFSET, fiscal_year_end, fiscal_year_start


def description() -> str:
    """Say what the figures mean and what must not be done with them."""
    return _("จำนวนกลุ่มของแต่ละปีนับกลุ่มที่ดำเนินการในปีนั้น กลุ่มเดียวกันนับซ้ำได้หลายปี ห้ามบวกข้ามปี ค่าว่างหมายถึงไม่ทราบ ไม่ใช่ศูนย์")


def years_as_data(report: GroupsPerYear) -> dict[str, Any]:
    """Return the shape of ``/years.json``."""
    return {
        "calendar": "BE",
        "year_kind": "fiscal, assumed",
        "scope": report.scope,
        "description": description(),
        "years": [_line_as_data(line) for line in report.lines],
    }


def _line_as_data(line: YearLine) -> dict[str, Any]:
    main = line.main
    return {
        "from": line.from_year,
        "to": line.to_year,
        "starts": line.starts.isoformat(),
        "ends": line.ends.isoformat(),
        "reported": line.reported.as_dict(),
        "recorded": line.recorded.as_dict(),
        "gap": line.gap,
        "edition": line.edition,
        "state": line.state,
        "planned": line.planned,
        "at_least": line.at_least,
        "scope": main.scope if main else None,
        "year_basis": main.year_basis if main else None,
        "scope_basis": (main.scope_basis or None) if main else None,
        "confidence": (main.confidence or None) if main else None,
        "not_continued": line.not_continued,
        "notes": list(line.notes),
        "alternatives": [_alternative_as_data(figure) for figure in line.alternatives],
        "sources": _sources_as_data(line.figures),
    }


def _alternative_as_data(figure: FigureShown) -> dict[str, Any]:
    return {
        "from": figure.from_year,
        "to": figure.to_year,
        "measure": figure.measure,
        "value": figure.whole_value,
        "scope": figure.scope,
        "reading": figure.reading or None,
        "note": figure.note or None,
        "sources": _sources_as_data([figure]),
    }


def _sources_as_data(figures: Iterable[FigureShown]) -> list[dict[str, str | None]]:
    """Name each statement once."""
    named = {
        (figure.source.code, figure.quotation, figure.year_as_written): {
            "id": figure.source.code,
            "title": figure.source.title,
            "quotation": figure.quotation or None,
            "year_as_written": figure.year_as_written or None,
        }
        for figure in figures
    }
    return list(named.values())


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"


# The columns of the figures' CSV, named once.
COLUMNS: dict[str, Callable[[FigureShown], str | int]] = {
    "id": lambda figure: figure.key,
    "revision": lambda figure: figure.revision,
    "measure": lambda figure: figure.measure,
    "measure_label": lambda figure: figure.measure_label,
    "from_year_be": lambda figure: figure.from_year,
    "to_year_be": lambda figure: figure.to_year,
    "from_year_ce": lambda figure: figure.from_year - ERA_OFFSET,
    "to_year_ce": lambda figure: figure.to_year - ERA_OFFSET,
    "starts": lambda figure: fiscal_year_start(figure.from_year).isoformat(),
    "ends": lambda figure: fiscal_year_end(figure.to_year).isoformat(),
    "value": lambda figure: _number(figure.value),
    "qualifier": lambda figure: figure.qualifier,
    "unit": lambda figure: figure.unit_label,
    "planned": lambda figure: str(figure.planned).lower(),
    "scope": lambda figure: figure.scope,
    "scope_basis": lambda figure: figure.scope_basis,
    "funder": lambda figure: figure.funder or "",
    "year_basis": lambda figure: figure.year_basis,
    "confidence": lambda figure: figure.confidence,
    "reading": lambda figure: figure.reading,
    "preferred": lambda figure: str(figure.preferred).lower(),
    "year_as_written": lambda figure: figure.year_as_written,
    "quotation": lambda figure: figure.quotation,
    "source": lambda figure: figure.source.code,
    "source_title": lambda figure: figure.source.title,
    "note": lambda figure: figure.note,
    "description": lambda figure: description(),
}


def figures_as_csv(figures: Iterable[FigureShown]) -> str:
    """Write a line per figure, each figure once, as CSV that Excel opens in Thai."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for figure in dict.fromkeys(figures):
        cells = [cell_of(figure) for cell_of in COLUMNS.values()]
        writer.writerow([as_text(cell) if isinstance(cell, str) else cell for cell in cells])
    return BYTE_ORDER_MARK + out.getvalue()
