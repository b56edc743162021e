"""Groups per year: what documents report beside what is recorded by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal, Self

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from programmes.models import GROUP_MEASURES, ReportedFigure, Round
from programmes.reports.counts import Counts
from programmes.reports.figure import FigureShown
from programmes.reports.recorded import Period, Recorded, recorded_in
from programmes.reports.statements import Statement, statements_of
from thai.calendar import fiscal_year_end, fiscal_year_start

ScopeAsked = Literal["all", "department"]
State = Literal["equal", "names_missing", "more_recorded", "nothing_reported", "funder_not_stated"]

ALWAYS_SHOWN: Final = ("total", "continued", "new")

# For all money, the figure that covers most comes first; for the department's, only its own.
SCOPES_IN_ORDER: Final[dict[ScopeAsked, tuple[str, ...]]] = {
    "all": ("all", "not_stated", "department", "funder"),
    "department": ("department",),
}


@dataclass(frozen=True)
class Cell:
    """One number of the table; ``figure`` is what a document says, absent where no document speaks of it."""

    measure: str
    value: int | None
    figure: FigureShown | None


@dataclass(frozen=True)
class UnknownYears:
    """Consecutive years of which neither a document nor the list of names tells."""

    from_year: int
    to_year: int
    is_unknown_run: bool = True

    @property
    def label(self) -> str:
        return f"{self.from_year}–{self.to_year}"


@dataclass(frozen=True)
class YearLine:
    """One fiscal year, or several that share one figure."""

    from_year: int
    to_year: int
    scope_asked: ScopeAsked
    reported: Counts
    recorded: Counts
    recorded_by_funder: tuple[tuple[str, int], ...]
    figures: tuple[FigureShown, ...]
    alternatives: tuple[FigureShown, ...]
    state: State
    list_complete: bool
    # Difference between the total of the period before and this one's continued groups; None where either is unknown.
    difference: int | None
    # Groups that left: known only between two figures of the same stated scope.
    not_continued: int | None

    @property
    def gap(self) -> int | None:
        if self.reported.total is None or self.recorded.total is None:
            return None
        return self.reported.total - self.recorded.total

    @property
    def main(self) -> FigureShown | None:
        """The figure that the line stands on: the total, else the first that is known."""
        return next((f for f in self.figures if f.measure == "total"), self.figures[0] if self.figures else None)

    @property
    def planned(self) -> bool:
        return self.main is not None and self.main.planned

    @property
    def at_least(self) -> bool:
        return self.main is not None and self.main.qualifier in ("at_least", "over")

    @property
    def label(self) -> str:
        """The year, or the years as "2547–2548"."""
        return f"{self.from_year}–{self.to_year}" if self.is_span else str(self.from_year)

    @property
    def total_of_all_money(self) -> FigureShown | None:
        """Beside the department's total, the one that counts other money as well."""
        return next((f for f in self.alternatives if f.measure == "total" and f.scope == "all" and f.preferred), None)

    @property
    def is_span(self) -> bool:
        return self.from_year != self.to_year

    @property
    def starts(self) -> date:
        return fiscal_year_start(self.from_year)

    @property
    def ends(self) -> date:
        return fiscal_year_end(self.to_year)

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of the figures shown, each once."""
        return tuple(dict.fromkeys(figure.note for figure in self.figures if figure.note))

    @property
    def year_is_assumed_fiscal(self) -> bool:
        return any(figure.source.year_is_assumed_fiscal for figure in self.figures)

    @property
    def difference_size(self) -> int | None:
        return None if self.difference is None else abs(self.difference)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The reported columns in the table's order; the column of other funders stands on its first figure."""
        values = self.reported.as_dict()
        return tuple(Cell(measure, values[measure], self.figure(measure)) for measure in values)

    @property
    def is_unknown(self) -> bool:
        """Neither a document nor the list of names tells of this year."""
        return not (self.figures or self.alternatives or self.recorded.total)

    @property
    def is_unknown_run(self) -> bool:
        return False

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The bar of this line as (kind, groups): its columns, and what they leave of the total."""
        total = self.reported.total
        if total is None:
            return ()
        if self.planned or self.at_least:
            return (("plan" if self.planned else "at-least", total),)
        columns = {name: value for name, value in self.reported.as_dict().items() if name != "total" and value}
        rest = total - sum(columns.values())
        return (*columns.items(), *((("total", rest),) if rest > 0 else ()))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the documents say of this line, the figures shown first and the other readings after them."""
        return statements_of((*self.figures, *self.alternatives))

    def figure(self, measure: str) -> FigureShown | None:
        return next((figure for figure in self.figures if figure.measure == measure), None)

    @property
    def external_figures(self) -> tuple[FigureShown, ...]:
        """Groups that others pay for, funder by funder; beside the department's figures they are alternatives."""
        stated = (*self.figures, *(f for f in self.alternatives if f.preferred))
        return tuple(f for f in stated if f.measure == "external" and f.whole_value is not None)


@dataclass(frozen=True)
class GroupsPerYear:
    """The years from ``first`` to ``last`` in one scope; at most four queries, whatever their number and rows."""

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

    @property
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

    @property
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

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(measure for measure, _name in self.columns)

    @property
    def columns_in_all(self) -> int:
        """The columns of the table beside the year's: reported, recorded, gap, difference."""
        return len(self.columns) + 3

    @property
    def most(self) -> int:
        """The end of the chart's axis; 1 when nothing is known."""
        return max((line.reported.total or 0 for line in self.lines), default=0) or 1

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The kinds of bars that the chart shows, with their names."""
        shown = {kind for line in self.lines for kind, _groups in line.parts}
        return tuple((kind, name) for kind, name in bar_names().items() if kind in shown)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return statements_of(figure for line in self.lines for figure in (*line.figures, *line.alternatives))

    def line_of(self, year: int) -> YearLine | None:
        return next((line for line in self.lines if line.from_year <= year <= line.to_year), None)


def column_names() -> dict[str, str]:
    """Name the reported columns, in the table's order."""
    return {
        "total": _("รวม"),
        "continued": _("ต่อเนื่อง"),
        "new": _("ใหม่"),
        "returning": _("กลับเข้าร่วม"),
        "pilot": _("นำร่อง"),
        "external": _("ใช้งบหน่วยงานอื่น"),
    }


def bar_names() -> dict[str, str]:
    """Name the kinds of bars, in the order of the legend."""
    return {
        "continued": _("กลุ่มต่อเนื่อง"),
        "new": _("กลุ่มใหม่"),
        "returning": _("กลุ่มที่กลับเข้าร่วม"),
        "pilot": _("กลุ่มนำร่อง"),
        "external": _("ใช้งบหน่วยงานอื่น"),
        "total": _("เอกสารไม่แยกประเภท"),
        "at-least": _("อย่างน้อย"),
        "plan": _("แผน ไม่ใช่ผล"),
    }


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
        recorded_by_funder=recorded.by_funder if scope == "all" else (),
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
    exact = not (theirs.planned or ours.planned or before.at_least)
    return difference, difference if alike and stated and exact else None
