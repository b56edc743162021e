"""Contacts and consents of a row."""

from datetime import date

import pytest
from django.utils import timezone

from members.imports.contacts import WORDING
from members.models import Consent, Contact, Organisation
from members.operations import withdraw_consent
from members.public import public_organisation
from tests.members.imports.conftest import Import
from tests.members.imports.files import member


def values() -> list[str]:
    return list(Contact.objects.order_by("value").values_list("value", flat=True))


def test_a_consent_covers_what_the_wording_names_and_the_row_holds(imported: Import) -> None:
    imported(member(1, phone="053-276951", email=None))
    assert set(Consent.objects.values_list("item", "wording")) == {("name", WORDING), ("phone", WORDING)}
    assert "แถว 2" in Consent.objects.first().source  # type: ignore[union-attr]


def test_a_newer_list_replaces_a_number_and_an_older_one_does_not(imported: Import) -> None:
    imported(member(1, email=None))
    imported(member(1, email=None, phone="053-276951"), year=2567)
    assert values() == ["+6653276951"]
    imported(member(1, email=None, phone="02-202-4414"), year=2565)
    assert values() == ["+6653276951"]
    assert not Consent.objects.filter(item="phone").exclude(given_on=date(2023, 1, 12)).exists()


def test_a_second_number_is_added_and_a_blank_one_keeps(imported: Import) -> None:
    imported(member(1, email=None))
    imported(member(1, email=None, phone="081-234-0001, 053-276951"), year=2567)
    imported(member(1, email=None, phone=None), year=2568)
    assert values() == ["+6653276951", "+66812340001"]


def test_a_number_without_consent_does_not_take_the_place_of_a_published_one(imported: Import) -> None:
    imported(member(1))
    plan = imported(member(1, phone="081-999-9999", consent=None), year=2567).plan
    assert "เผยแพร่" in plan.rows[0].row.problems[0].message
    assert "+66812340001" in values()


def test_a_withdrawn_consent_is_not_given_again_by_the_same_list(imported: Import) -> None:
    imported(member(1))
    for consent in Consent.objects.all():
        withdraw_consent(consent, by=None, on=timezone.localdate())
    assert imported(member(1)).plan.rows[0].action == "unchanged"
    assert not Consent.objects.current().exists()
    public = public_organisation(Organisation.objects.get())
    assert public is not None
    assert public.contacts == ()


def test_a_newer_no_waits_for_a_person_and_an_older_one_is_past(imported: Import) -> None:
    imported(member(1))
    plan = imported(member(1, consent="ไม่ยินยอม"), year=2567).plan
    assert plan.flagged == 1
    assert imported(member(1, consent="ไม่ยินยอม"), year=2565).plan.flagged == 0
    assert Consent.objects.current().count() == 3


@pytest.mark.parametrize(("contact", "position", "note"), [("ก", "ข", "ก (ข)"), ("ก", None, "ก"), (None, "ข", "ข")])
def test_who_answers_is_a_private_note(imported: Import, contact: str | None, position: str | None, note: str) -> None:
    imported(member(1, contact=contact, position=position, email=None))
    assert Contact.objects.get().note == note
    imported(member(2, contact=contact, position=position, email=None, phone=None))
    assert Organisation.objects.get(juristic_number=member(2)[2]).note == f"ผู้ติดต่อ: {note}"


def test_a_newer_list_names_who_answers_now(imported: Import) -> None:
    imported(member(1, email=None))
    plan = imported(member(1, email=None, contact="นายใหม่"), year=2567).plan
    assert plan.rows[0].changes[0].new == "นายใหม่ (ผู้จัดการ)"
    assert Contact.objects.get().note == "นายใหม่ (ผู้จัดการ)"


def test_one_firm_with_two_numbers_in_one_file_waits(imported: Import) -> None:
    plan = imported(member(1), member(1, cluster="คลัสเตอร์เซรามิกลำปาง", phone="053-276951")).plan
    assert [row.action for row in plan.rows] == ["created", "flagged"]
