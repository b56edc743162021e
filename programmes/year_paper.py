"""Reports as PDF: the page is written here, a process of its own makes the document."""

from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from programmes.paper.make import paper
from programmes.reports.year_groups import column_titles
from programmes.reports.year_line import YearLine, column_names
from programmes.reports.year_report import YearReport
from programmes.reports.year_sentences import coverage, summary
from programmes.reports.years_brief import YearsBrief

SHOWN: Final = 200  # clusters named on paper; a longer list is for a workbook

Bar = tuple[str, int | None, str]


def year_as_pdf(report: YearReport, mark: str = "", edition: int | None = None) -> bytes:
    """Return the report as a PDF: preliminary without the number of its edition. Raises ``NoPaper``.

    ``mark`` is what invented data say of themselves.
    """
    context = {
        "report": report,
        "summary": summary(report),
        "coverage": coverage(report),
        "columns": column_titles(),
        "bars": bars_of(report.line),
        "shown": report.clusters[:SHOWN],
        "mark": mark,
        "edition": edition,
    }
    return paper(render_to_string("programmes/year_paper.html", context))


def brief_as_pdf(brief: YearsBrief, mark: str = "") -> bytes:
    """Return a few years on one page as a PDF. Raises ``NoPaper``."""
    return paper(render_to_string("programmes/years_brief_paper.html", {"brief": brief, "mark": mark}))


def bars_of(line: YearLine) -> tuple[Bar, ...]:
    """Return what documents say, and what is recorded, each with its length as a percentage of the longest."""
    reported = line.reported.as_dict()
    told = [(name, reported[key]) for key, name in column_names().items() if key == "total" or reported[key]]
    told.append((_("มีรายชื่อในระบบ"), line.recorded.total))
    most = max((value or 0 for _name, value in told), default=0) or 1
    return tuple((name, value, f"{value * 100 / most:.2f}" if value else "") for name, value in told)
