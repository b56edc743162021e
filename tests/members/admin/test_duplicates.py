"""Organisations that may be there already: told while one is typed, and once before one is saved."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Organisation
from tests import factories
from tests.admin_pages import address, form_of, officer, signed_in, text_of

pytestmark = pytest.mark.django_db

TOLD = address(Organisation, "duplicates")
ADD = address(Organisation, "add")
NUMBER = "0105542067556"


@pytest.fixture
def known() -> Organisation:
    organisation = factories.OrganisationFactory.create(
        name="บริษัท ไหมทอง จำกัด", juristic_number=NUMBER, province=factories.ProvinceFactory.create(name="ขอนแก่น")
    )
    factories.ContactFactory.create(person=None, organisation=organisation, kind="phone", value="043-123-456")
    return organisation


def told(**typed: Any) -> list[tuple[str, str]]:
    response = signed_in().get(TOLD, typed)
    return [(each["by"], each["address"]) for each in response.json()["duplicates"]]


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ({"name": "บจก. ไหมทอง"}, "name"),
        ({"number": "0-1055-42067-55-6"}, "number"),
        ({"phone": "๐๔๓ ๑๒๓ ๔๕๖"}, "phone"),
    ],
)
def test_what_may_be_the_same_is_told_with_the_reason_and_a_link(
    known: Organisation, typed: dict[str, str], by: str
) -> None:
    assert told(**typed) == [(by, address(Organisation, "change", known.pk))]


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "ไหม"}, {"name": " "}, {"number": "01055"}, {"phone": "043"}, {"province": "abc"}, {"province": "1"}],
)
def test_what_is_not_whole_yet_finds_nothing(known: Organisation, typed: dict[str, str]) -> None:
    assert told(**typed) == []


def test_the_same_name_in_another_province_is_another_organisation(known: Organisation) -> None:
    assert told(name="ไหมทอง", province=factories.ProvinceFactory.create().pk) == []
    assert len(told(name="ไหมทอง", province=known.province_id)) == 1


def test_an_organisation_is_no_duplicate_of_itself(known: Organisation) -> None:
    assert told(name="ไหมทอง", apart_from=known.pk) == []


@pytest.mark.parametrize("query", ["name=%00", "name=" + "a" * 201, "phone=a&phone=b", "number=" + "9" * 100_000])
def test_an_odd_address_is_refused(query: str) -> None:
    response = signed_in().get(f"{TOLD}?{query}")
    assert (response.status_code, bool(response.json()["problems"])) == (400, True)


@pytest.mark.parametrize("value", ["abc", "²", "-1", "9" * 18, "๑"])
def test_an_odd_key_finds_nothing_and_is_never_a_fault(known: Organisation, value: str) -> None:
    response = signed_in().get(TOLD, {"province": value, "apart_from": value, "name": "อื่น"})
    assert response.json() == {"duplicates": []}


@pytest.mark.parametrize(
    ("rights", "status"),
    [(("add_organisation",), 200), (("change_organisation",), 200), (("view_organisation",), 403), ((), 403)],
)
def test_only_who_may_write_organisations_is_told(rights: tuple[str, ...], status: int) -> None:
    assert signed_in(officer(*rights)).get(TOLD, {"name": "ไหมทอง"}).status_code == status


def test_a_stranger_is_sent_to_sign_in_and_nothing_is_written_by_it(known: Organisation) -> None:
    assert Client().get(TOLD, {"name": "ไหมทอง"}).status_code == 302
    assert signed_in().post(TOLD, {"name": "ไหมทอง"}).status_code == 405


def test_being_told_costs_the_same_for_1_and_20(known: Organisation) -> None:
    client = signed_in()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(TOLD, {"name": "ไหมทอง", "number": NUMBER, "phone": "043123456"})
        return len(asked)

    cost()  # the first request of a session writes it
    once = cost()
    factories.OrganisationFactory.create_batch(19, name="ไหมทอง", province=known.province)
    assert cost() == once


def sent(client: Client, **typed: str) -> dict[str, str]:
    return {**form_of(client.get(ADD)), **typed}


def test_a_new_one_that_may_be_there_comes_back_once_and_is_saved_when_it_is_another(known: Organisation) -> None:
    client = signed_in()
    typed = sent(client, name="ไหมทอง")
    back = client.post(ADD, typed)
    shown = text_of(back)
    assert "อาจมีรายการนี้อยู่แล้ว" in shown
    assert "ไม่ซ้ำ บันทึกเป็นรายการใหม่" in shown
    assert address(Organisation, "change", known.pk) in back.content.decode()
    assert Organisation.objects.count() == 1
    assert client.post(ADD, {**typed, "not_duplicate": str(known.pk)}).status_code == 302
    assert Organisation.objects.count() == 2


def test_a_box_ticked_for_one_list_does_not_hold_for_another(known: Organisation) -> None:
    client = signed_in()
    other = factories.OrganisationFactory.create(name="ข้าวหอม")
    assert client.post(ADD, sent(client, name="ข้าวหอม", not_duplicate=str(known.pk))).status_code == 200
    assert client.post(ADD, sent(client, name="ข้าวหอม", not_duplicate=str(other.pk))).status_code == 302


def test_a_telephone_in_the_rows_below_is_compared_too(known: Organisation) -> None:
    client = signed_in()
    row = {"contacts-TOTAL_FORMS": "1", "contacts-0-kind": "phone", "contacts-0-value": "043 123456"}
    assert "โทรศัพท์เดียวกัน" in text_of(client.post(ADD, sent(client, name="อื่น", **row)))


def test_a_number_that_is_there_can_not_be_saved_by_ticking(known: Organisation) -> None:
    client = signed_in()
    typed = sent(client, name="อื่น", juristic_number=NUMBER, not_duplicate=str(known.pk))
    refused = text_of(client.post(ADD, typed))
    assert "มีหน่วยงานที่ใช้เลขทะเบียนนิติบุคคลนี้แล้ว" in refused
    assert "ไม่ซ้ำ บันทึก" not in refused
    assert Organisation.objects.count() == 1


def change(organisation: Organisation, **typed: str) -> Any:
    client = signed_in()
    page = address(Organisation, "change", organisation.pk)
    return client.post(page, {**form_of(client.get(page)), **typed})


def test_only_a_changed_identity_is_compared_again(known: Organisation) -> None:
    twin = factories.OrganisationFactory.create(name="ไหมทอง")
    assert change(twin, main_products="ผ้าไหม").status_code == 302
    assert "ไม่ซ้ำ บันทึกตามที่แก้ไข" in text_of(change(twin, name="ไหมทอง จำกัด"))


@pytest.mark.parametrize("count", ["", "abc", "²", "9" * 30, "-1"])
def test_an_odd_number_of_contacts_is_never_a_fault(count: str) -> None:
    client = signed_in()
    answer = client.post(ADD, sent(client, name="ใหม่", **{"contacts-TOTAL_FORMS": count}))
    assert answer.status_code in {200, 302}


def test_more_contacts_than_a_page_can_hold_are_refused_and_not_shown() -> None:
    client = signed_in()
    answer = client.post(ADD, sent(client, name="ใหม่", **{"contacts-TOTAL_FORMS": "2000"}))
    contacts = answer.context["inline_admin_formsets"][0].formset
    assert "กรุณา" in str(contacts.non_form_errors())
    assert len(contacts.forms) <= contacts.shown_rows + contacts.new_rows
    assert not Organisation.objects.exists()


def test_another_centres_organisation_is_found_by_its_public_identity_and_not_by_its_telephone(
    known: Organisation,
) -> None:
    factories.MembershipFactory.create(organisation=known)  # of a cluster that isn't the officer's
    centre = factories.PromotionCentreFactory.create(number=1)
    client = signed_in(factories.UserFactory.create(role="editor", centre=centre))
    asked: dict[str, dict[str, str]] = {
        "name": {"name": known.name},
        "number": {"number": NUMBER},
        "phone": {"phone": "043123456"},
    }
    found = {by: len(client.get(TOLD, typed).json()["duplicates"]) for by, typed in asked.items()}
    assert found == {"name": 1, "number": 1, "phone": 0}
    new = {
        **form_of(client.get(ADD)),
        "name": "ร้านอื่น",
        "kind": "enterprise",
        "state": "draft",
        "contacts-TOTAL_FORMS": "1",
        "contacts-0-kind": "phone",
        "contacts-0-value": "043123456",
    }
    assert client.post(ADD, new).status_code == 302
