"""What browser tests share: the system's Chromium, a guard over every page, axe, widths, a page without scripts.

They run as a process of their own (`pytest tests/browser`). Playwright keeps an event loop running in the test's
thread, which Django takes for asynchronous code; the variable below tells it that this is meant, here only.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, WebError
from pytest_django.live_server_helper import LiveServer

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# What it passed is left in the page: carrying that out would take three times as long as finding it.
RUN_AXE = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's own Chromium (``CHROMIUM`` names another) and let it call nobody."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise pytest.UsageError("Chromium isn't installed. On Debian: apt-get install chromium")
    return {"executable_path": path, "args": CHROMIUM_ARGUMENTS}


@dataclass
class Guard:
    """Collects what no page may do; a test whose page is meant to do it names the pattern in ``expected``."""

    origin: str
    expected: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def unexpected(self) -> list[str]:
        return [line for line in self.seen if not any(re.search(pattern, line) for pattern in self.expected)]

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.seen.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self.seen.append(f"script: {error.error.message}")


@pytest.fixture
def guard(live_server: LiveServer) -> Iterator[Guard]:
    """Fails the test when a page asked another host, broke the CSP, or had an error in script or console."""
    guard = Guard(origin=live_server.url)
    yield guard
    assert guard.unexpected() == []


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: LiveServer) -> dict[str, Any]:
    """Each page is a Thai visitor's, and its addresses begin at the live server."""
    return {**browser_context_args, "base_url": live_server.url, "locale": "th-TH"}


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], guard: Guard) -> Callable[..., BrowserContext]:
    """Contexts as of pytest-playwright, each under the guard."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        guard.watch(context)
        return context

    return make


@pytest.fixture(params=[360, 1280], ids=["phone", "desktop"])
def viewport_width(request: pytest.FixtureRequest, page: Page) -> int:
    """Both widths at which every page must work; the page has it already."""
    width: int = request.param
    page.set_viewport_size({"width": width, "height": 800})
    return width


@pytest.fixture
def without_javascript(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a browser that runs no scripts."""
    return new_context(java_script_enabled=False).new_page()


SCROLLED = "it => new Promise(done => { if (it.scrollLeft) done(); it.onscroll = done; setTimeout(done, 5000) })"


def scrolled_to(region: Locator) -> int:
    """Return how many pixels it is scrolled to the side, once it is. (The policy lets Playwright ask no page again.)"""
    region.evaluate(SCROLLED)
    return int(region.evaluate("it => it.scrollLeft"))


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return a function that tells what axe finds against WCAG 2.2 AA on a page, a line per element."""

    def violations(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate(RUN_AXE, AXE_TAGS)
        return [
            f"{rule['id']}: {rule['help']} – {' '.join(map(str, node['target']))}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations
