"""A few years on one page: the table, a sentence for each year, and what isn't known."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from programmes.models import Indicator, Measurement
from programmes.reports.figure import FigureShown, SourceShown
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.results import YearResults
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
    """What a minister takes along of the years from ``first`` to ``last``; two queries beside those of the report.

    ``results`` says what was reached in the years that have approved results: seven queries more for each such year.
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
    found = Measurement.objects.standing().filter(participation__round__fiscal_year__range=(report.first, report.last))
    years = (
        found.order_by("participation__round__fiscal_year").values_list("participation__round__fiscal_year").distinct()
    )
    return tuple(_reached(YearResults.for_year(year)) for (year,) in years)


def _reached(results: YearResults) -> str:
    said = [
        _("%(name)s %(value)s %(unit)s (รายงาน %(reported)s จาก %(groups)s กลุ่ม)")
        % {
            "name": line.indicator.name,
            "value": thai_number(line.reached.value),
            "unit": line.indicator.unit,
            "reported": line.reported,
            "groups": line.groups,
        }
        for line in results.lines
        if line.reached.value is not None and line.indicator.rule != Indicator.Rule.DISTINCT
    ]
    return _("ผลของปี %(year)s: %(lines)s") % {"year": results.year, "lines": "; ".join(said) or _("ไม่มีผลที่แสดงรวมได้")}
