"""The chapter on a cluster."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from clusters.models import Cluster, PromotionCentre
from members.models import ChangeProposal, Organisation
from tests.admin_pages import address
from tests.browser.guide.conftest import Walk
from tests.factories import ChangeProposalFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk]) -> None:
    chapter = walk("cluster")
    page.get_by_role("link", name="คลัสเตอร์", exact=True).first.click()
    page.wait_for_url("**/clusters/cluster/")
    chapter.picture("cluster-list", "#content", text_of="#result_list thead")
    cluster = Cluster.objects.get(code="C0001")
    page.goto(address(Cluster, "change", cluster.pk))
    page.locator("[name=core_industry]").fill("ผ้าไหมทอมือ")
    chapter.picture("cluster-form", "fieldset >> nth=1")
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/clusters/cluster/")
    page.goto(address(Cluster, "history", cluster.pk))
    chapter.picture("cluster-history", "#content", text_of="#content .module")
    proposal = proposed()
    page.goto(address(ChangeProposal, "change", proposal.pk))
    chapter.picture("proposal", "#content")
    page.get_by_role("button", name="รับและแก้ไขหน่วยงาน").click()
    page.get_by_text("รับข้อเสนอและแก้ไขหน่วยงานแล้ว").wait_for()
    assert Organisation.objects.get(pk=proposal.organisation_id).main_products == "ผ้าไหมมัดหมี่"


def proposed() -> ChangeProposal:
    """Return what a centre would change of an organisation that another one keeps as well."""
    centre = PromotionCentre.objects.get(number=5)
    author = UserFactory.create(role="editor", centre=centre, person=PersonFactory.create(name="สมชาย ใจดี"))
    changes = {"main_products": ["ผ้าไหม", "ผ้าไหมมัดหมี่"]}
    held = OrganisationFactory.create(name="วิสาหกิจชุมชนผ้าไหมบ้านกอก", main_products="ผ้าไหม")
    return ChangeProposalFactory.create(
        organisation=held, proposed_by=author, changes=changes, reason="ตามที่กลุ่มแจ้งเมื่อลงพื้นที่"
    )
