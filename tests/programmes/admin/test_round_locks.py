"""The page on which a year is closed and opened again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from programmes.admin.due import requests_to_decide
from programmes.models import LockRequest, Round
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import ParticipationFactory, RoundFactory, SuperuserFactory, with_locks

pytestmark = pytest.mark.django_db

CLOSE = {"verb": "ask", "lock": "participation", "action": "close", "reason": "ตรวจกับคำสั่งแล้ว"}


@pytest.fixture
def held() -> Round:
    return ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2569), cluster__name="ไหม").round


def page_of(held: Round) -> str:
    return reverse("admin:programmes_round_locks", args=[held.pk])


def sent(client: Client, held: Round, **given: Any) -> str:
    return text_of(client.post(page_of(held), given, follow=True))


def answered(client: Client, held: Round, verb: str, **given: Any) -> str:
    seen = client.get(page_of(held)).context["seen"]
    return sent(client, held, verb=verb, request=LockRequest.objects.latest("pk").pk, **{"seen": seen, **given})


def test_one_asks_and_another_approves(held: Round) -> None:
    asker, approver = SuperuserFactory.create_batch(2)
    assert "รอผู้อนุมัติอีกคนพิจารณา" in sent(signed_in(asker), held, **CLOSE)
    page = text_of(signed_in(approver).get(page_of(held)))
    assert "ตรวจกับคำสั่งแล้ว" in page
    assert "คลัสเตอร์ไม่มีจังหวัด" in page  # still to be looked at
    assert "อนุมัติแล้ว: ปิดรายชื่อกลุ่ม ปีงบประมาณ 2569" in answered(signed_in(approver), held, "approve")
    assert Round.objects.get(pk=held.pk).participation_locked
    assert "คำขอที่ผ่านมา" in text_of(signed_in(asker).get(page_of(held)))


def test_the_page_of_the_year_leads_to_it_and_shows_no_box_of_a_lock(held: Round) -> None:
    page = signed_in().get(reverse("admin:programmes_round_change", args=[held.pk])).content.decode()
    assert page_of(held) in page
    assert 'name="participation_locked"' not in page


def test_who_asked_is_offered_to_take_it_back_and_not_to_approve(held: Round) -> None:
    client = signed_in(SuperuserFactory.create())
    sent(client, held, **CLOSE)
    page = client.get(page_of(held)).content.decode()
    assert 'value="withdraw"' in page
    assert 'value="approve"' not in page
    assert "อนุมัติเองไม่ได้" in answered(client, held, "approve")
    assert not Round.objects.get(pk=held.pk).is_locked
    assert "ถอนคำขอแล้ว" in answered(client, held, "withdraw")


def test_a_refusal_needs_its_reason(held: Round) -> None:
    sent(signed_in(), held, **CLOSE)
    client = signed_in(SuperuserFactory.create())
    assert "กรุณาระบุเหตุผล" in answered(client, held, "refuse")
    assert "ไม่อนุมัติคำขอแล้ว" in answered(client, held, "refuse", reason="ยังไม่ครบ")


def test_an_approval_of_what_was_not_looked_at_is_refused(held: Round) -> None:
    sent(signed_in(), held, **CLOSE)
    assert "กรุณาตรวจอีกครั้งก่อนอนุมัติ" in answered(signed_in(SuperuserFactory.create()), held, "approve", seen="1-0-0")


def test_a_year_is_opened_again_the_same_way(held: Round) -> None:
    with_locks(held, participation_locked=True)
    client, other = signed_in(SuperuserFactory.create()), signed_in(SuperuserFactory.create())
    assert "ขอเปิดใหม่" in text_of(client.get(page_of(held)))
    sent(client, held, **{**CLOSE, "action": "reopen"})
    answered(other, held, "approve")
    assert not Round.objects.get(pk=held.pk).is_locked


@pytest.mark.parametrize(
    "odd",
    [
        {"verb": ""},
        {"verb": "burn"},
        {"verb": "ask", "lock": "x", "action": "close"},
        {"verb": "ask", "lock": "results"},
        {"verb": "approve"},
        {"verb": "approve", "request": "9" * 30},
        {"verb": "approve", "request": "abc"},
        {**CLOSE, "reason": "ก" * 301},
        {**CLOSE, "reason": "\0"},
    ],
)
def test_an_odd_form_changes_nothing_and_says_so(odd: dict[str, str], held: Round) -> None:
    answer = signed_in().post(page_of(held), odd)
    assert (answer.status_code, LockRequest.objects.count()) == (200, 0)
    assert "errornote" in answer.content.decode()


def test_who_may_only_look_sees_the_locks_and_asks_for_nothing(held: Round) -> None:
    client = signed_in(officer("view_round"))
    assert 'value="ask"' not in client.get(page_of(held)).content.decode()
    assert "ไม่มีสิทธิ์ขอ" in sent(client, held, **CLOSE)
    assert signed_in(officer("view_cluster")).get(page_of(held)).status_code == 403


def test_an_editor_asks_and_does_not_approve(held: Round) -> None:
    editor = officer("view_round", "change_round")
    sent(signed_in(), held, **CLOSE)
    assert "รอผู้อนุมัติพิจารณา" in text_of(signed_in(editor).get(page_of(held)))
    assert "ไม่มีสิทธิ์อนุมัติ" in answered(signed_in(editor), held, "approve")


def test_a_year_of_the_past_says_that_it_stays_open() -> None:
    past = RoundFactory.create(fiscal_year=2550, state=Round.State.HISTORICAL)
    assert "เปิดรับรายชื่อที่มีเอกสารอ้างอิงเสมอ" in text_of(signed_in().get(page_of(past)))


def test_a_year_that_is_not_there_leads_to_the_list() -> None:
    assert "ไม่พบรายการที่ขอ" in text_of(signed_in().get("/admin/programmes/round/999/locks/", follow=True))


def test_a_waiting_request_stands_on_the_start_page_of_those_who_may_decide_it(held: Round) -> None:
    asker, approver = SuperuserFactory.create_batch(2)
    sent(signed_in(asker), held, **CLOSE)

    def waiting(user: User) -> list[str]:
        return [line.title for line in requests_to_decide(user, date(2026, 11, 25))]

    assert waiting(approver) == ["รออนุมัติ: ปิดรายชื่อกลุ่ม ปีงบประมาณ 2569"]
    assert waiting(asker) == waiting(officer("change_round")) == []
