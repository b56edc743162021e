"""What groups reached in a year: one cell for each group and indicator, from what is approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from programmes.models import Edition, Indicator, Measurement, Participation, Period
from programmes.models.results import MeasurementQuerySet
from programmes.reports.suppression import FEWEST, Bundle, bundle_of


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of one group in one indicator; ``enterprises`` is how many it rests on at least.

    ``changed`` tells that some of it was approved after an edition of the year had been frozen, ``late`` that this or
    what stood there before rests on too few.
    """

    value: Decimal
    enterprises: int
    late: bool = False
    changed: bool = False


_COLUMNS: Final = (
    "participation__round__fiscal_year",
    "indicator",
    "indicator__rule",
    "participation",
    "period",
    "value",
    "enterprises",
    "late",
    "changed",
)


# When the year of a measurement was frozen for the first time.
_FROZEN: Final = Subquery(
    Edition.objects.published()
    .filter(round=OuterRef("participation__round"))
    .order_by("number")
    .values("drafted_at")[:1]
)
_CHANGED: Final = Q(approved_at__gt=_FROZEN)
# What the edition holds of the same group: a correction that rests on more doesn't undo that it rested on too few.
_WAS_FEW: Final = Exists(
    Measurement.objects.filter(
        participation=OuterRef("participation"),
        indicator=OuterRef("indicator"),
        state=Measurement.State.APPROVED,
        enterprises__lt=FEWEST,
        approved_at__lte=_FROZEN,
    )
)
_MARKS: Final = {
    "late": Case(When(_CHANGED & (Q(enterprises__lt=FEWEST) | Q(_WAS_FEW)), then=Value(True)), default=Value(False)),
    "changed": Case(When(_CHANGED, then=Value(True)), default=Value(False)),
}


def combined(rule: str, values: Mapping[int, Cell]) -> Cell:
    """Make one cell of the values of a year by their period: the whole year's counts instead of its quarters."""
    if Period.YEAR in values:
        return values[Period.YEAR]
    if rule != Indicator.Rule.SUM:
        return values[max(values)]
    total = sum((cell.value for cell in values.values()), Decimal(0))
    late, changed = (any(getattr(cell, mark) for cell in values.values()) for mark in _MARKS)
    return Cell(total, max(cell.enterprises for cell in values.values()), late, changed)


@dataclass(frozen=True)
class ResultCells:
    """The cells of some participations, by indicator and participation (primary keys), and what may be shown."""

    cells: Mapping[int, Mapping[int, Cell]]
    bundles: Mapping[int, Bundle[int]]

    @staticmethod
    def of_year(year: int) -> "ResultCells":
        """Read a whole year; one query, a row for each approved value.

        Each is read and not only their sums: what rests on too few enterprises is found among single cells.
        """
        shown = Participation.objects.between(year, year).of_shown_clusters()
        found = cells_by_year(Measurement.objects.standing().filter(participation__in=shown.order_by().values("pk")))
        return found.get(year, ResultCells({}, {}))

    def of(self, indicator: int) -> Mapping[int, Cell]:
        return self.cells.get(indicator, {})

    def lets_show(self, indicator: int, groups: frozenset[int]) -> bool:
        return self.bundles.get(indicator, Bundle()).lets_show(groups)


def cells_by_year(rows: MeasurementQuerySet) -> dict[int, ResultCells]:
    """Make cells of measurements that count, by fiscal year; one query.

    Of a year and indicator all are to be among them, or those of groups that rest on enough.
    """
    rules: dict[int, str] = {}
    read: dict[int, dict[int, dict[int, dict[int, Cell]]]] = {}
    for year, indicator, rule, participation, period, *cell in (
        rows.annotate(**_MARKS).order_by().values_list(*_COLUMNS)
    ):
        rules[indicator] = rule
        groups = read.setdefault(year, {}).setdefault(indicator, {})
        groups.setdefault(participation, {})[period] = Cell(*cell)
    return {year: _cells(indicators, rules) for year, indicators in read.items()}


def _cells(read: Mapping[int, Mapping[int, Mapping[int, Cell]]], rules: Mapping[int, str]) -> ResultCells:
    cells = {
        indicator: {group: combined(rules[indicator], values) for group, values in groups.items()}
        for indicator, groups in read.items()
    }
    return ResultCells(cells, {indicator: _bundle(groups) for indicator, groups in cells.items()})


def _bundle(groups: Mapping[int, Cell]) -> Bundle[int]:
    late, changed = (frozenset(group for group, cell in groups.items() if getattr(cell, mark)) for mark in _MARKS)
    return bundle_of({group: cell.enterprises for group, cell in groups.items()}, late, changed)
