"""Organisations in Chromium: duplicates are told while one is typed, members are added with and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clusters.models import Cluster
from members.models import Membership, Organisation
from tests import factories
from tests.admin_pages import address
from tests.browser.conftest import Guard
from tests.browser.test_admin import sign_in
from tests.shared_organisation import shared_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def boss(transactional_db: None) -> Any:
    return factories.SuperuserFactory.create(email="boss@example.go.th")


@pytest.fixture
def known() -> Organisation:
    return factories.OrganisationFactory.create(name="บริษัท ไหมทอง จำกัด", juristic_number="0105542067556")


@pytest.fixture
def cluster() -> Cluster:
    made = factories.ClusterFactory.create(name="ผ้าไหม ขอนแก่น")
    factories.MembershipFactory.create_batch(52, cluster=made)
    factories.SupportFactory.create(cluster=made)
    factories.OfficeFactory.create(cluster=made)
    return made


def test_what_may_be_the_same_is_told_while_typing_and_taken_back(page: Page, known: Organisation) -> None:
    sign_in(page)
    page.goto(address(Organisation, "add"))
    page.locator("[name=name]").fill("บจก. ไหมทอง")
    link = page.locator(".duplicates-panel a")
    expect(link).to_have_attribute("href", address(Organisation, "change", known.pk))
    expect(page.locator("[role=status]").filter(has_text="อาจซ้ำกับ")).to_be_visible()
    page.locator("[name=name]").press("Tab")
    expect(link).to_be_focused()
    page.locator("[name=name]").fill("ข้าวหอม")
    expect(link).to_have_count(0)
    page.locator("[name=juristic_number]").fill("0-1055-42067-55-6")
    expect(link).to_have_count(1)


def test_without_scripts_the_form_comes_back_once(without_javascript: Page, known: Organisation) -> None:
    page = without_javascript
    sign_in(page)
    page.goto(address(Organisation, "add"))
    page.locator("[name=name]").fill("ไหมทอง")
    page.locator("[name=_save]").click()
    expect(page.locator(".duplicates")).to_contain_text("บริษัท ไหมทอง จำกัด")
    page.get_by_label("ไม่ซ้ำ บันทึกเป็นรายการใหม่").check()
    page.locator("[name=_save]").click()
    page.wait_for_url("**/organisation/")
    assert Organisation.objects.filter(identity_key=known.identity_key).count() == 2


def test_without_scripts_a_member_is_added_by_its_code(
    without_javascript: Page, known: Organisation, cluster: Cluster
) -> None:
    page = without_javascript
    sign_in(page)
    page.goto(address(Cluster, "change", cluster.pk) + "?rows_membership=20")
    page.locator("[name$=organisation__typed]").nth(50).fill(known.code)
    page.locator("[name=_save]").click()
    page.wait_for_url("**/cluster/")
    assert Membership.objects.filter(organisation=known, cluster=cluster).exists()


def test_a_new_organisation_is_made_from_a_row_of_the_cluster(page: Page, cluster: Cluster) -> None:
    sign_in(page)
    page.goto(address(Cluster, "change", cluster.pk))
    page.wait_for_load_state("load")
    with page.expect_popup() as opened:
        page.locator("#add_id_memberships-50-organisation").click()
    popup = opened.value
    popup.locator("[name=name]").fill("ย้อมครามสกล")
    with popup.expect_event("close"):
        popup.locator("[name=_save]").click()
    expect(page.locator("#memberships-50 .select2-selection__rendered")).to_contain_text("ย้อมครามสกล")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/cluster/")
    assert Membership.objects.filter(organisation__name="ย้อมครามสกล", cluster=cluster).exists()


@pytest.fixture
def paths(known: Organisation, cluster: Cluster) -> list[str]:
    factories.ConsentFactory.create(person=None, organisation=known)
    factories.OrganisationFactory.create_batch(60)
    return [
        address(Organisation, "changelist"),
        address(Organisation, "change", known.pk),
        address(Cluster, "change", cluster.pk),
        address(Membership, "changelist") + f"?cluster__id__exact={cluster.pk}",
    ]


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], guard: Guard, paths: list[str]
) -> None:
    guard.expect("Applying inline style")  # axe's own probes
    sign_in(page)
    found = {}
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width, path
        if problems := axe(page):
            found[path] = problems
    page.goto(address(Organisation, "add"))
    page.locator("[name=name]").fill("ไหมทอง")
    page.locator(".duplicates-panel a").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width
    assert (found, axe(page)) == ({}, [])


def test_the_pages_of_a_proposed_change_hold_at_any_width(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], guard: Guard
) -> None:
    guard.expect("Applying inline style")  # axe's own probes
    shared = shared_organisation(name="วิสาหกิจชุมชนผ้าไหมบ้านกอก", note="เดิม")
    moved = factories.ChangeProposalFactory.create(organisation=shared.organisation, changes={"note": ["", "ใหม่"]})
    sign_in(page, shared.north.email)
    paths = [address(Organisation, name, shared.organisation.pk) for name in ("change", "propose")]
    for path in (*paths, address(type(moved), "change", moved.pk)):
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width, path
        assert axe(page) == [], path
    page.goto(paths[1])
    page.locator("[name=main_products]").fill("ผ้าไหมมัดหมี่")
    page.locator("[name=change_reason]").fill("ตามที่กลุ่มแจ้ง")
    page.get_by_role("button", name="ส่งข้อเสนอ").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("ยังไม่มีข้อมูลใดเปลี่ยน")
    assert shared.organisation.change_proposals.get(proposed_by=shared.north).changes == {
        "main_products": ["", "ผ้าไหมมัดหมี่"]
    }
