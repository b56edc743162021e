"""Open the next round: each cluster of the year before goes on or leaves, others join; all in one go."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.reach import refuse_rows_of_others
from members.rights import refuse_without
from programmes.models import Participation, Round
from programmes.round_plans import Decided, RoundPlan, planned_entries
from records.errors import RuleBroken
from records.history import written_by
from records.locks import take_turns
from records.version import StaleSave
from thai.calendar import format_fiscal_year

RIGHTS_TO_OPEN: Final = (
    "programmes.add_round",
    "programmes.add_participation",
    "programmes.change_participation",
)
RIGHT_TO_DECLARE: Final = "programmes.change_round"


class PlanRefused(RuleBroken):  # as its base
    """A plan that can't be carried out; ``problems`` tells an officer each thing to mend."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" · ".join(self.problems))


def still_taking_part(fiscal_year: int) -> list[Participation]:
    """Return the participations of a year whose clusters haven't left, in dictionary order. One query."""
    found = Participation.objects.filter(round__fiscal_year=fiscal_year, outcome="")
    return list(found.select_related("cluster", "funder", "round").order_by("cluster__sort_key", "pk"))


def problems_of(plan: RoundPlan) -> list[str]:
    """Return what keeps the plan from being carried out today; nothing when it can be. Three queries."""
    held = Round.objects.filter(fiscal_year=plan.fiscal_year).first()
    before = Round.objects.filter(fiscal_year=plan.fiscal_year - 1).first()
    return [
        *_problems_of_the_rounds(plan, held, before),
        *_problems_of_decisions(plan, [each.cluster for each in still_taking_part(plan.fiscal_year - 1)]),
    ]


def open_round(plan: RoundPlan, *, by: AbstractBaseUser | None, reason: str = "") -> Round:
    """Open the round of the plan with the list of its clusters, and end those that leave. Returns the round.

    Raises ``PlanRefused``, and changes nothing, unless each cluster of the year before is decided on exactly once, and
    ``RuleBroken`` unless ``by`` may open rounds and keeps all the clusters.
    """
    refuse_without(by, *RIGHTS_TO_OPEN)
    words = reason or _("เปิด%(year)s") % {"year": format_fiscal_year(plan.fiscal_year)}
    with transaction.atomic(), written_by(by, reason=words):
        take_turns("open-round")
        years = (plan.fiscal_year - 1, plan.fiscal_year)
        list(Round.objects.select_for_update().between(*years).order_by("pk"))
        refuse_rows_of_others(by, Cluster, [cluster.pk for cluster in plan.clusters], on=timezone.localdate())
        if problems := problems_of(plan):
            raise PlanRefused(problems)
        held = Round.objects.filter(fiscal_year=plan.fiscal_year).first() or Round(fiscal_year=plan.fiscal_year)
        held.state = Round.State.OPEN
        held.save()
        _end_those_that_leave(plan)
        _enter_the_others(plan, held)
    return held


def _end_those_that_leave(plan: RoundPlan) -> None:
    last = {each.cluster_id: each for each in still_taking_part(plan.fiscal_year - 1)}
    for each in plan.leaving:
        ended = last[each.cluster.pk]
        ended.outcome = each.outcome
        ended.reason_for_leaving = each.reason
        ended.save()


def _enter_the_others(plan: RoundPlan, held: Round) -> None:
    entries = planned_entries(plan)
    for each in plan.going_on:
        Participation(cluster=each.cluster, round=held, entry=entries[each.cluster.pk], funder=each.funder).save()


