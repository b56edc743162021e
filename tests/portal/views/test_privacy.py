"""Anybody asks about their own data without an account; the answer tells nobody whether somebody is known."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import Settings

from members.models import Consent, Contact, PrivacyRequest
from portal.views.privacy import REQUESTS
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/privacy/request/"
SENT = {"kind": "withdraw", "about": "C0001", "name": "สมชาย ใจดี", "reach": "089-999-9999", "text": "ขอถอน"}


def send(client: Client, *, origin: str = "http://testserver", **changed: str) -> Any:
    return client.post(ADDRESS, {**SENT, **changed}, headers={"origin": origin} if origin else {})


def test_a_request_is_kept_and_its_reference_and_day_are_told(client: Client) -> None:
    page = send(client).content.decode()
    held = PrivacyRequest.objects.get()
    assert held.reference in page
    assert (held.name, held.about, held.state) == ("สมชาย ใจดี", "C0001", "open")
    assert (held.due_on - held.received_on).days == 30
    assert not client.cookies


def test_the_answer_is_the_same_whether_somebody_is_known_or_not(client: Client) -> None:
    factories.ContactFactory.create(person=factories.PersonFactory.create(name="สมชาย ใจดี"), value="known@example.com")
    pages = []
    for name, reach in (("สมชาย ใจดี", "known@example.com"), ("ไม่มีใคร", "unknown@example.com")):
        page = send(client, name=name, reach=reach).content.decode()
        reference = PrivacyRequest.objects.latest("pk").reference
        pages.append(page.replace(reference, "").replace(name, "").replace(reach, ""))
    assert pages[0] == pages[1]


def test_what_is_missing_is_named_and_nothing_is_kept(client: Client) -> None:
    answer = send(client, text="", kind="x")
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"text", "kind"}
    assert "ขอถอน" not in answer.content.decode()
    assert "สมชาย ใจดี" in answer.content.decode()
    assert not PrivacyRequest.objects.exists()


def test_many_requests_from_one_address_are_stopped_with_what_was_written(client: Client) -> None:
    for _n in range(REQUESTS.tries):
        assert send(client).status_code == 200
    stopped = send(client, text="ข้อความยาวที่เขียนไว้")
    assert stopped.status_code == 429
    assert "ข้อความยาวที่เขียนไว้" in stopped.content.decode()
    assert PrivacyRequest.objects.count() == REQUESTS.tries


def test_the_pages_of_clusters_and_organisations_lead_to_the_form_with_what_is_known(client: Client) -> None:
    for row in (factories.ClusterFactory.create(), factories.OrganisationFactory.create()):
        address = f"{ADDRESS}?about={row.code}&kind=correct"
        assert f'href="{escape(address)}"' in client.get(row.get_absolute_url()).content.decode()
        form = client.get(address).context["form"]
        assert (form["about"].value(), form["kind"].value()) == (row.code, "correct")
    assert client.get(f"{ADDRESS}?kind=x").status_code == 400


@pytest.mark.parametrize("origin", ["", "https://elsewhere.example", "null"])
def test_a_form_from_elsewhere_is_refused(client: Client, origin: str) -> None:
    assert send(client, origin=origin).status_code == 403
    assert not PrivacyRequest.objects.exists()


def test_an_origin_behind_the_proxy_that_is_trusted_is_ours(client: Client, settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://cluster.example.go.th"]
    assert send(client, origin="https://cluster.example.go.th").status_code == 200


def test_each_public_contact_and_the_page_on_privacy_lead_to_the_form(client: Client) -> None:
    organisation = factories.OrganisationFactory.create()
    factories.ContactFactory.create(
        person=None, organisation=organisation, kind=Contact.Kind.PHONE, value="02-202-4414"
    )
    page = f"/organisations/{organisation.code}/"
    owned = f'{ADDRESS}?about={organisation.code}"'
    assert owned not in client.get(page).content.decode()
    factories.ConsentFactory.create(person=None, organisation=organisation, item=Consent.Item.PHONE)
    assert owned in client.get(page).content.decode()
    assert f"{ADDRESS}" in client.get("/privacy/").content.decode()
    assert 'value="O000001"' in client.get(f"{ADDRESS}?about=O000001").content.decode()
    office = factories.OfficeFactory.create()
    for item in (Consent.Item.OFFICE, Consent.Item.EMAIL):
        factories.ConsentFactory.create(person=office.person, item=item)
    factories.ContactFactory.create(person=office.person)
    assert f'{ADDRESS}?about={office.cluster.code}"' in client.get(office.cluster.get_absolute_url()).content.decode()
