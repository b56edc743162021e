"""What single groups reached: their lines, and the sums that lines of several groups are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from programmes.models import Indicator
from programmes.reports.names import Name
from programmes.reports.result_cells import ResultCells
from programmes.reports.signals import Signal, percent_of, signal_of


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """What is to be known of an indicator beside its figures, in both languages."""

    code: str
    name: Name
    definition: Name
    unit: Name
    decimals: int
    rule: str
    direction: str

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        return cls(
            code=indicator.code,
            name=Name(indicator.name, indicator.name_en),
            definition=Name(indicator.definition, indicator.definition_en),
            unit=Name(indicator.unit, indicator.unit_en),
            decimals=indicator.decimals,
            rule=indicator.rule,
            direction=indicator.direction,
        )

    @property
    def rule_label(self) -> str:
        return str(Indicator.Rule(self.rule).label)


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached in one indicator, by its code.

    ``value`` is None where nothing is approved, nothing may be added up or nothing may be shown: ``signal`` says which.
    """

    code: str
    target: Decimal | None
    value: Decimal | None
    percent: Decimal | None
    signal: str

    @classmethod
    def of(
        cls, indicator: Indicator, value: Decimal | None, target: Decimal | None, signal: Signal | None = None
    ) -> Self:
        said = signal or signal_of(indicator.direction, value, target)
        return cls(indicator.code, target, value, percent_of(value, target), said.value)

    @property
    def signal_label(self) -> str:
        return str(Signal(self.signal).label)

    @property
    def is_withheld(self) -> bool:
        return self.signal == Signal.WITHHELD


@dataclass(frozen=True)
class GroupResults:
    """The cells and targets of groups, and whether what tells of single enterprises is withheld. Asks no database."""

    indicators: tuple[Indicator, ...]
    cells: ResultCells
    targets: Mapping[tuple[int, int], Decimal]
    withhold: bool

    def of_group(self, group: int) -> tuple[Reached, ...]:
        """Return what one group reached in the indicators of which it has a value or a target; counted ones apart."""
        lines = []
        for indicator in self.indicators:
            target = self.targets.get((indicator.pk, group))
            reported = self.reported(indicator, (group,))
            if indicator.rule == Indicator.Rule.DISTINCT or (target is None and not reported):
                continue
            shown = self.lets_show(indicator, reported)
            value = self.sum(indicator, reported) if shown else None
            signal = None if shown else Signal.WITHHELD
            lines.append(Reached.of(indicator, value, target, signal))
        return tuple(lines)

    def reported(self, indicator: Indicator, among: Iterable[int]) -> frozenset[int]:
        """Return the groups that have a value: of a ratio those that have both parts."""
        return frozenset(among).intersection(*(self.cells.of(part.pk).keys() for part in indicator.parts))

    def sum(self, indicator: Indicator, groups: frozenset[int]) -> Decimal | None:
        """Return the value of groups that reported; None of none, and of a ratio below which is nothing."""
        if not groups:
            return None
        above, *below = (self._total(part.pk, groups) for part in indicator.parts)
        if not below:
            return above
        return round(above * indicator.factor / below[0], indicator.decimals) if below[0] else None

    def _total(self, indicator: int, groups: frozenset[int]) -> Decimal:
        cells = self.cells.of(indicator)
        return sum((cells[group].value for group in groups), Decimal(0))

    def lets_show(self, indicator: Indicator, groups: frozenset[int]) -> bool:
        """A ratio may be shown if both its sums may: with either of them it gives the other."""
        return not self.withhold or all(
            self.cells.lets_show(part.pk, groups) for part in indicator.parts if part.is_confidential
        )
