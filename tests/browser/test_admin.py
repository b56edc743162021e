"""The admin in Chromium: axe finds nothing, stale saves are told, rows are added by keyboard, boxes have names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from clusters.models import Cluster
from members.models import User
from programmes.models import Round
from tests import factories
from tests.admin_pages import address
from tests.browser.conftest import Guard
from tests.snapshot import put_history

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def boss(transactional_db: None) -> User:
    put_history()
    return factories.SuperuserFactory.create(email="boss@example.go.th")


def sign_in(page: Page, email: str = "boss@example.go.th") -> None:
    page.goto("/admin/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/admin/")


def cluster_page() -> str:
    return address(Cluster, "change", Cluster.objects.get(code="C0001").pk)


def pages_of_the_work(boss: User) -> list[str]:
    return [
        "/admin/",
        "/admin/programmes/reportedfigure/",
        "/admin/programmes/reportedfigure/add/?from_year=2550&to_year=2552",
        cluster_page(),
        "/admin/programmes/round/",
        "/admin/programmes/round/open/?year=2549",
        "/admin/programmes/round/reconciliation/",
        f"/admin/programmes/round/{Round.objects.get(fiscal_year=2548).pk}/findings/",
        address(User, "change", boss.pk),
        cluster_page().replace("change", "history"),
    ]


def test_no_page_has_an_error_in_the_console_or_is_wider_than_its_window(
    page: Page, viewport_width: int, boss: User
) -> None:
    sign_in(page)
    for path in pages_of_the_work(boss):
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width, path


TOO_SMALL = """() => [...document.querySelectorAll("body *")].filter(each =>
    each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 15
    && !each.closest(".original") && [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
).map(each => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`)"""


def test_no_text_is_smaller_than_fifteen_pixels(page: Page, boss: User) -> None:
    sign_in(page)
    for path in ["/admin/clusters/cluster/", "/admin/members/importbatch/add/", *pages_of_the_work(boss)[:-2]]:
        page.goto(path)
        assert page.evaluate(TOO_SMALL) == [], path


def test_axe_finds_nothing(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], boss: User, guard: Guard
) -> None:
    guard.expect("Applying inline style")  # axe's own probes; the test above sees that the pages have none
    sign_in(page)
    found = {}
    for path in pages_of_the_work(boss):
        page.goto(path)
        page.wait_for_load_state("load")
        if problems := axe(page):
            found[path] = problems
    assert found == {}


def test_a_stale_save_is_told(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    other = new_context().new_page()
    for each in (page, other):
        sign_in(each)
        each.goto(cluster_page())
    for each, vision in ((other, "ของอีกคน"), (page, "ของเรา")):
        each.locator("[name=vision]").fill(vision)
        with each.expect_navigation():  # the second save is sent when the first has been answered
            each.locator("input[name=_save]").click()
    expect(page.locator(".errornote")).to_contain_text("ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข")
    both = page.locator(".conflict")
    expect(both).to_contain_text("ของอีกคน")
    expect(both).to_contain_text("ของเรา")
    assert Cluster.objects.get(code="C0001").vision == "ของอีกคน"


def test_a_row_is_added_by_keyboard_and_its_boxes_have_names(page: Page) -> None:
    sign_in(page)
    page.goto(cluster_page())
    boxes = page.locator(".dynamic-form, .has_original, .form-row").locator(".select2-selection[role=combobox]:visible")
    before = boxes.count()
    page.locator(".add-row a").first.focus()
    page.keyboard.press("Enter")
    expect(boxes).not_to_have_count(before)
    expect(boxes.and_(page.locator("[aria-label]"))).to_have_count(boxes.count())
