"""What an officer should look at in the lists of the years: nothing here is an error, each may have its reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Self

from django.db import models
from django.db.models import Count, DateField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, ClusterProvince
from members.models import Membership, Office
from members.models.spans import holding
from programmes.models import Assessment, Participation, Round

SHOWN_OF_EACH: Final = 50
YEAR: Final = timedelta(days=365)
_GONE: Final = (Cluster.State.ENDED, Cluster.State.MERGED)


class Check(models.TextChoices):
    """What is looked for."""

    CONTINUED_WITHOUT_BEFORE = "continued", _("บันทึกเป็นกลุ่มต่อเนื่อง แต่ไม่มีชื่อในปีก่อนหน้า")
    NEW_BUT_KNOWN = "new", _("บันทึกเป็นกลุ่มใหม่ แต่มีชื่อในปีก่อน ๆ")
    RETURNING_FROM_LAST_YEAR = "returning", _("บันทึกเป็นกลุ่มที่กลับเข้าร่วม แต่มีชื่อในปีก่อนหน้า หรือไม่มีชื่อในปีใดมาก่อน")
    ENTRY_UNKNOWN = "entry", _("ไม่ทราบประเภทการเข้าร่วม")
    FUNDER_UNKNOWN = "funder", _("ไม่ระบุแหล่งงบประมาณ")
    NO_PROVINCE = "province", _("คลัสเตอร์ไม่มีจังหวัด")
    NO_COORDINATOR = "coordinator", _("คลัสเตอร์ไม่มีผู้ประสานงาน (CDA) ในปีนี้")
    DRAFT = "draft", _("คลัสเตอร์ยังเป็นร่าง จึงไม่นับในหน้าเว็บ")
    STUCK = "stuck", _("ไม่ก้าวหน้าจากขั้นตอนเดิมเกินหนึ่งปี")
    ENDED = "ended", _("คลัสเตอร์สิ้นสุดหรือรวมเข้ากับกลุ่มอื่นแล้ว แต่ยังอยู่ในรายชื่อของปีที่ดำเนินการอยู่")
    LEFT_AND_WENT_ON = "went_on", _("บันทึกผลเมื่อออกจากโครงการแล้ว แต่มีชื่อในปีถัดไป")
    LEFT_UNSAID = "left", _("ไม่มีชื่อในปีถัดไปซึ่งรายชื่อครบถ้วน แต่ยังไม่ได้บันทึกผลเมื่อออกจากโครงการ")
    MEMBERS_OUTSIDE = "members", _("มีสมาชิกที่เริ่มหรือสิ้นสุดในปีนี้ แต่คลัสเตอร์ไม่อยู่ในรายชื่อของปีนี้")

    @property
    def place(self) -> str:
        """Where it's mended: rows on the cluster's page by their name, "cluster" its form, else the row of the year."""
        places = {self.NO_PROVINCE: "places", self.NO_COORDINATOR: "offices", self.MEMBERS_OUTSIDE: "memberships"}
        return places.get(self, "cluster" if self in {self.DRAFT, self.ENDED} else "participation")


@dataclass(frozen=True, slots=True)
class Finding:
    """One cluster in which something was found; ``participation`` is its row of the year, None if it has none."""

    check: Check
    cluster: Cluster
    participation: int | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found in a year: how many clusters, of which the first are named."""

    check: Check
    count: int
    findings: tuple[Finding, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.findings)


@dataclass(frozen=True)
class YearFindings:
    """Everything found in one fiscal year; two queries for each check at most, whatever the number of clusters."""

    year: int
    results: tuple[CheckResult, ...]

    @classmethod
    def for_round(cls, held: Round, *, among: QuerySet[Cluster] | None = None) -> Self:
        """Return what was found; ``among`` narrows it to some clusters."""
        found = [
            _outside(held, among)
            if check == Check.MEMBERS_OUTSIDE
            else _result(check, _participations(check, [held], among), held)
            for check in Check
        ]
        return cls(held.fiscal_year, tuple(result for result in found if result.count))

    @property
    def count(self) -> int:
        return sum(result.count for result in self.results)


def counts_of_findings(rounds: Iterable[Round]) -> dict[int, int]:
    """Count by fiscal year what was found in the lists, without the members; one query for each check."""
    rounds = list(rounds)
    counts: dict[int, int] = {held.fiscal_year: 0 for held in rounds}
    for (year, _check), count in found_in(rounds).items():
        counts[year] += count
    return counts


def found_in(rounds: Iterable[Round], *, among: QuerySet[Cluster] | None = None) -> Counter[tuple[int, Check]]:
    """Count by fiscal year and check what was found in the lists, without the members; one query for each check.

    ``among`` narrows it to some clusters.
    """
    rounds = list(rounds)
    found: Counter[tuple[int, Check]] = Counter()
    for check in Check:
        if check == Check.MEMBERS_OUTSIDE:
            continue
        rows = _participations(check, rounds, among).order_by().values_list("round__fiscal_year")
        found |= Counter({(year, check): number for year, number in rows.annotate(number=Count("pk"))})
    return found


