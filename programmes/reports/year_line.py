"""One line of the groups per year: a fiscal year, or several that share one figure."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _

from programmes.reports.counts import Counts
from programmes.reports.figure import FigureShown
from programmes.reports.statements import Statement, statements_of
from thai.calendar import fiscal_year_end, fiscal_year_start, plain_years

ScopeAsked = Literal["all", "department"]
State = Literal["equal", "names_missing", "more_recorded", "nothing_reported", "funder_not_stated"]


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
        return plain_years(self.from_year, self.to_year)


@dataclass(frozen=True)
class YearLine:
    """One fiscal year, or several that share one figure."""

    from_year: int
    to_year: int
    scope_asked: ScopeAsked
    reported: Counts
    recorded: Counts
    figures: tuple[FigureShown, ...]
    alternatives: tuple[FigureShown, ...]
    state: State
    list_complete: bool
    # Difference between the total of the period before and this one's continued groups; None where either is unknown.
    difference: int | None
    # Groups that left: known only between two figures of the same stated scope.
    not_continued: int | None
    # The number of the edition that the line was frozen in; None where it's counted today.
    edition: int | None = None

    @property
    def gap(self) -> int | None:
        if self.reported.total is None or self.recorded.total is None:
            return None
        return self.reported.total - self.recorded.total

    @cached_property
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
        return plain_years(self.from_year, self.to_year)

    @property
    def total_of_all_money(self) -> FigureShown | None:
        """Beside the department's total, the one that counts other money as well."""
        return next((f for f in self.alternatives if f.measure == "total" and f.scope == "all" and f.preferred), None)

    @property
    def other_readings(self) -> tuple[FigureShown, ...]:
        """What the statement of this line could mean instead."""
        return tuple(figure for figure in self.alternatives if figure.reading)

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

    @cached_property
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

    @cached_property
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

    @cached_property
    def external_figures(self) -> tuple[FigureShown, ...]:
        """Groups that others pay for, funder by funder; beside the department's figures they are alternatives."""
        stated = (*self.figures, *(f for f in self.alternatives if f.preferred))
        return tuple(f for f in stated if f.measure == "external" and f.whole_value is not None)


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
