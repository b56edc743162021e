"""What a planned round comes to: how many groups go on, join and leave, and who pays."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from programmes.models import Participation
from programmes.reports.counts import Counts
from programmes.round_plans import RoundPlan, planned_entries


@dataclass(frozen=True)
class NextRound:
    """The totals of a plan in the columns of the yearly table; ``by_funder`` counts all, also those without one."""

    fiscal_year: int
    counts: Counts
    by_funder: tuple[tuple[str, int], ...]
    unstated: int
    leaving: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, plan: RoundPlan) -> Self:
        """One query, for the earlier years of those that join."""
        entries = planned_entries(plan)
        own, funders = Counter[str](), Counter[str]()
        external = 0
        for each in plan.going_on:
            funders[str(each.funder or "")] += 1
            if each.funder is not None and not each.funder.is_department:
                external += 1
            else:
                own[entries[each.cluster.pk].value] += 1
        columns = {name: own[name] for name in ("continued", "new", "returning", "pilot")}
        unstated = funders.pop("", 0)
        ended = Counter(Participation.Outcome(each.outcome) for each in plan.leaving)
        return cls(
            fiscal_year=plan.fiscal_year,
            counts=Counts(total=len(plan.going_on), external=external, **columns),
            by_funder=tuple(sorted(funders.items())),
            unstated=unstated,
            leaving=tuple((str(outcome.label), ended[outcome]) for outcome in Participation.Outcome if ended[outcome]),
        )

    @property
    def in_words(self) -> str:
        """One sentence: "ปีงบประมาณ 2570: 12 กลุ่ม (ต่อเนื่อง 9 ใหม่ 2 กลับเข้าร่วม 1) ออก 3 กลุ่ม"."""
        words = _("%(total)s กลุ่ม: ต่อเนื่อง %(continued)s ใหม่ %(new)s กลับเข้าร่วม %(returning)s ใช้งบหน่วยงานอื่น %(external)s")
        return words % self.counts.as_dict() + _(" ออกจากโครงการ %(number)s") % {
            "number": sum(number for _label, number in self.leaving)
        }
