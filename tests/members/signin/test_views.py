"""Signing in and out, as a visitor meets it."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client

from members.models import User
from members.signin.accounts import remove_second_factor, set_password
from members.signin.adapters import AccountAdapter
from tests import factories
from tests.admin_pages import text_of
from tests.signing_in import (
    LOGIN,
    WRONG,
    code_of,
    is_signed_in,
    recovery_codes_of,
    send_code,
    sign_in,
    with_second_factor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return factories.UserFactory.create(email="anong@example.go.th")


def test_staff_come_to_the_admin_and_others_to_their_account(client: Client, account: User) -> None:
    assert sign_in(client, account.email)["Location"] == "/admin/"
    other = factories.UserFactory.create(is_staff=False)
    assert sign_in(Client(), other.email)["Location"] == "/account/"


@pytest.mark.parametrize("typed", ["Anong@Example.GO.TH", "  anong@example.go.th "])
def test_an_account_is_found_by_its_e_mail_as_people_type_it(client: Client, account: User, typed: str) -> None:
    assert sign_in(client, typed).status_code == 302


def test_the_page_that_was_asked_for_is_opened_after_signing_in(client: Client, account: User) -> None:
    asked = client.get("/admin/clusters/cluster/", follow=True)
    assert asked.redirect_chain[-1][0] == "/account/login/?next=/admin/clusters/cluster/"
    sent = sign_in(client, account.email, next="/admin/clusters/cluster/")
    assert sent["Location"] == "/admin/clusters/cluster/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, account: User, elsewhere: str) -> None:
    assert sign_in(client, account.email, next=elsewhere)["Location"] == "/admin/"


def test_an_unknown_e_mail_a_wrong_password_and_an_account_that_is_off_are_answered_alike(
    client: Client, account: User
) -> None:
    off = factories.UserFactory.create(is_active=False)
    tries = [
        ("nobody@example.go.th", WRONG),
        (account.email, WRONG),
        (off.email, WRONG),
        (off.email, factories.PASSWORD),
    ]
    answers = [sign_in(client, email, password) for email, password in tries]
    assert {answer.status_code for answer in answers} == {200}
    pages = {
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(email, "")
        for (email, _), answer in zip(tries, answers, strict=True)
    }
    assert len(pages) == 1
    assert "อีเมลหรือรหัสผ่านไม่ถูกต้อง" in pages.pop()
    assert not is_signed_in(client)


def test_signing_out_ends_the_session_and_needs_a_form(client: Client, account: User) -> None:
    client.force_login(account)
    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/account/logout/")["Location"] == LOGIN
    assert not is_signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    assert [client.get(path).status_code for path in ("/account/signup/", "/account/email/")] == [404, 404]
    assert not AccountAdapter().is_open_for_signup(HttpRequest())  # nor on any page that allauth may add
    assert not User.objects.exists()


def test_the_admin_has_no_door_of_its_own(client: Client, account: User) -> None:
    sent = {"username": account.email, "password": factories.PASSWORD, "next": "/admin/"}
    answer = client.post("/admin/login/", sent)
    assert answer["Location"] == "/account/login/?next=/admin/"
    assert not is_signed_in(client)


def test_who_may_not_enter_the_admin_is_told_and_not_sent_in_circles(client: Client) -> None:
    client.force_login(factories.UserFactory.create(is_staff=False))
    answer = client.get("/admin/", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)


def test_a_second_factor_is_asked_for_before_anything_opens(client: Client, account: User) -> None:
    account = with_second_factor(account)
    assert sign_in(client, account.email)["Location"] == "/account/second-factor/code/"
    assert not is_signed_in(client)
    assert "รหัสยืนยัน" in text_of(client.get("/account/second-factor/code/"))
    assert send_code(client, code_of(account))["Location"] == "/admin/"
    assert is_signed_in(client)


def test_a_code_may_be_typed_with_thai_digits_and_spaces(client: Client, account: User) -> None:
    account = with_second_factor(account)
    sign_in(client, account.email)
    code = code_of(account).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert send_code(client, f"{code[:3]} {code[3:]}").status_code == 302


def test_a_code_opens_once_for_as_long_as_it_is_good(account: User) -> None:
    account = with_second_factor(account)
    first, second, third = Client(), Client(), Client()
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False) as clock:
        code = code_of(account)
        for client, status in ((first, 302), (second, 200), (third, 200)):
            sign_in(client, account.email)
            assert send_code(client, code).status_code == status
            clock.shift(timedelta(seconds=20))
    assert not is_signed_in(third)


@pytest.mark.parametrize(("seconds", "opens"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_telephone_may_be_half_a_minute_off(client: Client, account: User, seconds: int, opens: bool) -> None:
    account = with_second_factor(account)
    sign_in(client, account.email)
    with time_machine.travel(int(time.time()), tick=False):
        assert (send_code(client, code_of(account, later=seconds)).status_code == 302) == opens


def test_a_recovery_code_opens_once_instead_of_the_app(account: User) -> None:
    account = with_second_factor(account)
    code = recovery_codes_of(account)[0]
    for status in (302, 200):
        client = Client()
        sign_in(client, account.email)
        assert send_code(client, f"{code[:4]} {code[4:]}").status_code == status
    assert len(recovery_codes_of(account)) == 9


def test_the_code_page_without_a_code_opens_nothing(client: Client, account: User) -> None:
    account = with_second_factor(account)
    sign_in(client, account.email)
    assert client.post("/account/second-factor/code/", {}).status_code == 200
    assert Client().get("/account/second-factor/code/")["Location"] == LOGIN
    assert not is_signed_in(client)


def test_ten_wrong_codes_are_the_last_from_wherever_they_come(account: User) -> None:
    account = with_second_factor(account)
    statuses = []
    for number in range(11):
        client = Client()
        sign_in(client, account.email, origin=f"192.0.2.{number}")
        statuses.append(send_code(client, "000000").status_code)
    assert statuses == [200] * 10 + [429]
    client = Client()
    sign_in(client, account.email)
    assert send_code(client, code_of(account)).status_code == 429


def remembered(client: Client, account: User) -> User:
    """Give the account a second factor and let the device be remembered, signed out again."""
    account = with_second_factor(account)
    sign_in(client, account.email)
    answer = send_code(client, code_of(account), remember_device="on")
    cookie = answer.cookies["remembered_device"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (30 * 24 * 3600, True, "Lax")
    client.post("/account/logout/")
    return account


def is_asked_for_a_code(client: Client, account: User) -> bool:
    led_to: str = sign_in(client, account.email)["Location"]
    client.post("/account/logout/")
    return led_to == "/account/second-factor/code/"


def test_a_remembered_device_is_asked_for_a_code_again_after_thirty_days(client: Client, account: User) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as clock:
        account = remembered(client, account)
        clock.shift(timedelta(days=30, minutes=-1))
        assert not is_asked_for_a_code(client, account)
        clock.shift(timedelta(minutes=2))
        client.cookies["remembered_device"]["max-age"] = ""  # a browser that keeps it longer than it was told to
        assert is_asked_for_a_code(client, account)


def test_a_device_is_remembered_for_its_account_alone_and_until_the_second_factor_or_the_password_changes(
    client: Client, account: User
) -> None:
    other = with_second_factor(factories.UserFactory.create())
    account = remembered(client, account)
    assert is_asked_for_a_code(client, other)
    assert not is_asked_for_a_code(client, account)
    set_password(account, factories.PASSWORD, by=None, reason="ทดสอบ")
    assert is_asked_for_a_code(client, account)
    account = remembered(client, remove_second_factor(account, by=None, reason="ทดสอบ"))
    assert not is_asked_for_a_code(client, account)
    with_second_factor(remove_second_factor(account, by=None, reason="ทดสอบ"))
    assert is_asked_for_a_code(client, account)


def test_english_pages_lead_on_in_english(client: Client) -> None:
    assert client.get("/en/account/")["Location"] == "/en/account/login/?next=/en/account/"


def test_an_account_in_use_is_shown_with_what_it_holds(client: Client) -> None:
    person = factories.PersonFactory.create(name="อนงค์ สุขใจ")
    client.force_login(factories.UserFactory.create(person=person, is_staff=False))
    shown = text_of(client.get("/account/"))
    assert "อนงค์ สุขใจ" in shown
    assert "ยังไม่ได้ตั้งค่า" in shown
    assert "ระบบเจ้าหน้าที่" not in shown


def test_only_the_signed_in_see_the_second_factor(client: Client) -> None:
    assert client.get("/account/second-factor/")["Location"].startswith(LOGIN)
    client.force_login(factories.UserFactory.create())
    assert "ตั้งการยืนยันตัวตนสองชั้น" in text_of(client.get("/account/second-factor/"))
