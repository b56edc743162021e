"""Organisations in the admin."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from members.models import Organisation
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = address(Organisation, "changelist")


@pytest.mark.parametrize("query", ["0105542067556", "0-10-5-542-06755-6", "๐๑๐๕๕๔๒๐๖๗๕๕๖", "ไหมทอง", "Golden", "O0000"])
def test_an_organisation_is_found_by_name_code_and_number(query: str) -> None:
    kept = factories.OrganisationFactory.create(name="ไหมทอง", name_en="Golden Silk", juristic_number="0105542067556")
    rows = signed_in().get(LIST, {"q": query}).context["cl"].result_list
    assert list(rows) == [kept]


def test_a_list_tells_what_each_is_a_member_of_and_supports() -> None:
    organisation = factories.OrganisationFactory.create()
    factories.MembershipFactory.create_batch(2, organisation=organisation)
    factories.SupportFactory.create(organisation=organisation)
    (row,) = signed_in().get(LIST, {"role": "member"}).context["cl"].result_list
    assert (row.membership_total, row.support_total) == (2, 1)


def test_organisations_stand_like_in_a_dictionary() -> None:
    for name in ("เกลือทอง", "กล้วยตาก", "ขิงดอง"):
        factories.OrganisationFactory.create(name=name)
    rows = signed_in().get(LIST).context["cl"].result_list
    assert [row.name for row in rows] == ["กล้วยตาก", "เกลือทอง", "ขิงดอง"]


def test_an_organisation_is_added_and_gets_its_code() -> None:
    client = signed_in()
    sent = {**form_of(client.get(address(Organisation, "add"))), "name": "ไหมทอง", "juristic_number": "๐๑๐๕๕๔๒๐๖๗๕๕๖"}
    assert client.post(address(Organisation, "add"), sent).status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.code, organisation.juristic_number) == ("O000001", "0105542067556")


def test_a_number_that_another_has_is_refused() -> None:
    factories.OrganisationFactory.create(juristic_number="0105542067556")
    client = signed_in()
    sent = {**form_of(client.get(address(Organisation, "add"))), "name": "อื่น", "juristic_number": "0105542067556"}
    assert "มีหน่วยงานที่ใช้เลขทะเบียนนิติบุคคลนี้แล้ว" in text_of(client.post(address(Organisation, "add"), sent))


@pytest.mark.parametrize(("state", "linked"), [("public", True), ("draft", False)])
def test_only_what_is_public_is_linked(state: str, linked: bool) -> None:
    organisation = factories.OrganisationFactory.create(state=state)
    html = signed_in().get(address(Organisation, "change", organisation.pk)).content.decode()
    assert (f'href="/organisations/{organisation.code}/"' in html) is linked


def test_filters_survive_saving() -> None:
    organisation = factories.OrganisationFactory.create()
    client = signed_in()
    kept = {"_changelist_filters": "role=member&year=2566&q=ไหม"}
    page = address(Organisation, "change", organisation.pk) + "?" + urlencode(kept)
    response = client.post(page, {**form_of(client.get(page)), "main_products": "ผ้าไหม"})
    assert QueryDict(response["Location"].partition("?")[2]).dict() == {"role": "member", "year": "2566", "q": "ไหม"}
