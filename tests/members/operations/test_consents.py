"""Withdrawing a consent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.models import Consent
from members.operations import withdraw_consent
from members.public import public_person
from records.errors import RuleBroken
from tests.factories import ConsentFactory, PersonFactory, UserFactory
from tests.two_centres import two_centres

pytestmark = pytest.mark.django_db


def test_a_withdrawal_hides_at_once_and_names_its_author() -> None:
    officer = UserFactory.create(role="editor")
    person = PersonFactory.create(name="อนงค์")
    consent = ConsentFactory.create(person=person)
    assert public_person(person).name == "อนงค์"
    withdrawn = withdraw_consent(consent, by=officer, on=timezone.localdate())
    assert public_person(person).name == ""
    assert withdrawn.withdrawn_on == timezone.localdate()
    entry = withdrawn.history.latest()
    assert (entry.history_user, entry.history_change_reason) == (officer, "ถอนความยินยอม")


def test_who_does_not_keep_the_person_withdraws_nothing() -> None:
    world = two_centres()
    theirs = ConsentFactory.create(person=world.others["members.person"])
    own = ConsentFactory.create(person=world.own["members.person"])
    for role in ("manager", "none"):
        with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
            withdraw_consent(own, by=world.account(role), on=timezone.localdate())
    centre = world.account("centre")
    with pytest.raises(RuleBroken, match="อยู่ในความดูแลของ"):
        withdraw_consent(theirs, by=centre, on=timezone.localdate())
    coordinator = UserFactory.create(role="coordinator", person=world.own["members.person"])
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
        withdraw_consent(own, by=coordinator, on=timezone.localdate())
    assert Consent.objects.current().count() == 2
    assert withdraw_consent(own, by=centre, on=timezone.localdate()).withdrawn_on


def test_a_withdrawal_by_letter_has_the_day_and_reason_of_the_letter() -> None:
    consent = ConsentFactory.create(given_on=date(2026, 1, 15))
    withdrawn = withdraw_consent(consent, by=None, on=date(2026, 2, 1), reason="หนังสือลงวันที่ 1 ก.พ. 2569")
    assert withdrawn.withdrawn_on == date(2026, 2, 1)
    assert withdrawn.history.latest().history_change_reason == "หนังสือลงวันที่ 1 ก.พ. 2569"


def test_a_consent_is_withdrawn_once() -> None:
    consent = ConsentFactory.create()
    withdraw_consent(consent, by=None, on=timezone.localdate())
    with pytest.raises(RuleBroken, match="ถอนไปแล้ว"):
        withdraw_consent(consent, by=None, on=timezone.localdate())


def test_a_consent_is_not_withdrawn_before_it_was_given() -> None:
    consent = ConsentFactory.create(given_on=date(2026, 1, 15))
    with pytest.raises(RuleBroken, match="ต้องไม่มาก่อน"):
        withdraw_consent(consent, by=None, on=date(2026, 1, 14))


def test_a_withdrawal_is_not_put_off() -> None:
    with pytest.raises(RuleBroken, match="มีผลทันที"):
        withdraw_consent(ConsentFactory.create(), by=None, on=timezone.localdate() + timedelta(days=1))
