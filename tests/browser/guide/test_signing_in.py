"""The chapter on signing in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.guide.conftest import Walk
from tests.signing_in import code_of, with_second_factor

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk]) -> None:
    account = with_second_factor(factories.SuperuserFactory.create(email="anong@example.go.th"))
    chapter = walk("signing-in")
    page.goto("/account/login/")
    chapter.picture("signing-in-password")
    page.get_by_label("อีเมล").fill("anong@example.go.th")
    page.get_by_label("รหัสผ่าน").fill(factories.PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/second-factor/code/")
    chapter.picture("signing-in-code")
    page.get_by_label("รหัสยืนยัน").fill(code_of(account))
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**/admin/")
    chapter.picture("signing-in-start", "#container", text_of="#content-main")
