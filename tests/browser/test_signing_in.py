"""Signing in, in Chromium: with and without scripts, at both widths, by axe, on paper."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from members.models import User
from members.signin.links import link_for
from tests import factories
from tests.browser.conftest import Guard
from tests.signing_in import code_of, recovery_codes_of, with_second_factor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account(transactional_db: None) -> User:
    return factories.SuperuserFactory.create(email="anong@example.go.th")


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("อีเมล").fill("anong@example.go.th")
    page.get_by_label("รหัสผ่าน").fill(factories.PASSWORD)
    page.locator("main button[type=submit]").click()


def faults(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*axe(page), *(["scrolls sideways"] if wide else [])]


def test_axe_finds_nothing_on_the_way_in(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], account: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    found = {}
    page.goto("/account/login/")
    page.get_by_label("อีเมล").fill("anong@example.go.th")
    page.get_by_label("รหัสผ่าน").fill("ผิด")
    page.locator("main button[type=submit]").click()
    found["a wrong password"] = faults(page, axe)
    sign_in(page)
    page.wait_for_url("**/second-factor/app/")
    found["setting up"] = faults(page, axe)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("รหัสจากแอป").fill(shown_by_app(secret))
    page.get_by_role("button", name="ยืนยันและรับรหัสสำรอง").click()
    page.wait_for_url("**/recovery-codes/")
    found["recovery codes"] = faults(page, axe)
    for path in ("/account/", "/account/second-factor/", "/account/password/", "/account/second-factor/app/remove/"):
        page.goto(path)
        found[path] = faults(page, axe)
    assert {name: problems for name, problems in found.items() if problems} == {}


def shown_by_app(secret: str) -> str:
    counter = sorted(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_axe_finds_nothing_on_the_pages_of_who_cannot_sign_in(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], account: User
) -> None:
    with_second_factor(account)
    found = {}
    sign_in(page)
    page.wait_for_url("**/second-factor/code/")
    found["the code"] = faults(page, axe)
    link = link_for(User.objects.get())
    for path in ("/account/password/reset/", "/account/password/reset/sent/", link, "/account/password/reset/1-a/"):
        page.goto(path)
        found[path] = faults(page, axe)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_whole_way_works_without_scripts(without_javascript: Page, account: User) -> None:
    page, account = without_javascript, with_second_factor(account)
    sign_in(page)
    page.get_by_label("รหัสยืนยัน").fill(code_of(account))
    page.get_by_label("จำอุปกรณ์นี้ไว้ 30 วัน").check()
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**/admin/")
    page.goto("/account/")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/account/login/")
    sign_in(page)
    page.wait_for_url("**/admin/")


def test_too_many_tries_are_told_in_words(page: Page, account: User, guard: Guard) -> None:
    guard.expect("status of 429")
    page.goto("/account/login/")
    for _ in range(11):
        page.get_by_label("อีเมล").fill("anong@example.go.th")
        page.get_by_label("รหัสผ่าน").fill("ผิด")
        with page.expect_navigation():
            page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("ลองหลายครั้งเกินไป")


def test_on_paper_the_recovery_codes_come_without_menus(page: Page, account: User) -> None:
    account = with_second_factor(account)
    sign_in(page)
    page.get_by_label("รหัสยืนยัน").fill(code_of(account))
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**/admin/")
    page.goto("/account/second-factor/recovery-codes/")
    page.emulate_media(media="print")
    code = recovery_codes_of(account)[0]
    assert page.get_by_text(f"{code[:4]} {code[4:]}").is_visible()
    assert page.get_by_text("anong@example.go.th").last.is_visible()
    assert not page.locator(".account-bar").is_visible()
    assert not page.locator(".site-nav").is_visible()
