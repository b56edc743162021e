"""What closing a year locks, and what is still to be looked at before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Count

from programmes.models import Measurement, Participation, Round
from programmes.reports.findings import YearFindings
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_line import YearLine


@dataclass(frozen=True)
class LockPreview:
    """The list of a year by entry, how its groups ended, its results by state, what was found in it, and its line of
    the yearly table.

    Two queries, and those of the findings and the table, whatever the number of groups.
    """

    groups: int
    by_entry: tuple[tuple[str, int], ...]
    ended: tuple[tuple[str, int], ...]
    results: tuple[tuple[str, int], ...]
    unapproved: int
    findings: YearFindings
    line: YearLine | None

    @classmethod
    def for_round(cls, held: Round) -> Self:
        rows = list(Participation.objects.in_round(held).order_by().values_list("entry", "outcome"))
        results = Measurement.objects.in_year(held.fiscal_year).newest().order_by()
        states = Counter(dict(results.values_list("state").annotate(Count("pk"))))
        return cls(
            groups=len(rows),
            by_entry=_counted(Participation.Entry.choices, (entry for entry, _outcome in rows)),
            ended=_counted(Participation.Outcome.choices, (outcome for _entry, outcome in rows)),
            results=_counted(Measurement.State.choices, states.elements()),
            unapproved=states.total() - states[Measurement.State.APPROVED],
            findings=YearFindings.for_round(held),
            line=GroupsPerYear.for_span(held.fiscal_year, held.fiscal_year).line_of(held.fiscal_year),
        )


def _counted(choices: Iterable[tuple[str, object]], values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = Counter(values)
    return tuple((str(label), found[value]) for value, label in choices if found[value])
