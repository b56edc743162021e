"""Closing a year and opening it again: two people, a reason, and a lock that holds on every path."""

import ast
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from config import env
from members.models import User
from programmes.models import LockRequest, Participation, Round
from programmes.operations.locks import (
    LONGEST_REASON,
    ChangedMeanwhile,
    approve_lock,
    ask_for_lock,
    mark_of,
    refuse_lock,
    withdraw_lock,
)
from programmes.operations.rounds import open_round
from programmes.round_plans import Joining, RoundPlan
from records.errors import RuleBroken, UnguardedWrite
from tests.admin_pages import address, form_of, officer, signed_in
from tests.factories import (
    ClusterFactory,
    ParticipationFactory,
    RoundFactory,
    SourceFactory,
    SuperuserFactory,
    UserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Round:
    return RoundFactory.create(fiscal_year=2569)


@pytest.fixture
def asker() -> User:
    return SuperuserFactory.create()


@pytest.fixture
def approver() -> User:
    return SuperuserFactory.create()


def asked(held: Round, by: User, lock: str = "participation", action: str = "close") -> LockRequest:
    return ask_for_lock(held, lock=lock, action=action, reason="ตรวจครบแล้ว", by=by)


def turned(held: Round, asker: User, approver: User, lock: str, action: str = "close") -> Round:
    return approve_lock(asked(held, asker, lock, action), seen=mark_of(Round.objects.get(pk=held.pk)), by=approver)


def test_a_year_closes_when_both_its_locks_are_closed_and_opens_with_its_list(
    held: Round, asker: User, approver: User
) -> None:
    steps = [("participation", "close"), ("results", "close"), ("results", "reopen"), ("participation", "reopen")]
    after = [turned(held, asker, approver, *step) for step in steps]
    assert [(each.participation_locked, each.results_locked, each.state) for each in after] == [
        (True, False, "open"),
        (True, True, "closed"),
        (True, False, "closed"),
        (False, False, "open"),
    ]


def test_both_people_and_the_reason_stand_in_the_history(held: Round, asker: User, approver: User) -> None:
    turned(held, asker, approver, "participation")
    last = Round.history.filter(id=held.pk).latest()
    assert (last.participation_locked, last.history_user) == (True, approver)
    assert last.history_change_reason == "ปิดรายชื่อกลุ่ม: ตรวจครบแล้ว"
    request = LockRequest.objects.get()
    assert (request.asked_by, request.decided_by, request.state) == (asker, approver, "approved")
    assert [row.history_user for row in LockRequest.history.order_by("history_id")] == [asker, approver]


def test_nobody_approves_or_refuses_what_he_asked_himself(held: Round, asker: User) -> None:
    request = asked(held, asker)
    with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
        approve_lock(request, seen=mark_of(held), by=asker)
    with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
        refuse_lock(request, by=asker, answer="ไม่")
    assert not Round.objects.get().is_locked


def test_who_may_not_approve_may_not_and_who_may_not_change_years_may_not_ask(held: Round, asker: User) -> None:
    request = asked(held, asker)
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์อนุมัติ"):
        approve_lock(request, seen=mark_of(held), by=officer("change_round"))
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์ขอ"):
        asked(held, UserFactory.create(), "results")


def test_an_approver_of_the_role_may_approve(held: Round, asker: User) -> None:
    assert turned(held, asker, UserFactory.create(role=User.Role.APPROVER), "results").results_locked


def test_what_is_approved_is_what_was_looked_at(held: Round, asker: User, approver: User) -> None:
    request, seen = asked(held, asker), mark_of(held)
    ParticipationFactory.create(round=held)
    with pytest.raises(ChangedMeanwhile):
        approve_lock(request, seen=seen, by=approver)
    assert LockRequest.objects.get().state == "waiting"


def test_a_request_is_decided_once(held: Round, asker: User, approver: User) -> None:
    request = asked(held, asker)
    assert refuse_lock(request, by=approver, answer="ยังไม่ครบ").answer == "ยังไม่ครบ"
    for again in (
        lambda: approve_lock(request, seen=mark_of(held), by=approver),
        lambda: refuse_lock(request, by=approver, answer="ไม่"),
        lambda: withdraw_lock(request, by=asker),
    ):
        with pytest.raises(RuleBroken, match="พิจารณาไปแล้ว: ไม่อนุมัติ"):
            again()
    assert asked(held, asker).state == "waiting"  # another one may be made


def test_a_refusal_says_why_and_a_request_too(held: Round, asker: User, approver: User) -> None:
    with pytest.raises(RuleBroken, match="กรุณาระบุเหตุผล"):
        ask_for_lock(held, lock="results", action="close", reason="  ", by=asker)
    with pytest.raises(RuleBroken, match="ยาวเกิน"):
        ask_for_lock(held, lock="results", action="close", reason="ก" * (LONGEST_REASON + 1), by=asker)
    with pytest.raises(RuleBroken, match="กรุณาระบุเหตุผล"):
        refuse_lock(asked(held, asker), by=approver, answer=" ")


def test_one_takes_back_ones_own_request_only(held: Round, asker: User, approver: User) -> None:
    request = asked(held, asker)
    with pytest.raises(RuleBroken, match="เฉพาะคำขอของตนเอง"):
        withdraw_lock(request, by=approver)
    assert withdraw_lock(request, by=asker).state == "withdrawn"


@pytest.mark.parametrize(
    ("state", "action", "why"),
    [
        (Round.State.HISTORICAL, "close", "ปีในอดีต"),
        (Round.State.PLANNED, "close", "ยังไม่ได้เปิด"),
        (Round.State.OPEN, "reopen", "เปิดอยู่แล้ว"),
    ],
)
def test_a_year_that_can_not_be_closed_says_why(state: str, action: str, why: str, asker: User) -> None:
    with pytest.raises(RuleBroken, match=why):
        asked(RoundFactory.create(fiscal_year=2568, state=state), asker, action=action)


def test_a_second_request_for_the_same_lock_is_refused(held: Round, asker: User) -> None:
    asked(held, asker)
    with pytest.raises(RuleBroken, match="รออนุมัติอยู่แล้ว"):
        asked(held, asker)


def test_a_closed_lock_is_not_closed_again(held: Round, asker: User, approver: User) -> None:
    turned(held, asker, approver, "participation")
    with pytest.raises(RuleBroken, match="ปิดอยู่แล้ว"):
        asked(held, asker)


# -- a lock isn't turned by hand --


@pytest.mark.parametrize(
    "change",
    [{"participation_locked": True}, {"results_locked": True}, {"state": "closed", "participation_locked": True}],
)
def test_no_save_turns_a_lock(change: dict[str, Any], held: Round) -> None:
    for name, value in change.items():
        setattr(held, name, value)
    with pytest.raises(ValidationError, match="ปิดและเปิดปี"):
        held.full_clean()
    with pytest.raises(RuleBroken, match="ปิดและเปิดปี"):
        held.save()
    new = Round(pk=held.pk + 1, fiscal_year=2560, **change)
    fixture = serializers.serialize("json", [new])
    with pytest.raises(RuleBroken, match="ปิดและเปิดปี"), transaction.atomic():
        next(iter(serializers.deserialize("json", fixture))).save()
    with pytest.raises(RuleBroken, match="ปิดและเปิดปี"):
        new.save()
    with pytest.raises(UnguardedWrite):
        Round.objects.filter(pk=held.pk).update(**change)
    assert not Round.objects.get(pk=held.pk).is_locked


def test_a_form_with_the_boxes_ticked_turns_no_lock(held: Round) -> None:
    client, page = signed_in(), address(Round, "change", held.pk)
    client.post(page, {**form_of(client.get(page)), "participation_locked": "on", "results_locked": "on"})
    assert not Round.objects.get(pk=held.pk).is_locked


def test_a_locked_year_stays_the_year_and_the_state_that_it_is(held: Round) -> None:
    with_locks(held, results_locked=True)
    for name, value in (("fiscal_year", 2560), ("state", Round.State.HISTORICAL)):
        changed = Round.objects.get(pk=held.pk)
        setattr(changed, name, value)
        with pytest.raises(RuleBroken, match="ล็อกแล้ว"):
            changed.save()
    with pytest.raises(RuleBroken, match="ลบไม่ได้"):
        held.delete()
    held.note = "ปิดตามหนังสือ"
    held.save()


def test_only_the_operation_opens_the_door_to_the_locks() -> None:
    opened = re.compile(r"\blocks_turned\b")
    folders = ("programmes", "members", "portal", "config", "clusters", "records")
    sources = [path for folder in folders for path in (Path(env.BASE_DIR) / folder).rglob("*.py")]
    found = {path.relative_to(env.BASE_DIR).as_posix() for path in sources if opened.search(path.read_text())}
    assert found == {"programmes/models/rounds.py", "programmes/operations/locks.py"}
    assert ast.parse("with locks_turned(): pass")


# -- a locked list refuses on every path --


def new_row(held: Round) -> dict[str, Any]:
    return {"cluster": ClusterFactory.create().pk, "round": held.pk, "entry": "new", "source": "", "funder": ""}


def by_model(one: Participation) -> None:
    one.entry = Participation.Entry.PILOT
    for write in (one.save, one.delete, Participation(cluster=ClusterFactory.create(), round=one.round).save):
        with pytest.raises(RuleBroken, match="ล็อกแล้ว"):
            write()


def by_fixture(one: Participation) -> None:
    new = Participation(pk=one.pk + 1, cluster=ClusterFactory.create(), round=one.round)
    with pytest.raises(RuleBroken, match="ล็อกแล้ว"), transaction.atomic():
        next(iter(serializers.deserialize("json", serializers.serialize("json", [new])))).save()


def by_bulk(one: Participation) -> None:
    with pytest.raises(UnguardedWrite):
        Participation.objects.filter(pk=one.pk).update(entry="pilot")
    with pytest.raises(UnguardedWrite):
        Participation.objects.bulk_create([Participation(cluster=ClusterFactory.create(), round=one.round)])
    with pytest.raises(UnguardedWrite):
        Participation.objects.filter(pk=one.pk).delete()


def by_admin(one: Participation) -> None:
    client, page = signed_in(), address(Participation, "change", one.pk)
    sent = {**form_of(client.get(page)), "entry": "pilot"}
    assert "ล็อกแล้ว" in client.post(page, sent).content.decode()
    assert "ล็อกแล้ว" in client.post(address(Participation, "add"), new_row(one.round)).content.decode()
    client.post(address(Participation, "delete", one.pk), {"post": "yes"})


def by_inline_of_the_year(one: Participation) -> None:
    client, page = signed_in(), address(Round, "change", one.round_id)
    row = {"participations-TOTAL_FORMS": "1", "participations-INITIAL_FORMS": "0"}
    row |= {f"participations-0-{name}": value for name, value in new_row(one.round).items() if name != "round"}
    client.post(page, {**form_of(client.get(page)), **row})


def by_inline_of_the_cluster(one: Participation) -> None:
    client, page = signed_in(), f"/admin/clusters/cluster/{one.cluster_id}/change/"
    response = client.post(page, {**form_of(client.get(page)), "participations-0-entry": "pilot"})
    assert "ล็อกแล้ว" in response.content.decode()


def by_action(one: Participation) -> None:
    sent = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
    signed_in().post(address(Participation, "changelist"), sent, follow=True)


def by_operation(one: Participation) -> None:
    plan = RoundPlan(one.round.fiscal_year, joining=(Joining(ClusterFactory.create(), None),))
    with pytest.raises(RuleBroken):
        open_round(plan, by=None)


def by_command(one: Participation) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.csv"
        file.write_text(f"code,decision,funder\n{ClusterFactory.create().code},join,{one.funder.code}\n")  # type: ignore[union-attr]
        with pytest.raises(CommandError, match="เปิดไว้แล้ว"):
            call_command("open_round", str(one.round.fiscal_year), str(file), stdout=StringIO())


PATHS: list[Callable[[Participation], None]] = [
    by_model,
    by_fixture,
    by_bulk,
    by_admin,
    by_inline_of_the_year,
    by_inline_of_the_cluster,
    by_action,
    by_operation,
    by_command,
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_a_locked_list_refuses_on_every_path(path: Callable[[Participation], None], held: Round) -> None:
    one = ParticipationFactory.create(round=held)
    with_locks(held, participation_locked=True)
    rows, saves = list(Participation.objects.values()), Participation.history.count()
    path(Participation.objects.get(pk=one.pk))
    assert list(Participation.objects.values()) == rows
    assert Participation.history.count() == saves


def test_a_year_of_the_past_stays_open_to_what_a_document_names() -> None:
    past = RoundFactory.create(fiscal_year=2550, state=Round.State.HISTORICAL)
    ParticipationFactory.create(round=past, source=SourceFactory.create())
    with pytest.raises(RuleBroken, match="เอกสารอ้างอิง"):
        ParticipationFactory.create(round=past)
