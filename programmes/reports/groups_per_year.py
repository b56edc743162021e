"""Groups per year: what documents report beside what is recorded by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, Self

from django.db.models import Max, Min

from programmes.models import GROUP_MEASURES, ReportedFigure, Round
from programmes.reports.counts import Counts
from programmes.reports.figure import FigureShown
from programmes.reports.recorded import Period, Recorded, recorded_in
from programmes.reports.statements import Statement, statements_of
from programmes.reports.year_line import ScopeAsked, State, UnknownYears, YearLine, bar_names, column_names

ALWAYS_SHOWN: Final = ("total", "continued", "new")

# For all money, the figure that covers most comes first; for the department's, only its own.
SCOPES_IN_ORDER: Final[dict[ScopeAsked, tuple[str, ...]]] = {
    "all": ("all", "not_stated", "department", "funder"),
    "department": ("department",),
}


@dataclass(frozen=True)
class GroupsPerYear:
    """The years from ``first`` to ``last`` in one scope; four queries, whatever their number and rows."""

    first: int
    last: int
    scope: ScopeAsked
    lines: tuple[YearLine, ...]

    @classmethod
    def for_span(cls, first: int, last: int, scope: ScopeAsked = "all") -> Self:
        """Return a line for every year from ``first`` to ``last``; years that share a figure share a line."""
        figures = _figures_about(first, last)
        periods = _periods(first, last, figures)
        recorded = recorded_in(periods)
        complete = _complete_years(periods)
        lines: list[YearLine] = []
        for period in periods:
            before = lines[-1] if lines else None
            lines.append(_line(period, scope, figures, recorded=recorded[period], complete=complete, before=before))
        return cls(first, last, scope, tuple(line for line in lines if line.to_year >= first))

    @cached_property
    def rows(self) -> tuple["YearLine | UnknownYears", ...]:
        """The lines for a table: runs of two or more unknown years are one row."""
        rows: list[YearLine | UnknownYears] = []
        for unknown, group in groupby(self.lines, key=lambda line: line.is_unknown):
            run = list(group)
            if unknown and len(run) > 1:
                rows.append(UnknownYears(run[0].from_year, run[-1].to_year))
            else:
                rows.extend(run)
        return tuple(rows)

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The reported columns: those of the department always, the rest as far as a document speaks of them."""
        spoken = {cell.measure for line in self.lines for cell in line.cells if cell.figure is not None}
        names = column_names()
        return tuple((measure, name) for measure, name in names.items() if measure in ALWAYS_SHOWN or measure in spoken)

    @property
    def lines_changed_by_scope(self) -> tuple[YearLine, ...]:
        """The years whose number is another one when only the department's money is asked for."""
        return tuple(
            line
            for line in self.lines
            if line.total_of_all_money is not None and line.total_of_all_money.whole_value != line.reported.total
        )

    @cached_property
    def measures(self) -> tuple[str, ...]:
        return tuple(measure for measure, _name in self.columns)

    @cached_property
    def columns_in_all(self) -> int:
        """The columns of the table beside the year's: reported, recorded, gap, difference."""
        return len(self.columns) + 3

    @cached_property
    def most(self) -> int:
        """The end of the chart's axis; 1 when nothing is known."""
        return max((line.reported.total or 0 for line in self.lines), default=0) or 1

    @cached_property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The kinds of bars that the chart shows, with their names."""
        shown = {kind for line in self.lines for kind, _groups in line.parts}
        return tuple((kind, name) for kind, name in bar_names().items() if kind in shown)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return statements_of(figure for line in self.lines for figure in (*line.figures, *line.alternatives))

    def line_of(self, year: int) -> YearLine | None:
        return next((line for line in self.lines if line.from_year <= year <= line.to_year), None)


def known_span() -> tuple[int, int] | None:
    """Return the first and the last fiscal year of which a document or a round tells; two indexed queries."""
    figures = ReportedFigure.objects.current().aggregate(first=Min("from_year"), last=Max("to_year"))
    rounds = Round.objects.aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    years = [year for year in (*figures.values(), *rounds.values()) if year is not None]
    return (min(years), max(years)) if years else None


def _figures_about(first: int, last: int) -> tuple[FigureShown, ...]:
    """Read the current figures of the asked years, of the year before, and other readings of the same statements."""
    rows = (
        ReportedFigure.objects.current()
        .of_groups()
        .touching(first - 2, last + 1)
        .select_related("source", "funder")
        .order_by("from_year", "to_year", "pk")
    )
    return tuple(FigureShown.of(row) for row in rows)


def _periods(first: int, last: int, figures: Iterable[FigureShown]) -> list[Period]:
    """Cut the years into periods: those that share a preferred figure together, each other year alone.

    The period before the first asked is kept: the difference to it belongs to the first line.
    """
    shared = sorted({f.years for f in figures if f.from_year != f.to_year and f.preferred})
    start = next((s for s, e in shared if s <= first <= e), first)
    before = next((s for s, e in shared if s <= start - 1 <= e), start - 1)
    periods: list[Period] = []
    year = before
    while year <= last:
        end = next((e for s, e in shared if s == year), year)
        periods.append((year, end))
        year = end + 1
    return periods


def _complete_years(periods: Sequence[Period]) -> set[int]:
    rounds = Round.objects.between(periods[0][0], periods[-1][1]) if periods else Round.objects.none()
    return set(rounds.filter(list_complete=True).values_list("fiscal_year", flat=True))


def _line(
    period: Period,
    scope: ScopeAsked,
    figures: tuple[FigureShown, ...],
    *,
    recorded: Recorded,
    complete: set[int],
    before: YearLine | None,
) -> YearLine:
    chosen = _chosen(period, scope, figures)
    reported = _reported(chosen, scope)
    counted = recorded.counts(scope)
    difference, not_continued = _compared(before, reported, chosen)
    return YearLine(
        from_year=period[0],
        to_year=period[1],
        scope_asked=scope,
        reported=reported,
        recorded=counted,
        figures=chosen,
        alternatives=_alternatives(period, figures, chosen),
        state=_state(period, scope, figures, reported, counted),
        list_complete=all(year in complete for year in range(period[0], period[1] + 1)),
        difference=difference,
        not_continued=not_continued,
    )


def _chosen(period: Period, scope: ScopeAsked, figures: Iterable[FigureShown]) -> tuple[FigureShown, ...]:
    """Choose the preferred figure of each measure; what was achieved comes before what was planned."""
    order = SCOPES_IN_ORDER[scope]
    eligible = [f for f in figures if f.years == period and f.preferred and f.scope in order]
    if any(f.measure == "total" and not f.planned for f in eligible):
        eligible = [f for f in eligible if not f.planned]
    best: dict[tuple[str, str | None], FigureShown] = {}
    for figure in eligible:
        place = (figure.measure, figure.funder if figure.measure == "external" else None)
        held = best.get(place)
        if held is None or _rank(figure, order) <= _rank(held, order):
            best[place] = figure
    in_order = {str(measure): position for position, measure in enumerate(GROUP_MEASURES)}
    return tuple(sorted(best.values(), key=lambda f: (in_order[f.measure], f.funder or "")))


def _rank(figure: FigureShown, order: tuple[str, ...]) -> tuple[bool, int]:
    return figure.planned, order.index(figure.scope)


def _reported(chosen: Iterable[FigureShown], scope: ScopeAsked) -> Counts:
    values: dict[str, int | None] = {}
    for figure in chosen:
        if figure.measure == "external":
            known, more = values.get("external", 0), figure.whole_value
            values["external"] = None if known is None or more is None else known + more
        else:
            values[figure.measure] = figure.whole_value
    if scope == "department":
        values.pop("external", None)
    return Counts(**values)


def _alternatives(
    period: Period, figures: Iterable[FigureShown], chosen: tuple[FigureShown, ...]
) -> tuple[FigureShown, ...]:
    """Other figures of these years, and other readings of the statements that the chosen ones stand on."""
    statements = {(f.source.code, f.quotation) for f in chosen if f.quotation and f.reading}
    return tuple(
        figure
        for figure in figures
        if figure not in chosen
        and (
            (figure.from_year <= period[1] and figure.to_year >= period[0])
            or (figure.reading and (figure.source.code, figure.quotation) in statements)
        )
    )


def _state(
    period: Period, scope: ScopeAsked, figures: Iterable[FigureShown], reported: Counts, recorded: Counts
) -> State:
    if reported.total is None:
        unstated = scope == "department" and any(
            f.years == period and f.measure == "total" and f.scope == "not_stated" and f.value is not None
            for f in figures
            if f.preferred
        )
        return "funder_not_stated" if unstated or recorded.total is None else "nothing_reported"
    if recorded.total is None:
        return "funder_not_stated"
    if reported.total == recorded.total:
        return "equal"
    return "names_missing" if reported.total > recorded.total else "more_recorded"


def _compared(
    before: YearLine | None, reported: Counts, chosen: tuple[FigureShown, ...]
) -> tuple[int | None, int | None]:
    """Return the difference to the period before, and it again as groups that left if the scopes are stated alike."""
    if before is None or before.reported.total is None or reported.continued is None:
        return None, None
    difference = before.reported.total - reported.continued
    theirs, ours = before.main, next((f for f in chosen if f.measure == "continued"), None)
    if theirs is None or ours is None:
        return difference, None
    alike = (theirs.scope, theirs.funder) == (ours.scope, ours.funder)
    stated = theirs.scope_basis == ours.scope_basis == "stated"
    exact = not (theirs.planned or ours.planned) and theirs.qualifier == ours.qualifier == "exact"
    return difference, difference if alike and stated and exact and difference >= 0 else None
