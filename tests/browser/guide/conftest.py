"""Walking through a chapter: at each of its pictures what the step names is on the page.

``make guide`` takes the pictures anew. Beside each picture stands the text that it shows; a test fails when the page
says something else by now, or when its chapter has a picture that no step takes.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import FloatRect, Locator, Page

from members.models import User
from records.guide import Chapter, chapters
from tests import factories
from tests.snapshot import put_history

TAKES = os.environ.get("GUIDE") == "take"
TEXTS = Path(__file__).parent / "texts"
WIDTH, HEIGHT = 1280, 800
TALLEST = 700  # of a picture, so that a page of the guide isn't one of pictures
# What differs from run to run: moments, days, secrets.
PASSING = re.compile(
    r"\d{1,2}:\d\d|\d{1,2} [ก-ฮ]\.[ก-ฮ]\. \d{4}|\d{1,2}/\d{1,2}/\d{4}|\b[A-Z2-7]{4}(?: [A-Z2-7]{4}){3,}"
)
WORDS_OF_PAGE = """area => {
    const boxes = [...area.querySelectorAll('input, select, textarea, button, [aria-label], [placeholder]')];
    const said = box => [box.value, box.placeholder, box.getAttribute('aria-label'), box.selectedOptions?.[0]?.text];
    return area.innerText + ' ' + boxes.filter(box => box.type !== 'hidden').flatMap(said).filter(Boolean).join(' ');
}"""


class Walk:
    """A way through one chapter, picture by picture in its order."""

    def __init__(self, page: Page, chapter: Chapter) -> None:
        self.page = page
        self.chapter = chapter
        self._left = list(chapter.steps)

    def picture(self, name: str, area: Locator | str = "main, #content", *, text_of: str = "") -> None:
        """See that what the step before this picture names is on the page; take the picture, or compare its text.

        ``text_of`` is the part of the page whose text is compared, where the rest of the picture depends on the day.
        """
        step = self._left.pop(0)
        assert step.picture == name, f"the next picture of {self.chapter.name} is {step.picture}"
        self.page.wait_for_load_state("load")
        page_says = _plain(self.page.evaluate(WORDS_OF_PAGE, self.page.query_selector("body")))
        assert [words for words in step.words if _plain(words) not in page_says] == [], f"not on the page at {name}"
        shown = area if isinstance(area, Locator) else self.page.locator(area).first
        text, picture = TEXTS / f"{name}.txt", settings.GUIDE / "pictures" / f"{name}.png"
        compared = self.page.locator(text_of).first if text_of else shown
        says = PASSING.sub("…", compared.inner_text()).strip() + "\n"
        if TAKES:
            shown.scroll_into_view_if_needed()
            box = shown.bounding_box()
            assert box is not None
            top = self.page.evaluate("window.scrollY")
            clip = FloatRect(x=box["x"], y=box["y"] + top, width=box["width"], height=min(box["height"], TALLEST))
            self.page.screenshot(path=picture, clip=clip, full_page=True)
            text.write_text(says)
        assert picture.exists(), f"make guide takes {picture.name}"
        assert text.read_text() == says, f"the picture {name} shows another text than the page: make guide"

    def ends(self) -> None:
        assert self._left == [], f"{self.chapter.name} has pictures that no step takes"


@pytest.fixture
def boss(transactional_db: None, page: Page) -> User:
    """The officer of headquarters who walks, signed in, in a portal that holds the programme's history."""
    put_history()
    account = factories.SuperuserFactory.create(email="anong@example.go.th")
    page.goto("/account/login/")
    page.get_by_label("อีเมล").fill(account.email)
    page.get_by_label("รหัสผ่าน").fill(factories.PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/admin/")
    return account


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def walk(page: Page) -> Iterator[Callable[[str], Walk]]:
    """Return a function that begins a chapter; at the end of the test the chapter must be at its end."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    begun: list[Walk] = []

    def begin(name: str) -> Walk:
        [chapter] = [chapter for chapter in chapters() if chapter.name == name]
        begun.append(Walk(page, chapter))
        return begun[-1]

    yield begin
    for each in begun:
        each.ends()
