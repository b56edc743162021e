"""Every page has one frame: it fits a phone, works by keyboard, without scripts and on paper, and weighs little."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import scrolled_to

pytestmark = pytest.mark.urls("tests.browser.kitchen_sink")

TEXT_PAGES = ["/privacy/", "/accessibility/", "/credits/", "/en/privacy/"]
PAGES = ["/kitchen-sink/", *TEXT_PAGES]
FIRST_VIEW_BYTES = 150 * 1024


@pytest.fixture(params=["/nowhere/", "/problems/"])
def error_page(page: Page, live_server: LiveServer, request: pytest.FixtureRequest) -> Page:
    """The page of an error, whose status the browser reports in its console."""
    request.getfixturevalue("guard").expect("status of 40")
    page.goto(live_server.url + request.param)
    return page


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_in_any_state(
    page: Page, live_server: LiveServer, viewport_width: int, axe: Callable[[Page], list[str]], address: str
) -> None:
    page.goto(live_server.url + address)
    assert axe(page) == []
    open_all(page)
    assert axe(page) == []


def test_axe_finds_nothing_on_an_error_page(
    error_page: Page, viewport_width: int, axe: Callable[[Page], list[str]]
) -> None:
    assert axe(error_page) == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_window(
    page: Page, live_server: LiveServer, viewport_width: int, address: str
) -> None:
    page.goto(live_server.url + address)
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width


def test_text_of_double_size_fits_too(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(f"{live_server.url}/kitchen-sink/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_first_view_is_light(page: Page, live_server: LiveServer) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 – Playwright marks its handlers
    page.goto(f"{live_server.url}/privacy/", wait_until="networkidle")
    assert page.evaluate("document.fonts.check('600 1rem \"IBM Plex Sans Thai Looped\"')")
    assert len(answers) >= 6
    assert sum(len(answer.body()) for answer in answers) <= FIRST_VIEW_BYTES


def test_the_first_tab_stop_leads_past_the_header(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/privacy/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "ข้ามไปยังเนื้อหาหลัก"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def tab_stops(page: Page) -> Iterator[str]:
    """Walk through the page by Tab; yield the width of the outline of each stop."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield page.evaluate("getComputedStyle(document.activeElement).outlineWidth")


def test_focus_is_seen_at_every_tab_stop(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/kitchen-sink/")
    outlines = list(tab_stops(page))
    assert len(outlines) > 20
    assert set(outlines) == {"3px"}


def test_a_wide_table_scrolls_in_its_own_region(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/kitchen-sink/")
    region = page.get_by_role("region", name="จำนวนกลุ่มรายปี")
    region.focus()
    page.keyboard.press("ArrowRight")
    assert scrolled_to(region) > 0
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")


def test_the_language_switch_leads_to_the_same_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/privacy/?a=1")
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == f"{live_server.url}/en/privacy/?a=1"
    page.get_by_role("link", name="ไทย", exact=True).click()
    assert page.url == f"{live_server.url}/privacy/?a=1"


def test_copying_says_that_it_was_done(
    page: Page, context: BrowserContext, live_server: LiveServer, viewport_width: int
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/kitchen-sink/")
    page.get_by_role("button", name="คัดลอก").click()
    page.get_by_text("คัดลอกแล้ว").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "ปี 2550 เอกสารรายงาน 27 กลุ่ม"


def test_without_scripts_no_button_is_shown_that_needs_them(without_javascript: Page, live_server: LiveServer) -> None:
    without_javascript.goto(f"{live_server.url}/kitchen-sink/")
    assert without_javascript.get_by_role("button", name="คัดลอก").count() == 0
    assert without_javascript.get_by_role("button", name="แสดง").is_visible()
    without_javascript.get_by_text("ที่มา: ประวัติความเป็นมา").click()
    assert without_javascript.get_by_text("ประประเทศรวม 17 กลุ่ม").is_visible()


def test_paper_gets_the_content_and_no_navigation(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/kitchen-sink/")
    page.emulate_media(media="print")
    left = page.locator("nav, form, .skip-link, .language-switch, footer").filter(visible=True)
    assert left.count() == 0
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("กรมส่งเสริมอุตสาหกรรม (กสอ.)").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_who_wants_less_movement_gets_none(page: Page, live_server: LiveServer) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live_server.url}/privacy/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_parts_of_a_bar_are_told_apart_in_forced_colours(page: Page, live_server: LiveServer) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server.url}/kitchen-sink/")
    fills = page.evaluate("[...document.querySelectorAll('.bar-part')].slice(0, 11).map(p => getComputedStyle(p).fill)")
    assert len(set(fills)) > 3
