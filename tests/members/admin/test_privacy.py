"""Requests are answered by headquarters; the log and the ledger can be looked at and never edited."""

from datetime import date

import pytest
from django.utils import timezone

from members.admin.due import requests_of_people
from members.models import Consent, Disclosure, Erasure, PrivacyRequest
from members.privacy.disclosures import subject_of
from tests import factories
from tests.admin_pages import address, form_of, officer, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_an_officer_says_whom_a_request_is_about_and_withdraws_what_it_asks() -> None:
    consent, other = factories.ConsentFactory.create(), factories.ConsentFactory.create()
    held, client = factories.PrivacyRequestFactory.create(), signed_in()
    page, answer = address(PrivacyRequest, "change", held.pk), address(PrivacyRequest, "answer", held.pk)
    assert "ยังไม่ได้ระบุ" in text_of(client.get(answer))
    client.post(page, {**form_of(client.get(page)), "person": str(consent.person_id)})
    held.refresh_from_db()
    shown = client.get(answer)
    assert list(shown.context["form"].fields["consents"].queryset) == [consent]
    sent = {"decision": "withdraw", "answer": "ถอนแล้ว", "version_read": held.version, "consents": [str(consent.pk)]}
    assert client.post(answer, {**sent, "version_read": held.version + 1}).status_code == 200
    assert client.post(answer, {**sent, "answer": ""}).status_code == 200
    assert client.post(answer, sent).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.closed_on) == ("done", timezone.localdate())
    assert list(Consent.objects.current()) == [other]
    closed = client.get(page)
    assert "ถอนแล้ว" in text_of(closed)
    assert "ตอบคำขอนี้" not in text_of(closed)  # and nothing of it can be changed any more
    assert client.post(page, {}).status_code == 302
    assert PrivacyRequest.objects.get().version == held.version


def test_an_opening_is_logged_and_a_form_that_comes_back_is_none() -> None:
    held, client = factories.PrivacyRequestFactory.create(), signed_in()
    page = address(PrivacyRequest, "change", held.pk)
    both = {"person": factories.PersonFactory.create().pk, "organisation": factories.OrganisationFactory.create().pk}
    refused = client.post(page, {**form_of(client.get(page)), **both})
    assert "คำขอหนึ่งเรื่องเกี่ยวกับบุคคลหรือหน่วยงานอย่างใดอย่างหนึ่ง" in text_of(refused)
    assert [(row.kind, row.subject) for row in Disclosure.objects.all()] == [("page", subject_of(held))]


def test_a_request_about_an_organisation_offers_its_consents() -> None:
    consent = factories.ConsentFactory.create(person=None, organisation=factories.SoleTraderFactory.create())
    held = factories.PrivacyRequestFactory.create(organisation=consent.organisation)
    client = signed_in()
    shown = client.get(address(PrivacyRequest, "answer", held.pk))
    assert list(shown.context["form"].fields["consents"].queryset) == [consent]
    assert "ข้อมูลทั้งหมดที่เก็บ" in text_of(client.get(address(PrivacyRequest, "change", held.pk)))


def test_a_request_that_never_was_leads_to_the_list() -> None:
    for key in ("999", "x"):
        assert signed_in().get(address(PrivacyRequest, "answer", key)).status_code == 302


@pytest.mark.parametrize("model", [PrivacyRequest, Disclosure, Erasure])
def test_nobody_adds_or_deletes_and_only_headquarters_look(model: type[PrivacyRequest]) -> None:
    makers = {
        PrivacyRequest: factories.PrivacyRequestFactory,
        Disclosure: factories.DisclosureFactory,
        Erasure: factories.ErasureFactory,
    }
    row = makers[model].create()  # type: ignore[attr-defined]  # of three models
    boss = signed_in()
    assert boss.get(address(model, "changelist")).status_code == 200
    assert boss.get(address(model, "change", row.pk)).status_code == 200
    for page in (address(model, "add"), address(model, "delete", row.pk)):
        assert boss.post(page, {"post": "yes"}).status_code == 403
    centre = factories.UserFactory.create(centre=factories.PromotionCentreFactory.create(number=3), role="editor")
    names = f"{model._meta.model_name}"
    for stranger in (centre, officer(f"view_{names}", f"change_{names}")):
        client = signed_in(stranger)
        assert client.get(address(model, "changelist")).status_code == 403
        assert client.get(address(model, "change", row.pk)).status_code == 403


def test_the_log_can_not_be_written_by_anybody() -> None:
    for row in (factories.DisclosureFactory.create(), factories.ErasureFactory.create()):
        assert signed_in().post(address(type(row), "change", row.pk), {"rows": "9"}).status_code == 403


def test_the_register_shows_each_class_and_is_for_headquarters() -> None:
    page = address(PrivacyRequest, "register")
    shown = text_of(signed_in().get(page))
    assert "มาตรา 39" in shown
    assert "ข้อมูลติดต่อ" in shown
    centre = factories.UserFactory.create(centre=factories.PromotionCentreFactory.create(number=3), role="editor")
    assert signed_in(centre).get(page).status_code == 403
    held = factories.PrivacyRequestFactory.create()
    assert signed_in(centre).get(address(PrivacyRequest, "answer", held.pk)).status_code == 403


def test_a_request_that_waits_stands_on_the_start_page_with_its_day() -> None:
    boss = factories.SuperuserFactory.create()
    (none,) = requests_of_people(boss, date(2026, 11, 25))
    assert none.count == 0
    factories.PrivacyRequestFactory.create(due_on=date(2026, 12, 1))
    factories.PrivacyRequestFactory.create(due_on=date(2026, 11, 30))
    factories.PrivacyRequestFactory.create(
        state="done", answer="ก", closed_on=date(2026, 11, 2), due_on=date(2026, 11, 3)
    )
    (line,) = requests_of_people(boss, date(2026, 11, 25))
    assert (line.count, line.due_on, line.late) == (2, date(2026, 11, 30), False)
    (late,) = requests_of_people(boss, date(2026, 12, 5))
    assert late.late
    assert signed_in(boss).get(late.address).context["cl"].result_count == 2
    assert list(requests_of_people(officer("view_person"), date(2026, 11, 25))) == []
