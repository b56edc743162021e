"""Groups per year in the browser: on a phone, by keyboard, without scripts, on paper."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from programmes.models import Funder
from tests.browser.conftest import scrolled_to
from tests.factories import ClusterFactory, MembershipFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.usefixtures("history")

PAGES = [
    "/years/",
    "/years/?scope=department",
    "/years/?from=2550&to=2552",
    "/years/2547/",
    "/years/2550/",
    "/years/2553/",
    "/years/2560/",
    "/en/years/",
    "/en/years/2550/",
]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, live_server: LiveServer, viewport_width: int, axe: Callable[[Page], list[str]], address: str
) -> None:
    page.goto(live_server.url + address)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width


def test_the_table_scrolls_by_keyboard_on_a_phone(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/years/")
    region = page.get_by_role("region", name="จำนวนกลุ่มรายปีงบประมาณ")
    region.focus()
    expect(region).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert scrolled_to(region) > 0


def test_a_span_is_asked_for_and_a_number_followed_to_its_quotation_without_scripts(
    without_javascript: Page, live_server: LiveServer
) -> None:
    page = without_javascript
    page.goto(f"{live_server.url}/years/")
    page.get_by_label("ตั้งแต่ปี (พ.ศ.)").fill("๒๕๕๐")
    page.get_by_label("ถึงปี (พ.ศ.)").fill("2552")
    page.get_by_role("button", name="สรุปช่วงปีนี้").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("สรุปจำนวนกลุ่ม ปีงบประมาณ 2550–2552")
    expect(page.get_by_role("button", name="คัดลอก")).to_have_count(0)
    page.get_by_role("row", name="2550").get_by_role("link", name="27").click()
    expect(page.locator("#f-h-2550-total")).to_be_in_viewport()
    expect(page.locator("article", has=page.locator("#f-h-2550-total"))).to_contain_text("รวมเป็น 27 กลุ่ม")


def test_the_brief_of_three_years_is_one_page_of_a4(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/years/?from=2550&to=2552")
    page.evaluate("document.fonts.ready")
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(paper.pages) == 1
    assert {"2550", "27", "2552", "34"} <= set(paper.pages[0].extract_text().split())


def test_plans_and_lower_bounds_differ_from_counts_by_pattern_not_by_colour_alone(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/years/")
    kinds = {2553: "at-least", 2554: "plan", 2550: "continued"}
    for year, kind in kinds.items():
        row = page.locator(".bar-row").filter(has=page.get_by_text(str(year), exact=True))
        expect(row.locator(f".bar-part-{kind}")).to_have_count(1)
    dashes = "element => getComputedStyle(element).strokeDasharray"
    assert page.locator(".bars .bar-part-plan").first.evaluate(dashes) != "none"


def test_a_sentence_is_copied_by_its_button(page: Page, live_server: LiveServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/years/?from=2550&to=2550")
    page.get_by_role("button", name="คัดลอก").click()
    expect(page.get_by_role("status")).to_have_text("คัดลอกแล้ว")
    assert page.evaluate("navigator.clipboard.readText()").startswith("ปี 2550 เอกสารรายงาน 27 กลุ่ม")


def two_complete_years() -> None:
    """2567 and 2568: one went on, one is new, one left; all three have members."""
    department = Funder.objects.get(is_department=True)
    for name, years in {"ต่อ": (2567, 2568), "ใหม่": (2568,), "ออก": (2567,)}.items():
        cluster = ClusterFactory.create(name=name)
        for year in years:
            held = RoundFactory.create(fiscal_year=year, list_complete=True)
            ParticipationFactory.create(cluster=cluster, round=held, funder=department)
        MembershipFactory.create(cluster=cluster)


def test_the_flow_is_drawn_when_it_is_asked_for_and_the_table_says_the_same(
    page: Page, live_server: LiveServer, viewport_width: int, axe: Callable[[Page], list[str]]
) -> None:
    two_complete_years()
    page.goto(f"{live_server.url}/years/")
    assert page.evaluate("typeof window.Chart") == "undefined"
    page.get_by_role("button", name="แสดงเป็นแผนภาพ").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-flow-button]")).to_be_hidden()
    drawn = page.evaluate("document.getElementById('flow-drawing').drawing.data.datasets[0]")
    assert {(each["from"], each["to"], each["flow"]) for each in drawn["data"]} == {
        ("2567", "2568", 1),
        ("2567", "ไม่ดำเนินการต่อ 2568", 1),
        ("ใหม่ 2568", "2568", 1),
    }
    assert drawn["labels"] == {name: f"{name}: {2 if len(name) == 4 else 1}" for name in drawn["labels"]}
    assert drawn["column"]["2567"] == drawn["column"]["ใหม่ 2568"] < drawn["column"]["2568"]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width
    page.emulate_media(media="print")
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.locator("#flows")).to_be_visible()
    page.emulate_media(media="screen")
    page.goto(f"{live_server.url}/years/2568/?beside=2567")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width
    page.get_by_role("row", name="ไม่ดำเนินการต่อ").get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_role("link", name="ออก").first).to_be_visible()
