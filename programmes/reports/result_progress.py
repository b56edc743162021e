"""How far the reporting of groups has come: what is missing, late, being worked on, handed in and approved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count

from programmes.models import Indicator, Measurement, Participation, Period
from programmes.reporting_days import due_on


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """One group in one year; ``late`` counts cells that are over their day and not handed in, missing or not.

    Of results that are locked nothing is late: nobody can hand it in any more.
    """

    participation: Participation
    missing: int
    late: int
    drafts: int
    returned: int
    submitted: int
    approved: int


@dataclass(frozen=True)
class ResultProgress:
    """Groups in the order given; two queries, whatever their number."""

    lines: tuple[GroupProgress, ...]

    @property
    def urgent_first(self) -> list[GroupProgress]:
        """Those in which something was returned or is late before the others, each in the order given."""
        return sorted(self.lines, key=lambda line: not (line.returned or line.late))

    @classmethod
    def of(cls, participations: Sequence[Participation], *, today: date) -> Self:
        asked = Indicator.objects.in_use().entered().order_by().values_list("frequency").annotate(Count("pk"))
        periods = {period: count for frequency, count in asked for period in Period.of(frequency)}
        rows = Measurement.objects.newest().filter(
            participation__in=[each.pk for each in participations], indicator__is_active=True
        )
        counted = rows.order_by().values_list("participation", "period", "state").annotate(Count("pk"))
        found: dict[int, Counter[tuple[int, str]]] = {}
        for participation, period, state, count in counted:
            found.setdefault(participation, Counter())[period, state] += count
        return cls(tuple(_line(each, found.get(each.pk, Counter()), periods, today) for each in participations))


def _line(
    group: Participation, found: Counter[tuple[int, str]], periods: dict[Period, int], today: date
) -> GroupProgress:
    states: Counter[str] = Counter()
    for (_period, state), count in found.items():
        states[state] += count
    year = group.round.fiscal_year
    awaited = {} if group.round.results_locked else periods
    over = {period: count for period, count in awaited.items() if today > due_on(year, period)}
    closed = (Measurement.State.SUBMITTED, Measurement.State.APPROVED)
    handed_in = sum(min(count, sum(found[period, state] for state in closed)) for period, count in over.items())
    return GroupProgress(
        participation=group,
        missing=max(0, sum(periods.values()) - states.total()),
        late=sum(over.values()) - handed_in,
        drafts=states[Measurement.State.DRAFT],
        returned=states[Measurement.State.RETURNED],
        submitted=states[Measurement.State.SUBMITTED],
        approved=states[Measurement.State.APPROVED],
    )
