"""Open data in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("history")


@pytest.mark.parametrize("address", ["/data/", "/en/data/"])
def test_axe_finds_nothing_and_the_page_fits_with_every_list_of_fields_open(
    page: Page, live_server: LiveServer, viewport_width: int, axe: Callable[[Page], list[str]], address: str
) -> None:
    page.goto(live_server.url + address)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width
