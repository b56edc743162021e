"""Year by year: what documents report, what is recorded by name, how far the two agree, and what to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from programmes.models import Round
from programmes.reports.findings import counts_of_findings
from programmes.reports.groups_per_year import GroupsPerYear, known_span
from programmes.reports.year_line import YearLine


@dataclass(frozen=True, slots=True)
class ReconciledYear:
    """A line of the yearly table with its rounds; ``findings`` counts what there is to look at in their lists."""

    line: YearLine
    rounds: tuple[Round, ...]
    findings: int


@dataclass(frozen=True)
class Reconciliation:
    """All years, the latest first; nineteen queries, whatever the number of years and clusters."""

    years: tuple[ReconciledYear, ...]

    @classmethod
    def of_all_years(cls) -> Self:
        span = known_span()
        if span is None:
            return cls(())
        rounds = list(Round.objects.between(*span).order_by("fiscal_year"))
        found = counts_of_findings(rounds)
        lines = reversed(GroupsPerYear.for_span(*span).lines)
        return cls(tuple(_year(line, rounds, found) for line in lines if not line.is_unknown or _of(line, rounds)))


def _of(line: YearLine, rounds: Iterable[Round]) -> tuple[Round, ...]:
    return tuple(held for held in rounds if line.from_year <= held.fiscal_year <= line.to_year)


def _year(line: YearLine, rounds: Iterable[Round], found: dict[int, int]) -> ReconciledYear:
    held = _of(line, rounds)
    return ReconciledYear(line, held, sum(found[each.fiscal_year] for each in held))
