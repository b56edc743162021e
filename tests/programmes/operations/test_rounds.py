"""Open the next round: everybody is decided on once, all goes in together, and a lock refuses."""

import pytest
from django.contrib.auth.models import Permission

from clusters.models import Cluster
from members.models import User
from programmes.models import Funder, Participation, Round
from programmes.operations.rounds import PlanRefused, declare_list, open_round, problems_of
from programmes.round_plans import Joining, Leaving, RoundPlan, Staying
from records.errors import RuleBroken
from tests.at_once import all_at_once
from tests.factories import (
    ClusterFactory,
    DepartmentFactory,
    FunderFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    RoundFactory,
    UserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

Outcome = Participation.Outcome
Entry = Participation.Entry


@pytest.fixture
def department() -> Funder:
    return DepartmentFactory.create()


def took_part(year: int, **given: object) -> Cluster:
    return ParticipationFactory.create(round__fiscal_year=year, **given).cluster


def listed(year: int) -> dict[str, tuple[str, str]]:
    rows = Participation.objects.filter(round__fiscal_year=year).select_related("cluster", "funder")
    return {row.cluster.name: (row.entry, row.funder.code if row.funder else "") for row in rows}


def test_those_that_stay_continue_and_those_that_join_are_new_or_come_back(department: Funder) -> None:
    stays, leaves = took_part(2569, cluster__name="ไหม"), took_part(2569, cluster__name="ยาง")
    back, new = took_part(2567, cluster__name="ชา"), ClusterFactory.create(name="เกลือ")
    other = FunderFactory.create(code="osmep")
    opened = open_round(
        RoundPlan(
            2570,
            staying=(Staying(stays, department),),
            leaving=(Leaving(leaves, Outcome.GRADUATED, "ครบสามปี"),),
            joining=(Joining(back, other), Joining(new, None)),
        ),
        by=None,
    )
    assert opened.state == Round.State.OPEN
    assert listed(2570) == {
        "ไหม": (Entry.CONTINUED, "department"),
        "ชา": (Entry.RETURNING, "osmep"),
        "เกลือ": (Entry.NEW, ""),
    }
    ended = Participation.objects.get(cluster=leaves)
    assert (ended.outcome, ended.reason_for_leaving) == (Outcome.GRADUATED, "ครบสามปี")


def test_a_reason_need_not_be_stated(department: Funder) -> None:
    leaves = took_part(2569)
    joins = Joining(ClusterFactory.create(), department)
    open_round(RoundPlan(2570, leaving=(Leaving(leaves, Outcome.WITHDREW),), joining=(joins,)), by=None)
    assert Participation.objects.get(cluster=leaves).reason_for_leaving == ""


def test_a_planned_round_is_the_one_that_opens(department: Funder) -> None:
    planned = RoundFactory.create(fiscal_year=2570, state=Round.State.PLANNED, note="ตั้งงบแล้ว")
    opened = open_round(RoundPlan(2570, joining=(Joining(ClusterFactory.create(), department),)), by=None)
    assert (opened.pk, opened.note) == (planned.pk, "ตั้งงบแล้ว")


def test_a_cluster_that_left_during_the_year_needs_no_decision(department: Funder) -> None:
    took_part(2569, outcome=Outcome.WITHDREW)
    stays = took_part(2569)
    assert problems_of(RoundPlan(2570, staying=(Staying(stays, department),))) == []


def refused(plan: RoundPlan) -> str:
    rounds, rows = Round.objects.count(), Participation.history.count()
    with pytest.raises(PlanRefused) as told:
        open_round(plan, by=None)
    assert (Round.objects.count(), Participation.history.count()) == (rounds, rows)
    return str(told.value)


def test_a_cluster_of_last_year_that_nobody_decided_on_is_named(department: Funder) -> None:
    forgotten, stays = took_part(2569, cluster__name="ไหม"), took_part(2569)
    told = refused(RoundPlan(2570, staying=(Staying(stays, department),)))
    assert told == f"ยังไม่ได้เลือกว่าดำเนินการต่อหรือออก: {forgotten.code} ไหม"


def test_a_cluster_that_is_decided_on_twice_is_named(department: Funder) -> None:
    both = took_part(2569, cluster__name="ไหม")
    plan = RoundPlan(2570, staying=(Staying(both, department),), leaving=(Leaving(both, Outcome.MERGED),))
    assert refused(plan) == f"เลือกไว้มากกว่าหนึ่งครั้ง: {both.code} ไหม"


def test_a_cluster_that_was_not_there_last_year_can_not_stay(department: Funder) -> None:
    stranger = took_part(2568, cluster__name="ไหม")
    told = refused(RoundPlan(2570, staying=(Staying(stranger, department),)))
    assert told == f"ไม่อยู่ในรายชื่อของปีก่อนหรือออกไปแล้ว ให้เพิ่มเป็นกลุ่มที่เข้าร่วมแทน: {stranger.code} ไหม"


def test_a_cluster_of_last_year_can_not_join(department: Funder) -> None:
    known = took_part(2569, cluster__name="ไหม")
    told = refused(RoundPlan(2570, joining=(Joining(known, department),)))
    assert told == f"อยู่ในรายชื่อของปีก่อน ให้เลือกดำเนินการต่อแทนการเพิ่มใหม่: {known.code} ไหม"


def test_a_cluster_that_was_merged_into_another_can_not_join(department: Funder) -> None:
    merged = ClusterFactory.create(name="ไหม", state=Cluster.State.MERGED, merged_into=ClusterFactory.create())
    told = refused(RoundPlan(2570, joining=(Joining(merged, department),)))
    assert told == f"รวมเข้ากับกลุ่มอื่นแล้ว ให้เลือกกลุ่มปลายทางแทน: {merged.code} ไหม"


def test_a_round_opens_once(department: Funder) -> None:
    RoundFactory.create(fiscal_year=2570)
    told = refused(RoundPlan(2570, joining=(Joining(ClusterFactory.create(), department),)))
    assert told == "ปีงบประมาณ 2570 เปิดไว้แล้ว เพิ่มหรือแก้ไขรายชื่อได้ที่หน้าของปีนั้น"


def test_a_planned_round_that_has_a_list_already_is_left_to_the_officer(department: Funder) -> None:
    planned = RoundFactory.create(fiscal_year=2570, state=Round.State.PLANNED)
    ParticipationFactory.create(round=planned)
    told = refused(RoundPlan(2570, joining=(Joining(ClusterFactory.create(), department),)))
    assert told.startswith("ปีงบประมาณ 2570 มีรายชื่อกลุ่มหรือล็อกอยู่แล้ว")


def test_a_round_without_a_cluster_does_not_open() -> None:
    assert refused(RoundPlan(2570)) == "ยังไม่มีกลุ่มที่จะเข้าร่วมปีงบประมาณ 2570 กรุณาเลือกอย่างน้อยหนึ่งกลุ่ม"


def test_locked_results_of_last_year_refuse_outcomes_but_a_locked_list_does_not(department: Funder) -> None:
    leaves = took_part(2569)
    plan = RoundPlan(
        2570, leaving=(Leaving(leaves, Outcome.WITHDREW),), joining=(Joining(ClusterFactory.create(), department),)
    )
    last = Round.objects.get(fiscal_year=2569)
    with_locks(last, participation_locked=True, results_locked=True)
    assert refused(plan).startswith("ผลการดำเนินงานของปีงบประมาณ 2569 ล็อกแล้ว")
    with_locks(last, results_locked=False)
    open_round(plan, by=None)
    assert Participation.objects.get(cluster=leaves).outcome == Outcome.WITHDREW


def test_every_row_of_an_opened_round_tells_who_opened_it_and_why(department: Funder) -> None:
    officer = UserFactory.create(role="editor")
    leaves = took_part(2569)
    joins = Joining(ClusterFactory.create(), department)
    open_round(RoundPlan(2570, leaving=(Leaving(leaves, Outcome.MERGED),), joining=(joins,)), by=officer)
    written = [
        Round.history.get(fiscal_year=2570),
        Participation.history.get(round__fiscal_year=2570),
        Participation.history.filter(cluster=leaves).latest(),
    ]
    assert {(row.history_user, row.history_change_reason) for row in written} == {(officer, "เปิดปีงบประมาณ 2570")}


@pytest.mark.parametrize("count", [1, 20])
def test_asking_what_keeps_a_plan_back_costs_the_same_for_any_number_of_clusters(
    department: Funder, count: int, django_assert_num_queries: object
) -> None:
    stays = tuple(Staying(took_part(2569), department) for _ in range(count))
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert problems_of(RoundPlan(2570, staying=stays)) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_the_same_round_one_does() -> None:
    department = DepartmentFactory.create()
    plan = RoundPlan(2570, staying=tuple(Staying(took_part(2569), department) for _ in range(3)))

    def opens(_: int) -> bool:
        try:
            open_round(plan, by=None)
        except PlanRefused:
            return False
        return True

    assert sum(all_at_once(opens, range(10))) == 1
    assert Participation.objects.filter(round__fiscal_year=2570).count() == 3


def test_a_centre_opens_no_year_for_the_clusters_of_others(department: Funder) -> None:
    plan = RoundPlan(2570, joining=(Joining(ClusterFactory.create(), department),))
    of_centre = UserFactory.create(role="editor", centre=PromotionCentreFactory.create())
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
        open_round(plan, by=of_centre)
    of_centre.user_permissions.set(Permission.objects.filter(codename="add_round"))
    with pytest.raises(RuleBroken, match="อยู่ในความดูแลของ"):
        open_round(plan, by=User.objects.get(pk=of_centre.pk))
    assert not Round.objects.exists()
    assert open_round(plan, by=UserFactory.create(role="editor")).state == Round.State.OPEN


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_list_is_not_declared_complete_without_a_reason(reason: str) -> None:
    held = ParticipationFactory.create().round
    with pytest.raises(RuleBroken, match="กรุณาระบุเหตุผล"):
        declare_list(held, complete=True, version_read=held.version, by=None, reason=reason)
    held.refresh_from_db()
    assert not held.list_complete
