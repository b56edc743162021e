"""Contacts are kept in one form; a consent has its evidence and ends once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Consent, Contact, contact_detail
from records.errors import RuleBroken
from tests.factories import ConsentFactory, ContactFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "written", "kept_kind", "kept"),
    [
        ("phone", "๐๒-๒๐๒-๔๔๑๔ ต่อ 12", "phone", "+6622024414;ext=12"),
        ("phone", "081-234-5678", "mobile", "+66812345678"),
        ("mobile", "02-202-4414", "phone", "+6622024414"),
        ("email", " Anong.S@Example.COM ", "email", "anong.s@example.com"),
        ("line", "@Thai-Silk_1", "line", "@thai-silk_1"),
        ("address", " 75/6  ถนนพระรามที่ ๖ ", "address", "75/6 ถนนพระรามที่ 6"),
    ],
)
def test_a_contact_is_kept_in_one_form_however_it_is_written(
    kind: str, written: str, kept_kind: str, kept: str
) -> None:
    contact = ContactFactory.create(kind=kind, value=written)
    contact.refresh_from_db()
    assert (contact.kind, contact.value) == (kept_kind, kept)
    contact.full_clean()
    assert (contact.kind, contact.value) == (kept_kind, kept)


@pytest.mark.parametrize(("kind", "value"), [("phone", "ไม่มี"), ("email", "anong@"), ("line", "สม ศรี"), ("line", "a/b")])
def test_what_reaches_nobody_is_refused(kind: str, value: str) -> None:
    with pytest.raises(RuleBroken):
        contact_detail(kind, value)
    with pytest.raises(ValidationError) as refused:
        ContactFactory.build(person=PersonFactory.create(), kind=kind, value=value).full_clean()
    assert list(refused.value.message_dict) == ["value"]


def test_a_contact_is_named_as_people_write_it() -> None:
    contact = Contact(kind=Contact.Kind.PHONE, value="+6622024414")
    assert str(contact) == "โทรศัพท์: 02-202-4414"


def test_a_consent_says_of_whom_and_what() -> None:
    consent = ConsentFactory.create(person__name="อนงค์")
    assert str(consent) == "อนงค์: ชื่อ"


@pytest.mark.parametrize("field", ["given_on", "withdrawn_on"])
def test_no_day_of_a_consent_lies_in_the_future(field: str) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    row = ConsentFactory.create()
    setattr(row, field, tomorrow)
    with pytest.raises(ValidationError, match="อนาคต"):
        row.full_clean()
    with pytest.raises(RuleBroken, match="อนาคต"):
        row.save()


def test_a_consent_of_today_is_taken() -> None:
    assert ConsentFactory.create(given_on=timezone.localdate()).is_current


def test_a_withdrawn_consent_does_not_come_back() -> None:
    row = ConsentFactory.create(withdrawn_on=timezone.localdate())
    row.withdrawn_on = None
    with pytest.raises(RuleBroken, match="กลับมาใช้อีกไม่ได้"):
        row.save()


def test_a_new_consent_follows_a_withdrawn_one_and_both_stay() -> None:
    first = ConsentFactory.create(withdrawn_on=timezone.localdate())
    second = ConsentFactory.create(person=first.person)
    assert list(Consent.objects.filter(person=first.person).current()) == [second]
    assert Consent.objects.filter(person=first.person).count() == 2
