"""The public pages in Chromium: axe finds nothing, nothing scrolls sideways; by keyboard, without scripts, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Guard
from tests.snapshot import put_history

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/",
    "/history/",
    "/clusters/",
    "/clusters/?q=ไห",
    "/clusters/?q=zzz",
    "/clusters/?page=9",
    "/clusters/C0001/",
    "/search/",
    "/search/?q=ไหม",
    "/search/?q=zzz",
]


@pytest.fixture(autouse=True)
def history(transactional_db: None) -> None:
    put_history()


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], guard: Guard, language: str
) -> None:
    guard.expect("status of 400")  # of the page that says that the list is shorter
    found = {}
    for address in PAGES:
        page.goto(language + address)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if problems := [*axe(page), *(["scrolls sideways"] if wide else [])]:
            found[language + address] = problems
    assert found == {}


@pytest.mark.parametrize("address", ["/", "/history/", "/clusters/", "/clusters/C0001/"])
def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_source_opens_by_keyboard_and_shows_the_quotation(page: Page) -> None:
    page.goto("/history/")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("blockquote").first.is_visible()


def test_the_pages_work_without_scripts(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/")
    page.locator("main input[name=q]").fill("ผ้าไหม")
    page.locator("main button[type=submit]").click()
    assert re.search(r"/search/\?q=", page.url)
    page.locator("main .found a").first.click()
    assert page.url.endswith("/clusters/C0001/")
    assert page.locator("h1").inner_text() == "ผ้าไหม ขอนแก่น"
    page.goto("/history/")
    page.locator("summary").first.click()
    assert page.locator("blockquote").first.is_visible()


def test_on_paper_the_history_brings_its_quotations_along_and_leaves_the_menus_behind(page: Page) -> None:
    page.goto("/history/")
    page.emulate_media(media="print")
    assert page.locator("blockquote").first.is_visible()
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator("main").evaluate("main => main.scrollWidth > main.clientWidth")
