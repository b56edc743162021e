"""Contacts and consents as rows of the person or the organisation that they are of."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from members.models import Consent, Organisation, Person
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db

GIVEN = {"item": "name", "given_on": "15/01/2569", "wording": "ยินยอมให้เผยแพร่", "source": "แบบ 1"}


def send(client: Client, row: Any, sent: dict[str, str]) -> Any:
    page = address(type(row), "change", row.pk)
    return client.post(page, {**form_of(client.get(page)), **sent})


def new_consent(**changed: str) -> dict[str, str]:
    return {
        "consents-TOTAL_FORMS": "1",
        **{f"consents-0-{name}": value for name, value in {**GIVEN, **changed}.items()},
    }


@pytest.mark.parametrize("factory", [factories.OrganisationFactory, factories.PersonFactory])
def test_contact_and_consent_are_added_on_the_page_of_their_owner(factory: Any) -> None:
    row = factory.create()
    phone = {"contacts-TOTAL_FORMS": "1", "contacts-0-kind": "phone", "contacts-0-value": "๐๘๑-๒๓๔-๕๖๗๘"}
    assert send(signed_in(), row, {**phone, **new_consent()}).status_code == 302
    assert [(contact.kind, contact.value) for contact in row.contacts.all()] == [("mobile", "+66812345678")]
    assert [(consent.item, consent.given_on) for consent in row.consents.all()] == [("name", date(2026, 1, 15))]


def test_the_day_of_the_withdrawal_withdraws() -> None:
    consent = factories.ConsentFactory.create()
    assert send(signed_in(), consent.person, {"consents-0-withdrawn_on": "1/2/2569"}).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_on == date(2026, 2, 1)


@pytest.mark.parametrize(("day", "told"), [("14/1/2569", "ต้องไม่มาก่อน"), ("1/1/2600", "อยู่ในอนาคต")])
def test_a_withdrawal_obeys_the_law_of_the_operation(day: str, told: str) -> None:
    consent = factories.ConsentFactory.create()
    response = send(signed_in(), consent.person, {"consents-0-withdrawn_on": day})
    assert told in text_of(response)
    assert Consent.objects.current().get() == consent


def test_a_withdrawn_consent_stays_withdrawn_whatever_is_sent() -> None:
    consent = factories.ConsentFactory.create(withdrawn_on=date(2026, 2, 1))
    sent = {"consents-0-withdrawn_on": "", "consents-0-item": "email", "consents-0-DELETE": "on"}
    assert send(signed_in(), consent.person, sent).status_code == 302
    kept = Consent.objects.get()
    assert (kept.withdrawn_on, kept.item, kept.version) == (date(2026, 2, 1), "name", 1)


def test_the_evidence_of_a_consent_can_not_be_rewritten() -> None:
    consent = factories.ConsentFactory.create()
    send(signed_in(), consent.person, {"consents-0-wording": "อย่างอื่น", "consents-0-item": "mobile"})
    kept = Consent.objects.get()
    assert (kept.wording, kept.item) == (consent.wording, "name")


def test_a_consent_that_still_stands_is_not_given_twice() -> None:
    consent = factories.ConsentFactory.create()
    row = {f"consents-1-{name}": value for name, value in GIVEN.items()}
    response = send(signed_in(), consent.person, {**row, "consents-TOTAL_FORMS": "2"})
    assert response.status_code == 200
    assert Consent.objects.count() == 1


def test_an_organisation_consents_to_no_office() -> None:
    response = send(signed_in(), factories.OrganisationFactory.create(), new_consent(item="office"))
    assert "ให้บันทึกความยินยอมที่บุคคล" in text_of(response)


@pytest.mark.parametrize("model", [Person, Organisation])
def test_what_happened_to_a_consent_is_told_with_its_owner(model: Any) -> None:
    owner = model._meta.model_name
    made: dict[str, Any] = {"person": factories.PersonFactory, "organisation": factories.OrganisationFactory}
    row = made[owner].create()
    factories.ConsentFactory.create(**{"person": None, owner: row})
    told = text_of(signed_in().get(address(model, "history", row.pk)))
    assert "เพิ่ม ความยินยอม" in told