def _participations(check: Check, rounds: Iterable[Round], among: QuerySet[Cluster] | None) -> QuerySet[Participation]:
    """Return the participations of the rounds, and of these clusters, in which the check finds something."""
    own = Participation.objects.filter(cluster=OuterRef("cluster"))
    last_year = Exists(own.filter(round__fiscal_year=OuterRef("round__fiscal_year") - 1))
    earlier = Exists(own.filter(round__fiscal_year__lt=OuterRef("round__fiscal_year")))
    following = OuterRef("round__fiscal_year") + 1
    next_year = Exists(own.filter(round__fiscal_year=following))
    next_list = Exists(Round.objects.filter(fiscal_year=following, list_complete=True))
    of_cluster = {"cluster": OuterRef("cluster")}
    year = OuterRef("round__fiscal_year")
    coordinators = Office.objects.filter(holding(year, year), role=Office.Role.CDA, **of_cluster)
    entry = Participation.Entry
    found = {
        Check.CONTINUED_WITHOUT_BEFORE: Q(entry=entry.CONTINUED) & ~Q(last_year),
        Check.NEW_BUT_KNOWN: Q(entry=entry.NEW) & Q(earlier),
        Check.RETURNING_FROM_LAST_YEAR: Q(entry=entry.RETURNING) & (Q(last_year) | ~Q(earlier)),
        Check.ENTRY_UNKNOWN: Q(entry=entry.UNKNOWN),
        Check.FUNDER_UNKNOWN: Q(funder__isnull=True),
        Check.NO_PROVINCE: ~Q(Exists(ClusterProvince.objects.filter(**of_cluster))),
        # Nobody knows any more who coordinated the clusters of the past.
        Check.NO_COORDINATOR: ~Q(round__state=Round.State.HISTORICAL) & ~Q(Exists(coordinators)),
        Check.DRAFT: Q(cluster__state=Cluster.State.DRAFT),
        Check.STUCK: Q(pk__in=_stuck()),
        # A cluster that has ended since stays in the lists of its years.
        Check.ENDED: Q(cluster__state__in=_GONE, round__state=Round.State.OPEN),
        Check.LEFT_AND_WENT_ON: ~Q(outcome="") & Q(next_year),
        # Who left a list of the past, and how, no document may tell.
        Check.LEFT_UNSAID: Q(outcome="") & ~Q(round__state=Round.State.HISTORICAL) & Q(next_list) & ~Q(next_year),
    }[check]
    rows = Participation.objects.filter(found, round__in=rounds)
    return rows if among is None else rows.filter(cluster__in=among)


def _stuck() -> QuerySet[Assessment, Any]:
    """Return the participations whose last assessment shows no step beyond one of more than a year before."""
    long_ago = ExpressionWrapper(OuterRef("assessed_on") - YEAR, output_field=DateField())
    before = Assessment.objects.filter(
        participation__cluster=OuterRef("participation__cluster"), assessed_on__lt=long_ago, step__gte=OuterRef("step")
    )
    return Assessment.objects.latest_of_each().filter(Exists(before)).values("participation")


def _result(check: Check, rows: QuerySet[Participation], held: Round) -> CheckResult:
    first = rows.select_related("cluster").order_by("cluster__sort_key", "pk")[: SHOWN_OF_EACH + 1]
    found = [Finding(check, row.cluster, row.pk) for row in first]
    count = rows.count() if len(found) > SHOWN_OF_EACH else len(found)
    return CheckResult(check, count, tuple(found[:SHOWN_OF_EACH]))


def _outside(held: Round, among: QuerySet[Cluster] | None) -> CheckResult:
    """Find clusters that members joined or left in the year though the complete list of the year doesn't name them."""
    if not held.list_complete:
        return CheckResult(Check.MEMBERS_OUTSIDE, 0, ())
    moved = Q(from_year=held.fiscal_year) | Q(to_year=held.fiscal_year)
    joined = Membership.objects.filter(moved).order_by().values("cluster").distinct()
    listed = Participation.objects.in_round(held).values("cluster")
    rows = Cluster.objects.filter(pk__in=joined).exclude(pk__in=listed).order_by("sort_key", "pk")
    rows = rows if among is None else rows.filter(pk__in=among)
    found = [Finding(Check.MEMBERS_OUTSIDE, cluster, None) for cluster in rows[: SHOWN_OF_EACH + 1]]
    count = rows.count() if len(found) > SHOWN_OF_EACH else len(found)
    return CheckResult(Check.MEMBERS_OUTSIDE, count, tuple(found[:SHOWN_OF_EACH]))
