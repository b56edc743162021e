"""Organisations and members in Chromium: axe finds nothing, nothing scrolls sideways; without scripts, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from clusters.models import Cluster
from tests.factories import (
    CentreProvinceFactory,
    ClusterProvinceFactory,
    ConsentFactory,
    ContactFactory,
    LinkageFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    SoleTraderFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/organisations/",
    "/organisations/?q=ไห",
    "/organisations/?q=zzz",
    "/organisations/O000001/",
    "/clusters/C0001/",
]


@pytest.fixture(autouse=True)
def cluster(transactional_db: None) -> Cluster:
    """A cluster with a member of a long name, a person, a partner, a link and a president."""
    held = CentreProvinceFactory.create(centre__number=5, centre__phone="0 4337 9295")
    cluster = ClusterProvinceFactory.create(province=held.province, cluster__name="ผ้าไหม ขอนแก่น").cluster
    first = OrganisationFactory.create(name="กลุ่มทอผ้าไหม" * 14, main_products="ผ้าไหมมัดหมี่", province=held.province)
    second = SoleTraderFactory.create()
    for row, position in ((first, "upstream"), (second, "downstream")):
        MembershipFactory.create(cluster=cluster, organisation=row, position=position)
    LinkageFactory.create(from_organisation=first, to_organisation=second)
    SupportFactory.create(cluster=cluster)
    office = OfficeFactory.create(cluster=cluster)
    ContactFactory.create(person=office.person)
    for item in ("name", "office", "email"):
        ConsentFactory.create(person=office.person, item=item)
    return cluster


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], language: str
) -> None:
    found = {}
    for address in PAGES:
        page.goto(language + address)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if problems := [*axe(page), *(["scrolls sideways"] if wide else [])]:
            found[language + address] = problems
    assert found == {}


def test_the_directory_filters_without_scripts(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/organisations/")
    page.locator(".filters .fold-summary").click()
    page.select_option("select[name=kind]", "sole_trader")
    page.locator("main button[type=submit]").click()
    assert "kind=sole_trader" in page.url
    assert page.locator(".found-item").count() == 1
    page.locator(".found-name a").click()
    assert page.locator("h1").inner_text().startswith("ผู้ประกอบการบุคคลธรรมดา")


def test_a_filter_is_chosen_by_keyboard(page: Page) -> None:
    page.goto("/organisations/")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("กลุ่มทอผ้า")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations/?q=*")
    assert page.locator(".found-item").count() == 1
