"""Requests: kept as they were sent, answered once, with what was decided carried out or nothing at all."""

from datetime import date

import pytest

from members.models import Consent, PrivacyRequest
from members.privacy.operations import Decision, answer_request, submit_request
from members.privacy.operations.erasure import ERASED
from records.errors import RuleBroken
from records.version import StaleSave
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_request_is_due_in_thirty_days_and_has_a_history_without_an_author() -> None:
    made = submit_request(kind="correct", name="ก", reach="ข", about="C0001", text="ค", on=date(2026, 11, 25))
    kept = PrivacyRequest.objects.get()
    assert (kept.due_on, kept.state, len(kept.reference)) == (date(2026, 12, 25), "open", 8)
    assert kept.history.get().history_user is None
    assert made.reference in str(made)
    assert made.is_late_on(date(2026, 12, 26))
    assert not made.is_late_on(date(2026, 12, 25))


def test_the_chosen_consents_are_withdrawn_and_no_others() -> None:
    person, boss = factories.PersonFactory.create(), factories.UserFactory.create(role="editor")
    phone, name = (
        factories.ConsentFactory.create(person=person, item=item) for item in (Consent.Item.PHONE, Consent.Item.NAME)
    )
    held = factories.PrivacyRequestFactory.create(person=person)
    done = answer_request(held, Decision.WITHDRAW, answer="ถอนแล้ว", version_read=1, by=boss, consents=[phone])
    assert (done.state, done.answer, done.closed_on is None) == ("done", "ถอนแล้ว", False)
    assert list(Consent.objects.current()) == [name]
    assert done.history.latest().history_user == boss
    assert held.reference in phone.history.latest().history_change_reason


def test_an_erasure_blanks_the_request_too() -> None:
    person = factories.PersonFactory.create()
    held = factories.PrivacyRequestFactory.create(person=person, kind="erase")
    done = answer_request(held, Decision.ERASE, answer="ลบแล้ว", version_read=1, by=None)
    person.refresh_from_db()
    assert (person.name, done.name, done.state) == (ERASED, ERASED, "done")


@pytest.mark.parametrize("decision", [Decision.REFUSE, Decision.CORRECTED, Decision.GIVEN])
def test_a_refusal_and_the_others_only_close_it(decision: Decision) -> None:
    held = factories.PrivacyRequestFactory.create()
    done = answer_request(held, decision, answer="พิสูจน์ตัวตนไม่ได้", version_read=1, by=None)
    assert done.state == ("refused" if decision == Decision.REFUSE else "done")


def test_what_can_not_be_done_changes_nothing() -> None:
    held = factories.PrivacyRequestFactory.create(person=factories.PersonFactory.create())
    unknown = factories.PrivacyRequestFactory.create()
    others = factories.ConsentFactory.create()
    for request, decision, more in (
        (held, Decision.REFUSE, {"answer": " "}),
        (held, Decision.WITHDRAW, {"answer": "ก"}),
        (held, Decision.WITHDRAW, {"answer": "ก", "consents": [others]}),
        (unknown, Decision.ERASE, {"answer": "ก"}),
    ):
        with pytest.raises(RuleBroken):
            answer_request(request, decision, version_read=1, by=None, **more)
    with pytest.raises(StaleSave):
        answer_request(held, Decision.REFUSE, answer="ก", version_read=7, by=None)
    assert PrivacyRequest.objects.open().count() == 2
    assert Consent.objects.current().count() == 1


def test_a_request_is_answered_once() -> None:
    held = factories.PrivacyRequestFactory.create()
    answer_request(held, Decision.REFUSE, answer="ก", version_read=1, by=None)
    with pytest.raises(RuleBroken, match="ตอบไปแล้ว"):
        answer_request(held, Decision.REFUSE, answer="ก", version_read=2, by=None)
