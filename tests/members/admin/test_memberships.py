"""Members, partners and office holders in the admin."""

from typing import Any

import pytest

from members.models import Membership, Office, Support
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "owner", "sent"),
    [
        (Membership, factories.OrganisationFactory, {"position": "upstream"}),
        (Support, factories.OrganisationFactory, {"service": "research"}),
        (Office, factories.PersonFactory, {"role": "cda"}),
    ],
)
def test_a_span_is_added_and_the_same_again_is_refused(model: Any, owner: Any, sent: dict[str, str]) -> None:
    client = signed_in()
    page = address(model, "add")
    name = "person" if model is Office else "organisation"
    keys = {name: owner.create().pk, "cluster": factories.ClusterFactory.create().pk, "from_year": "๒๕๖๖"}
    written = {**form_of(client.get(page)), **keys, **sent}
    assert client.post(page, written).status_code == 302
    assert model.objects.get().from_year == 2566
    assert "ซ้อนกันอยู่แล้ว" in text_of(client.post(page, written))


@pytest.mark.parametrize(
    ("factory", "names"),
    [
        (factories.MembershipFactory, "organisation__name"),
        (factories.SupportFactory, "organisation__name"),
        (factories.OfficeFactory, "person__name"),
    ],
)
@pytest.mark.parametrize("query", ["ไหมทอง", "ไห"])
def test_a_row_is_found_by_the_name_of_its_owner(factory: Any, names: str, query: str) -> None:
    kept = factory.create(**{names: "ไหมทอง"})
    factory.create(**{names: "ข้าวหอม"})
    rows = signed_in().get(address(type(kept), "changelist"), {"q": query}).context["cl"].result_list
    assert list(rows) == [kept]


def test_a_reason_for_leaving_needs_a_last_year() -> None:
    row = factories.MembershipFactory.create()
    client = signed_in()
    page = address(Membership, "change", row.pk)
    response = client.post(page, {**form_of(client.get(page)), "reason": "ย้ายกิจการ"})
    assert "ระบุปีสุดท้ายก่อน" in text_of(response)
