"""The results of a fiscal year by indicator: target, result, percentage, signal, and how many groups reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.db.models import Count, QuerySet

from clusters.models import Cluster
from members.models import Membership, Organisation
from programmes.models import Indicator, Participation, Target
from programmes.reports.group_results import GroupResults, IndicatorShown, Reached
from programmes.reports.result_cells import ResultCells
from programmes.reports.signals import Signal, percent_of


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One indicator of all groups: ``reported`` of ``groups`` have an approved value, of a ratio both its parts."""

    indicator: IndicatorShown
    reached: Reached
    reported: int
    groups: int

    @property
    def coverage(self) -> Decimal | None:
        """How many of a hundred groups reported; None without groups."""
        return percent_of(Decimal(self.reported), Decimal(self.groups))


@dataclass(frozen=True, slots=True)
class Group:
    """A participation of the year: what is asked of it to count it."""

    key: int
    code: str
    entry: str
    of_another_funder: bool
    members: int


@dataclass(frozen=True)
class YearResults:
    """What the groups of a year reached; ``lines`` in the catalogue's order, ``groups`` how many there are.

    It costs six queries, whatever the number of groups; every approved value of the year is read.
    """

    year: int
    lines: tuple[ResultLine, ...]
    groups: int
    by_group: Mapping[str, tuple[Reached, ...]]

    @classmethod
    def for_year(cls, year: int, clusters: "QuerySet[Cluster] | None" = None, *, withhold: bool = True) -> Self:
        """Return the results of the year's groups, or of those of ``clusters``.

        ``withhold`` keeps from the public what rests on fewer than three enterprises; staff see everything.
        ``by_group`` holds what each cluster reached, by its code.
        """
        world = _World.of_year(year, clusters, withhold=withhold)
        lines = tuple(world.line(indicator) for indicator in world.own.indicators)
        own = {group.code: world.own.of_group(group.key) for group in world.groups.values()}
        return cls(year, lines, len(world.groups), own)

    def line(self, code: str) -> ResultLine | None:
        """Return the line of an indicator by its code."""
        return next((line for line in self.lines if line.indicator.code == code), None)


@dataclass(frozen=True)
class _World:
    """What the lines of a year are worked out from; ``groups`` are those that were asked for."""

    own: GroupResults
    groups: Mapping[int, Group]
    of_round: Mapping[int, Decimal]
    enterprises: int
    filtered: bool

    @classmethod
    def of_year(cls, year: int, clusters: "QuerySet[Cluster] | None", *, withhold: bool) -> Self:
        asked = Participation.objects.between(year, year).of_shown_clusters()
        if clusters is not None:
            asked = asked.filter(cluster__in=clusters.order_by().values("pk"))
        members = Membership.objects.in_year(year).filter(organisation__state=Organisation.State.PUBLIC)
        targets = list(Target.objects.in_year(year).order_by().values_list("indicator", "participation", "value"))
        distinct = members.filter(cluster__in=asked.order_by().values("cluster"))
        return cls(
            own=GroupResults(
                indicators=indicators_in_use(),
                cells=ResultCells.of_year(year),
                targets={(indicator, group): value for indicator, group, value in targets if group is not None},
                withhold=withhold,
            ),
            groups=_groups(asked, members),
            of_round={indicator: value for indicator, group, value in targets if group is None},
            enterprises=distinct.aggregate(count=Count("organisation", distinct=True))["count"],
            filtered=clusters is not None,
        )

    def line(self, indicator: Indicator) -> ResultLine:
        """Return the line of all groups that were asked for."""
        if indicator.rule == Indicator.Rule.DISTINCT:
            value, reported = self._counted(indicator)
            return self._line(indicator, value, self._round_target(indicator), reported)
        reporting = self.own.reported(indicator, self.groups)
        target = self._target(indicator, reporting)
        if indicator.rule == Indicator.Rule.NONE:
            return self._line(indicator, None, None, len(reporting), Signal.NO_SUM)
        if not self.own.lets_show(indicator, reporting):
            return self._line(indicator, None, target, len(reporting), Signal.WITHHELD)
        return self._line(indicator, self.own.sum(indicator, reporting), target, len(reporting))

    def _line(  # the columns of a line, in their order
        self,
        indicator: Indicator,
        value: Decimal | None,
        target: Decimal | None,
        reported: int,
        signal: Signal | None = None,
    ) -> ResultLine:
        reached = Reached.of(indicator, value, target, signal)
        return ResultLine(IndicatorShown.of(indicator), reached, reported, len(self.groups))

    def _counted(self, indicator: Indicator) -> tuple[Decimal, int]:
        """Return what a distinct indicator counts, and in how many groups there was something to count."""
        groups = self.groups.values()
        if indicator.counted == Indicator.Counted.ENTERPRISES:
            return Decimal(self.enterprises), sum(1 for group in groups if group.members)
        counted = [
            group
            for group in groups
            if indicator.counted == Indicator.Counted.GROUPS
            or (group.entry == indicator.counted and not group.of_another_funder)
        ]
        return Decimal(len(counted)), len(self.groups)

    def _round_target(self, indicator: Indicator) -> Decimal | None:
        return None if self.filtered else self.of_round.get(indicator.pk)

    def _target(self, indicator: Indicator, reporting: frozenset[int]) -> Decimal | None:
        """Return the programme's target, else what the groups aim at together if all that reported have one."""
        own = self._round_target(indicator)
        if own is not None or indicator.rule not in {Indicator.Rule.SUM, Indicator.Rule.LAST}:
            return own
        aims = {group: self.own.targets.get((indicator.pk, group)) for group in self.groups}
        known = {group: aim for group, aim in aims.items() if aim is not None}
        return sum(known.values(), Decimal(0)) if known and reporting <= known.keys() else None


def _groups(asked: "QuerySet[Participation]", members: "QuerySet[Membership]") -> dict[int, Group]:
    """Return the participations by their key, with the number of members of each; two queries."""
    counts = dict(members.order_by().values_list("cluster").annotate(Count("organisation", distinct=True)))
    rows = asked.order_by().values_list("pk", "cluster", "cluster__code", "entry", "funder__is_department")
    return {
        key: Group(key, code, entry, of_another_funder=department is False, members=counts.get(cluster, 0))
        for key, cluster, code, entry, department in rows
    }


def indicators_in_use() -> tuple[Indicator, ...]:
    """Return the catalogue in its order, with the parts of ratios; one query."""
    return tuple(Indicator.objects.in_use().select_related("numerator", "denominator"))
