"""The chapter on a cluster."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from clusters.models import Cluster
from tests.admin_pages import address
from tests.browser.guide.conftest import Walk

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
