"""Finding, comparing, merging and undoing in the admin."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Different, Merge, Organisation
from members.operations.merging import merge_organisations
from tests.admin_pages import address, officer, signed_in, text_of
from tests.factories import (
    ConsentFactory,
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ProvinceFactory,
    SuperuserFactory,
)
from tests.two_centres import two_centres

pytestmark = pytest.mark.django_db

PAIRS = "/admin/members/organisation/pairs/"


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    place = ProvinceFactory.create()
    one = OrganisationFactory.create(name="รุ่งเรืองไหมไทย", province=place, main_products="ผ้าไหม")
    other = OrganisationFactory.create(name="วิสาหกิจชุมชนรุ่งเรืองไหมไทย", province=place, main_products="ผ้าพันคอ")
    return one, other


def page_of(pair: tuple[Organisation, Organisation]) -> str:
    return f"/admin/members/organisation/merge/?keep={pair[0].pk}&drop={pair[1].pk}"


def sent(client: Client, pair: tuple[Organisation, Organisation], **given: Any) -> str:
    versions = {"keep_version": pair[0].version, "drop_version": pair[1].version}
    return text_of(client.post(page_of(pair), {"verb": "merge", **versions, **given}, follow=True))


def test_from_the_list_to_the_pairs_to_the_comparison(pair: tuple[Organisation, Organisation]) -> None:
    client = signed_in()
    assert PAIRS in client.get(address(Organisation, "changelist")).content.decode()
    assert page_of(pair).replace("&", "&amp;") in client.get(PAIRS).content.decode()
    MembershipFactory.create(organisation=pair[1], cluster__name="ไหมชัยภูมิ", from_year=2566)
    ContactFactory.create(person=None, organisation=pair[1], value="a@example.com")
    ConsentFactory.create(person=None, organisation=pair[0], item="email")
    page = text_of(client.get(page_of(pair)))
    for shown in ("ผ้าไหม", "ผ้าพันคอ", "ไหมชัยภูมิ", "a@example.com", "ความยินยอมที่จะสิ้นสุด"):
        assert shown in page


def test_two_become_one_as_picked_and_two_again(pair: tuple[Organisation, Organisation]) -> None:
    client = signed_in()
    page = sent(client, pair, **{"pick-main_products": "drop"})
    assert f"รวม {pair[1].code} เข้ากับ {pair[0].code} แล้ว" in page
    assert Organisation.objects.get(pk=pair[0].pk).main_products == "ผ้าพันคอ"
    assert "ยกเลิกการรวมแล้ว" in text_of(client.post(PAIRS, {"merge": Merge.objects.get().pk}, follow=True))
    assert Organisation.objects.get(pk=pair[0].pk).main_products == "ผ้าไหม"


def test_what_changed_since_is_said_and_not_undone(pair: tuple[Organisation, Organisation]) -> None:
    client = signed_in()
    sent(client, pair)
    MembershipFactory.create(organisation=pair[0])
    page = text_of(client.post(PAIRS, {"merge": Merge.objects.get().pk}, follow=True))
    assert "มีการเปลี่ยนแปลงหลังจากรวม" in page
    assert Merge.objects.standing().exists()


def test_two_that_are_two_are_not_shown_again(pair: tuple[Organisation, Organisation]) -> None:
    client = signed_in()
    assert "เป็นคนละหน่วยงาน" in sent(client, pair, verb="different")
    assert Different.objects.exists()
    assert "ไม่พบรายการที่อาจซ้ำกัน" in text_of(client.get(PAIRS))


def test_a_row_saved_meanwhile_by_another_is_not_merged(pair: tuple[Organisation, Organisation]) -> None:
    other = Organisation.objects.get(pk=pair[1].pk)
    other.note = "แก้ไข"
    other.save()
    assert "บันทึกรายการนี้ไปแล้ว" in sent(signed_in(), pair)
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"verb": "burn"}, {"keep_version": "x"}, {"drop_version": "9" * 30}, {"pick-name": "both"}]
)
def test_an_odd_form_merges_nothing(odd: dict[str, str], pair: tuple[Organisation, Organisation]) -> None:
    sent(signed_in(), pair, **odd)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("query", ["", "?keep=1", "?keep=abc&drop=1", "?keep=1&drop=1", "?keep=1&drop=" + "9" * 30])
def test_without_two_rows_the_pairs_are_shown(query: str) -> None:
    page = text_of(signed_in().get(f"/admin/members/organisation/merge/{query}", follow=True))
    assert "เลือกสองรายการ" in page


@pytest.mark.parametrize("key", ["", "abc", "999", "9" * 30])
def test_a_merge_that_is_not_there_is_not_undone(key: str) -> None:
    assert "ไม่พบการรวมรายการนี้" in text_of(signed_in().post(PAIRS, {"merge": key}, follow=True))


def test_who_may_not_change_organisations_sees_none_of_it(pair: tuple[Organisation, Organisation]) -> None:
    client = signed_in(officer("view_organisation"))
    assert [client.get(page).status_code for page in (PAIRS, page_of(pair))] == [403, 403]
    assert PAIRS not in client.get(address(Organisation, "changelist")).content.decode()


def test_who_may_not_see_contacts_compares_without_them(pair: tuple[Organisation, Organisation]) -> None:
    ContactFactory.create(person=None, organisation=pair[1], value="a@example.com")
    client = signed_in(officer("change_organisation", "view_organisation"))
    page = client.get(page_of(pair))
    assert page.status_code == 200
    assert "a@example.com" not in text_of(page)


def test_no_form_merges_by_itself(pair: tuple[Organisation, Organisation]) -> None:
    page = signed_in().get(address(Organisation, "change", pair[0].pk)).content.decode()
    assert 'name="merged_into"' not in page


@pytest.mark.parametrize("count", [1, 20])
def test_comparing_costs_the_same_whatever_hangs(count: int, pair: tuple[Organisation, Organisation]) -> None:
    for row in pair:
        MembershipFactory.create_batch(count, organisation=row)
    client = signed_in(SuperuserFactory.create())
    client.get(page_of(pair))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(pair)).status_code == 200
    assert len(asked) <= 30


def test_what_another_centre_keeps_is_like_what_is_not_there() -> None:
    world = two_centres()
    own, others = world.own["members.organisation"], world.others["members.organisation"]
    client = signed_in(world.account("centre"))
    for pair in ((own, others), (others, own)):
        assert "ไม่พบ หรือท่านไม่มีสิทธิ์" in text_of(client.get(page_of(pair), follow=True))  # type: ignore[arg-type]
    merge = merge_organisations(others, OrganisationFactory.create(), choices={}, by=None)  # type: ignore[arg-type]
    assert "ไม่พบการรวมรายการนี้" in text_of(client.post(PAIRS, {"merge": merge.pk}, follow=True))
