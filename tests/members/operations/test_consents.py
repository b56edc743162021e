"""Withdrawing a consent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.operations import withdraw_consent
from members.public import public_person
from records.errors import RuleBroken
from tests.factories import ConsentFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_withdrawal_hides_at_once_and_names_its_author() -> None:
    officer = UserFactory.create()
    person = PersonFactory.create(name="อนงค์")
    consent = ConsentFactory.create(person=person)
    assert public_person(person).name == "อนงค์"
    withdrawn = withdraw_consent(consent, by=officer, on=timezone.localdate())
    assert public_person(person).name == ""
    assert withdrawn.withdrawn_on == timezone.localdate()
    entry = withdrawn.history.latest()
    assert (entry.history_user, entry.history_change_reason) == (officer, "ถอนความยินยอม")


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
