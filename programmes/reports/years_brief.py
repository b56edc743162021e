"""A few years on one page: the table, a sentence for each year, and what isn't known."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from programmes.models import Edition, Indicator, Measurement
from programmes.reports.edition_value import report_in
from programmes.reports.figure import FigureShown, SourceShown
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.results import ResultLine, YearResults
from programmes.reports.sentences import year_sentence
from programmes.reports.statements import Statement, statements_of
from programmes.reports.year_line import YearLine
from programmes.reports.year_report import other_figures
from thai.templatetags.thai import thai_number


@dataclass(frozen=True)
class YearSentence:
    """A year's sentence, with the line that it says."""

    line: YearLine
    text: str

    @property
    def target(self) -> str:
        """The id of its element, for the button that copies it."""
        return f"sentence-{self.line.from_year}"


@dataclass(frozen=True)
class YearsBrief:
    """What a minister takes along of the years from ``first`` to ``last``; three queries beside those of the report.

    ``results`` says what was reached in each year: as its edition froze it, else what is approved by now, which costs
    six queries more for each such year.
    """

    report: GroupsPerYear
    sentences: tuple[YearSentence, ...]
    other_figures: tuple[FigureShown, ...]
    results: tuple[str, ...]

    @classmethod
    def of(cls, report: GroupsPerYear) -> Self:
        lines = [row for row in report.lines if not row.is_unknown]
        return cls(
            report=report,
            sentences=tuple(YearSentence(line, year_sentence(line)) for line in lines),
            other_figures=other_figures(report.first, report.last),
            results=_results(report),
        )

    @property
    def span_query(self) -> str:
        """The span as the tail of a query, for links to the same years."""
        return f"&from={self.report.first}&to={self.report.last}"

    @property
    def sources(self) -> tuple[SourceShown, ...]:
        figures = (*(f for line in self.report.lines for f in line.figures), *self.other_figures)
        return tuple(dict.fromkeys(figure.source for figure in figures))

    @property
    def statements(self) -> tuple[Statement, ...]:
        lines = self.report.lines
        return statements_of((*(f for line in lines for f in (*line.figures, *line.alternatives)), *self.other_figures))

    @property
    def names_missing(self) -> tuple[YearLine, ...]:
        return tuple(line for line in self.report.lines if line.gap and line.gap > 0)

    @property
    def years_unlike(self) -> tuple[YearLine, ...]:
        """Years whose number differs from the year before's without telling who left."""
        return tuple(line for line in self.report.lines if line.difference and line.not_continued is None)


def _results(report: GroupsPerYear) -> tuple[str, ...]:
    """Say by year what was reached in each indicator that has a sum; of all money only, as results are."""
    if report.scope != "all":
        return ()
    span = (report.first, report.last)
    editions = Edition.objects.latest(*span).order_by().values_list("round__fiscal_year", "content")
    frozen = {year: report_in(json.loads(content), "all").indicators for year, content in editions}
    year = "participation__round__fiscal_year"
    approved = Measurement.objects.standing().filter(**{f"{year}__range": span}).exclude(**{f"{year}__in": frozen})
    live = {year: YearResults.for_year(year).lines for (year,) in approved.order_by().values_list(year).distinct()}
    return tuple(_reached(year, lines) for year, lines in sorted((frozen | live).items()) if lines)


def _reached(year: int, lines: Iterable[ResultLine]) -> str:
    said = [
        _("%(name)s %(value)s %(unit)s (รายงาน %(reported)s จาก %(groups)s กลุ่ม)")
        % {
            "name": line.indicator.name,
            "value": thai_number(line.reached.value),
            "unit": line.indicator.unit,
            "reported": line.reported,
            "groups": line.groups,
        }
        for line in lines
        if line.reached.value is not None and line.indicator.rule != Indicator.Rule.DISTINCT
    ]
    return _("ผลของปี %(year)s: %(lines)s") % {"year": year, "lines": "; ".join(said) or _("ไม่มีผลที่แสดงรวมได้")}
