"""What is to become of each cluster in the next round: values that page, file and operation share."""

from dataclasses import dataclass

from clusters.models import Cluster
from programmes.models import Funder, Participation


@dataclass(frozen=True, slots=True)
class Decided:
    """A cluster about which something is decided."""

    cluster: Cluster


@dataclass(frozen=True, slots=True)
class Staying(Decided):
    """A cluster of the year before that goes on; without a funder nobody has said yet who pays."""

    funder: Funder | None


@dataclass(frozen=True, slots=True)
class Leaving(Decided):
    """A cluster of the year before that goes on no more; an empty reason means that none was stated."""

    outcome: Participation.Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Joining(Staying):
    """A cluster that didn't take part in the year before. ``entry`` follows from its earlier years unless stated."""

    entry: Participation.Entry | None = None


@dataclass(frozen=True)
class RoundPlan:
    """What is to become of each cluster in fiscal year ``fiscal_year``."""

    fiscal_year: int
    staying: tuple[Staying, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    joining: tuple[Joining, ...] = ()

    @property
    def clusters(self) -> list[Cluster]:
        return [each.cluster for each in (*self.going_on, *self.leaving)]

    @property
    def going_on(self) -> tuple[Staying, ...]:
        """Those that take part in the year."""
        return (*self.staying, *self.joining)


def planned_entries(plan: RoundPlan) -> dict[int, Participation.Entry]:
    """Return the entry of each cluster that is to take part, by the cluster's primary key. One query.

    A joining cluster that took part in any earlier year returns, any other is new.
    """
    joining = [each.cluster for each in plan.joining]
    earlier = Participation.objects.filter(cluster__in=joining, round__fiscal_year__lt=plan.fiscal_year)
    known = set(earlier.order_by().values_list("cluster", flat=True))
    entries = {each.cluster.pk: Participation.Entry.CONTINUED for each in plan.staying}
    for each in plan.joining:
        by_years = Participation.Entry.RETURNING if each.cluster.pk in known else Participation.Entry.NEW
        entries[each.cluster.pk] = each.entry or by_years
    return entries
