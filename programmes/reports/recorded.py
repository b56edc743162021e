"""How many clusters are recorded by name, per period of one or several fiscal years."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from clusters.models.places import in_active_language
from programmes.models import Participation
from programmes.reports.counts import Counts

Period = tuple[int, int]

ENTRIES: Final = ("continued", "new", "returning", "pilot")


@dataclass(frozen=True)
class Recorded:
    """The clusters recorded in one period: by entry those of the department or of an unstated funder, others apart.

    ``unstated`` counts those of which no document says who paid; ``by_funder`` names the others' funders.
    """

    by_entry: Mapping[str, int]
    by_funder: tuple[tuple[str, int], ...]
    department: int
    department_by_entry: Mapping[str, int]
    unstated: int

    @property
    def external(self) -> int:
        return sum(count for _, count in self.by_funder)

    def counts(self, scope: str) -> Counts:
        """Return the columns of the table for a scope.

        For the department alone nothing is known while a recorded cluster has no stated funder.
        """
        if scope == "department":
            if self.unstated:
                return Counts()
            return Counts(total=self.department, **{name: self.department_by_entry.get(name, 0) for name in ENTRIES})
        total = self.external + sum(self.by_entry.values())
        return Counts(total=total, external=self.external, **{name: self.by_entry.get(name, 0) for name in ENTRIES})


def recorded_in(periods: Iterable[Period]) -> dict[Period, Recorded]:
    """Count for each period; a cluster counts once in it, by its first year. At most two queries."""
    single = [first for first, last in periods if first == last]
    several = [(first, last) for first, last in periods if first != last]
    found: dict[Period, Counter[tuple[str, bool | None, str]]] = {period: Counter() for period in periods}
    columns = ("entry", "funder__is_department", "funder__short_name", "funder__short_name_en")
    per_year = (
        Participation.objects.of_shown_clusters()
        .filter(round__fiscal_year__in=single)
        .order_by()
        .values_list("round__fiscal_year", *columns)
        .annotate(groups=Count("pk"))
    )
    for year, entry, is_department, funder, funder_en, groups in per_year:
        found[year, year][entry, is_department, in_active_language(funder or "", funder_en or "")] += groups
    for period, row in _first_in_each(several, columns):
        found[period][row] += 1
    return {period: _of(rows) for period, rows in found.items()}


def _first_in_each(
    periods: list[Period], columns: tuple[str, ...]
) -> Iterable[tuple[Period, tuple[str, bool | None, str]]]:
    """Yield the first participation of each cluster in each of ``periods``."""
    within = Q(pk__in=[])
    for first, last in periods:
        within |= Q(round__fiscal_year__range=(first, last))
    rows = Participation.objects.of_shown_clusters().filter(within).order_by("round__fiscal_year", "pk")
    seen: set[tuple[Period, int]] = set()
    for year, cluster, entry, is_department, *names in rows.values_list("round__fiscal_year", "cluster", *columns):
        period = next(p for p in periods if p[0] <= year <= p[1])
        if (period, cluster) not in seen:
            seen.add((period, cluster))
            funder, funder_en = names
            yield period, (entry, is_department, in_active_language(funder or "", funder_en or ""))


def _of(rows: Counter[tuple[str, bool | None, str]]) -> Recorded:
    by_entry: Counter[str] = Counter()
    department: Counter[str] = Counter()
    by_funder: Counter[str] = Counter()
    unstated = 0
    for (entry, is_department, funder), groups in rows.items():
        if is_department is False:
            by_funder[funder] += groups
            continue
        by_entry[entry] += groups
        if is_department:
            department[entry] += groups
        else:
            unstated += groups
    return Recorded(
        by_entry=dict(by_entry),
        by_funder=tuple(sorted(by_funder.items())),
        department=department.total(),
        department_by_entry=dict(department),
        unstated=unstated,
    )