def _problems_of_the_rounds(plan: RoundPlan, held: Round | None, before: Round | None) -> list[str]:
    year = format_fiscal_year(plan.fiscal_year)
    problems = []
    if held is not None and held.state != Round.State.PLANNED:
        problems.append(_("%(year)s เปิดไว้แล้ว เพิ่มหรือแก้ไขรายชื่อได้ที่หน้าของปีนั้น") % {"year": year})
    elif held is not None and (held.participation_locked or held.participations.exists()):
        problems.append(
            _("%(year)s มีรายชื่อกลุ่มหรือล็อกอยู่แล้ว กรุณานำรายชื่อออกหรือปลดล็อกที่หน้าของปีนั้นก่อนเปิดจากตารางนี้") % {"year": year}
        )
    if not (plan.staying or plan.joining):
        problems.append(_("ยังไม่มีกลุ่มที่จะเข้าร่วม%(year)s กรุณาเลือกอย่างน้อยหนึ่งกลุ่ม") % {"year": year})
    if plan.leaving and before is not None and before.results_locked:
        last = format_fiscal_year(plan.fiscal_year - 1)
        problems.append(_("ผลการดำเนินงานของ%(year)s ล็อกแล้ว จึงบันทึกผลเมื่อออกไม่ได้ กรุณาให้ผู้มีสิทธิ์ปลดล็อกก่อน") % {"year": last})
    return problems


def _problems_of_decisions(plan: RoundPlan, last: list[Cluster]) -> list[str]:
    """Name the clusters that are decided on twice or not at all, or as what they aren't."""
    by_key = {cluster.pk: cluster for cluster in last}
    times = Counter(cluster.pk for cluster in plan.clusters)
    of_last_year: tuple[Decided, ...] = (*plan.staying, *plan.leaving)
    twice = {cluster.pk: cluster for cluster in plan.clusters if times[cluster.pk] > 1}
    not_public = [each.cluster for each in plan.joining if each.cluster.state == Cluster.State.MERGED]
    told = [
        (_("ยังไม่ได้เลือกว่าดำเนินการต่อหรือออก: %(clusters)s"), [by_key[key] for key in by_key if key not in times]),
        (_("เลือกไว้มากกว่าหนึ่งครั้ง: %(clusters)s"), list(twice.values())),
        (
            _("ไม่อยู่ในรายชื่อของปีก่อนหรือออกไปแล้ว ให้เพิ่มเป็นกลุ่มที่เข้าร่วมแทน: %(clusters)s"),
            [each.cluster for each in of_last_year if each.cluster.pk not in by_key],
        ),
        (
            _("อยู่ในรายชื่อของปีก่อน ให้เลือกดำเนินการต่อแทนการเพิ่มใหม่: %(clusters)s"),
            [each.cluster for each in plan.joining if each.cluster.pk in by_key and times[each.cluster.pk] == 1],
        ),
        (_("รวมเข้ากับกลุ่มอื่นแล้ว ให้เลือกกลุ่มปลายทางแทน: %(clusters)s"), not_public),
    ]
    return [text % {"clusters": _named(clusters)} for text, clusters in told if clusters]


def _named(clusters: Iterable[Cluster]) -> str:
    return ", ".join(f"{cluster.code} {cluster.name}" for cluster in clusters)


def declare_list(held: Round, *, complete: bool, version_read: int, by: AbstractBaseUser | None, reason: str) -> Round:
    """Say that the list of a year names every group, or take it back. Returns the round as it was saved.

    Raises ``StaleSave`` if the round was saved since ``version_read``, ``RuleBroken`` without a reason, for a list
    without a name, and for who may not change years.
    """
    refuse_without(by, RIGHT_TO_DECLARE)
    if not reason.strip():
        raise RuleBroken(_("กรุณาระบุเหตุผลหรือหลักฐาน เช่น ตรวจกับบัญชีรายชื่อตามคำสั่งเลขที่ …"))
    with transaction.atomic(), written_by(by, reason=reason.strip()):
        current = Round.objects.select_for_update().get(pk=held.pk)
        if current.version != version_read:
            raise StaleSave(current)
        if complete and not current.participations.exists():
            raise RuleBroken(_("ปีนี้ยังไม่มีรายชื่อกลุ่ม จึงยืนยันว่าครบถ้วนไม่ได้"))
        current.list_complete = complete
        current.save()
    return current
