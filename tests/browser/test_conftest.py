"""The guard and axe find what they are for: else they would pass every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Guard

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_request_to_another_host_is_seen(page: Page, guard: Guard) -> None:
    page.goto("/privacy/")
    page.evaluate("fetch('http://127.0.0.2:9/').catch(() => null)")
    assert any("127.0.0.2" in line for line in guard.seen)
    guard.expect(r"127\.0\.0\.2")


def test_a_style_inside_the_page_breaks_the_policy_and_is_seen(page: Page, guard: Guard) -> None:
    page.goto("/privacy/")
    with page.expect_console_message():
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in line for line in guard.seen)
    guard.expect("Content Security Policy")


def test_an_error_of_a_script_is_seen(page: Page, guard: Guard) -> None:
    page.goto("/privacy/")
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")
    assert any("broken on purpose" in line for line in guard.seen)
    guard.expect("broken on purpose")


def test_axe_sees_a_picture_without_words(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/privacy/")
    page.evaluate("document.querySelector('main, body').append(document.createElement('img'))")
    assert any(line.startswith("image-alt: ") for line in axe(page))


def test_scripts_are_off_where_they_should_be(without_javascript: Page) -> None:
    without_javascript.set_content("<p>off</p><script>document.querySelector('p').textContent = 'on'</script>")
    assert without_javascript.text_content("p") == "off"


def test_pages_are_shown_at_the_width_of_a_phone_and_of_a_desk(page: Page, viewport_width: int) -> None:
    page.goto("/privacy/")
    assert page.evaluate("window.innerWidth") == viewport_width
