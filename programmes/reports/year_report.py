"""One fiscal year as far as it is known today: reported figures, other figures, groups recorded by name."""

from dataclasses import dataclass
from typing import Self

from programmes.models import GROUP_MEASURES, Participation, ReportedFigure
from programmes.reports.figure import FigureShown
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.sentences import year_sentence
from programmes.reports.statements import Statement, statements_of
from programmes.reports.year_line import ScopeAsked, YearLine
from records.guard import GuardedQuerySet


@dataclass(frozen=True)
class YearReport:
    """The year that was asked for, with the line that holds it; five queries, whatever the number of groups.

    ``participations`` is the list of groups recorded by name, still to be cut into pages.
    """

    year: int
    groups: GroupsPerYear
    line: YearLine
    sentence: str
    other_figures: tuple[FigureShown, ...]
    participations: "GuardedQuerySet[Participation]"

    @classmethod
    def for_year(cls, year: int, scope: ScopeAsked = "all") -> Self:
        groups = GroupsPerYear.for_span(year, year, scope)
        line = groups.lines[-1]
        participations = (
            Participation.objects.between(year, year)
            .of_shown_clusters()
            .select_related("cluster", "cluster__sector", "funder", "source", "round")
            .order_by("cluster__sort_key", "pk")
        )
        if scope == "department":
            participations = participations.department_funded()
        return cls(year, groups, line, year_sentence(line), other_figures(year, year), participations)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return statements_of((*self.line.figures, *self.line.alternatives, *self.other_figures))


def other_figures(first: int, last: int) -> tuple[FigureShown, ...]:
    """Read the current figures of these years that don't count groups; one query."""
    rows = ReportedFigure.objects.current().touching(first, last).exclude(measure__in=GROUP_MEASURES)
    return tuple(FigureShown.of(row) for row in rows.select_related("source", "funder").order_by("from_year", "pk"))
