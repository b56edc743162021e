"""The admin in Chromium: stale saves are told, rows are added by keyboard, boxes have names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from clusters.models import Cluster
from members.models import User
from programmes.operations import load_history
from tests import factories
from tests.admin_pages import address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def boss(transactional_db: None) -> User:
    load_history()
    return factories.SuperuserFactory.create(email="boss@example.go.th")


def sign_in(page: Page) -> None:
    page.goto("/admin/")
    page.locator("input[name=username]").fill("boss@example.go.th")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("input[type=submit]").click()
    page.wait_for_url("**/admin/")


def cluster_page() -> str:
    return address(Cluster, "change", Cluster.objects.get(code="C0001").pk)


def test_a_stale_save_is_told(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    other = new_context().new_page()
    for each in (page, other):
        sign_in(each)
        each.goto(cluster_page())
    for each, vision in ((other, "ของอีกคน"), (page, "ของเรา")):
        each.locator("[name=vision]").fill(vision)
        each.locator("input[name=_save]").click()
    assert "หลังจากที่ท่านเปิดหน้านี้" in page.locator(".errornote, .errorlist").all_inner_texts()[-1]
    assert page.locator("[name=vision]").input_value() == "ของเรา"
    assert Cluster.objects.get(code="C0001").vision == "ของอีกคน"


def test_a_row_is_added_by_keyboard_and_its_boxes_have_names(page: Page) -> None:
    sign_in(page)
    page.goto(cluster_page())
    boxes = page.locator(".dynamic-form, .has_original, .form-row").locator(".select2-selection[role=combobox]:visible")
    before = boxes.count()
    page.locator(".add-row a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "before => document.querySelectorAll('.form-row [role=combobox][aria-label]').length > before",
        arg=before,
    )
    names = boxes.evaluate_all("all => all.map(box => box.getAttribute('aria-label'))")
    assert len(names) > before
    assert all(names)
