"""What closing a year locks, and what is still to be looked at before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from programmes.models import Participation, Round
from programmes.reports.findings import YearFindings
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_line import YearLine


@dataclass(frozen=True)
class LockPreview:
    """The list of a year by entry, how its groups ended, what was found in it, and its line of the yearly table.

    One query, and those of the findings and the table, whatever the number of groups.
    """

    groups: int
    by_entry: tuple[tuple[str, int], ...]
    ended: tuple[tuple[str, int], ...]
    findings: YearFindings
    line: YearLine | None

    @classmethod
    def for_round(cls, held: Round) -> Self:
        rows = list(Participation.objects.in_round(held).order_by().values_list("entry", "outcome"))
        return cls(
            groups=len(rows),
            by_entry=_counted(Participation.Entry.choices, (entry for entry, _outcome in rows)),
            ended=_counted(Participation.Outcome.choices, (outcome for _entry, outcome in rows)),
            findings=YearFindings.for_round(held),
            line=GroupsPerYear.for_span(held.fiscal_year, held.fiscal_year).line_of(held.fiscal_year),
        )


def _counted(choices: Iterable[tuple[str, object]], values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = Counter(values)
    return tuple((str(label), found[value]) for value, label in choices if found[value])
