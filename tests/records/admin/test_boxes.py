"""Boxes that choose a related row without scripts: a text is searched when the form is sent."""

from typing import Any

import pytest

from clusters.models import Cluster
from members.models import Membership, Organisation
from records.admin.boxes import TYPED
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db

ADD = address(Membership, "add")


def send(**sent: str) -> Any:
    client = signed_in()
    cluster = Cluster.objects.first() or factories.ClusterFactory.create()
    return client.post(ADD, {**form_of(client.get(ADD)), "cluster": str(cluster.pk), "position": "unknown", **sent})


@pytest.mark.parametrize("typed", ["O000001", "ไหมทอง", " 0105542067556 "])
def test_the_one_row_that_a_text_finds_is_taken(typed: str) -> None:
    kept = factories.OrganisationFactory.create(name="ไหมทอง", juristic_number="0105542067556")
    factories.OrganisationFactory.create(name="ข้าวหอม")
    assert send(**{f"organisation{TYPED}": typed}).status_code == 302
    assert Membership.objects.get().organisation == kept


def test_of_several_rows_the_form_comes_back_with_a_choice() -> None:
    one, two = (factories.OrganisationFactory.create(name=f"ไหมทอง {n}") for n in (1, 2))
    html = send(**{f"organisation{TYPED}": "ไหมทอง"}).content.decode()
    for row in (one, two):
        assert f'<option value="{row.pk}">{row.name} · {row.code}</option>' in html
    assert send(organisation=str(two.pk)).status_code == 302
    assert Membership.objects.get().organisation == two


def test_namesakes_are_told_apart_while_one_types() -> None:
    for province in factories.ProvinceFactory.create_batch(2):
        factories.OrganisationFactory.create(name="ไหมทอง", province=province)
    asked = {"app_label": "members", "model_name": "membership", "field_name": "organisation", "term": "ไหมทอง"}
    found = signed_in().get("/admin/autocomplete/", asked).json()["results"]
    rows = Organisation.objects.order_by("pk")
    assert [each["text"] for each in found] == [f"ไหมทอง · {row.province} · {row.code}" for row in rows]


@pytest.mark.parametrize("typed", ["ไม่มีชื่อนี้", "1", "%", "\0", "ก" * 100_000, "9" * 30])
def test_a_text_that_finds_nothing_is_refused_and_never_taken_for_a_key(typed: str) -> None:
    factories.OrganisationFactory.create(name="ไหมทอง")
    assert send(**{f"organisation{TYPED}": typed}).status_code == 200
    assert not Membership.objects.exists()


@pytest.mark.parametrize("value", ["abc", "9" * 30, "²", "\0", "-1"])
def test_an_odd_key_is_refused_and_never_a_fault(value: str) -> None:
    assert send(organisation=value).status_code == 200


def test_a_browser_without_scripts_is_shown_a_box_for_text() -> None:
    html = signed_in().get(ADD).content.decode()
    assert f'<noscript><input type="text" name="organisation{TYPED}"' in html
    assert "หน่วยงานและผู้ประกอบการ: ค้นด้วยชื่อหรือรหัส" in html


def test_what_is_typed_comes_before_what_was_chosen() -> None:
    row = factories.MembershipFactory.create()
    other = factories.OrganisationFactory.create(name="ไหมทอง")
    client = signed_in()
    page = address(Membership, "change", row.pk)
    client.post(page, {**form_of(client.get(page)), f"organisation{TYPED}": "ไหมทอง"})
    row.refresh_from_db()
    assert row.organisation == other
    assert "ไหมทอง" in text_of(client.get(page))
