"""Directories and their map in Chromium: axe finds nothing, nothing scrolls sideways; by keyboard, on paper; light."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from clusters.models import Province
from programmes.operations import load_history
from records.paging import ROWS_A_PAGE
from tests.factories import (
    ClusterFactory,
    ClusterProvinceFactory,
    MembershipFactory,
    OrganisationFactory,
)
from tests.snapshot import put

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/clusters/",
    "/clusters/?q=zzz&state=running",
    "/clusters/?sort=members&year=2547",
    "/clusters/?province=40",
    "/organisations/?kind=cooperative",
    "/organisations/?page=2",
]
FIRST_VIEW_BYTES = 150 * 1024
FIRST_VIEWS = ["/", "/history/", "/years/", "/years/2550/", "/clusters/", "/organisations/", "/organisations/O000001/"]
FIRST_VIEWS += ["/search/?q=ผ้าไหม", "/clusters/C0001/", "/clusters/C0004/", "/years/?from=2550&to=2552", "/credits/"]


@pytest.fixture(autouse=True)
def full_pages(transactional_db: None) -> None:
    put("full pages", fill_pages)


def fill_pages() -> None:
    """More rows than a page holds, in every province, and a cluster with more members than it shows."""
    load_history()
    provinces = list(Province.objects.all())
    large = ClusterFactory.create(name="ผ้าไหมใหญ่")
    for n in range(ROWS_A_PAGE + 10):
        place = ClusterProvinceFactory.create(cluster__name=f"ผ้าไหม {n}", province=provinces[n])
        row = OrganisationFactory.create(name=f"วิสาหกิจชุมชนทอผ้าไหม {n}", province=place.province)
        MembershipFactory.create(cluster=large, organisation=row)


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], language: str
) -> None:
    found = {}
    for address in PAGES:
        page.goto(language + address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if problems := [*axe(page), *(["scrolls sideways"] if wide else [])]:
            found[language + address] = problems
    assert found == {}


@pytest.mark.parametrize("address", FIRST_VIEWS)
def test_the_first_view_of_every_page_is_light(page: Page, address: str) -> None:
    """Counted as they are sent: pages compressed, fonts, styles and drawings as they lie there."""
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 – Playwright marks its handlers
    page.goto(address, wait_until="networkidle")
    assert len(finished) >= 6
    assert sum(request.sizes()["responseBodySize"] for request in finished) <= FIRST_VIEW_BYTES


def test_a_province_is_chosen_on_the_map_by_keyboard(page: Page) -> None:
    page.goto("/clusters/?sort=newest")
    area = page.get_by_role("link", name="ขอนแก่น 2")
    area.focus()
    assert area.evaluate("area => getComputedStyle(area).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=newest&province=40$"))
    expect(page.locator(".found-item")).to_have_count(2)
    expect(page.locator("select[name=province]")).to_have_value("40")


def test_every_shape_of_the_map_is_drawn(page: Page) -> None:
    page.goto("/clusters/?province=40", wait_until="networkidle")
    area = page.locator(".map-here")
    box = area.bounding_box()
    assert box is not None
    assert box["width"] > 5
    page.evaluate("document.fonts.ready")


def test_the_folded_filters_are_reached_without_scripts(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/clusters/")
    page.locator("summary").click()
    page.get_by_label("ปีงบประมาณที่เข้าร่วม").fill("๒๕๔๗")
    page.get_by_role("button", name="แสดงตามที่เลือก").click()
    expect(page.locator(".found-item")).to_have_count(3)
    assert page.locator("details").get_attribute("open") is not None


def test_pages_are_reached_by_their_numbers(page: Page) -> None:
    page.goto("/organisations/")
    page.get_by_role("link", name="หน้า 2", exact=True).click()
    expect(page.locator(".found-item")).to_have_count(10)
    expect(page.locator(".pagination [aria-current=page]")).to_contain_text("2")


def test_on_paper_the_list_and_the_map_remain_and_the_filters_stay_behind(page: Page) -> None:
    page.goto("/clusters/")
    page.emulate_media(media="print")
    assert page.locator(".found").is_visible()
    assert page.locator(".map-drawing").is_visible()
    for hidden in (".filters", ".pagination", ".directory-to-map"):
        assert not page.locator(hidden).is_visible()
    assert not page.locator("main").evaluate("main => main.scrollWidth > main.clientWidth")
