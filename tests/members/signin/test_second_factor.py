"""Setting up a second factor, from the first page to the printed codes."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django.fixtures import Settings

from members.models import User
from tests import factories
from tests.admin_pages import signed_in, text_of
from tests.signing_in import is_signed_in, recovery_codes_of, sign_in, with_second_factor

pytestmark = pytest.mark.django_db

SET = "/account/second-factor/app/"
CODES = "/account/second-factor/recovery-codes/"


@pytest.fixture
def account(settings: Settings) -> User:
    settings.SECOND_FACTOR_REQUIRED = True
    return factories.UserFactory.create(is_superuser=True)


def set_up(client: Client) -> Any:
    """Do what the page asks: read its secret into an app, type the code that the app shows."""
    secret = "".join(client.get(SET).context["groups"])
    counter = sorted(yield_hotp_counters_from_time())[1]
    return client.post(SET, {"code": format_hotp_value(hotp_value(secret, counter))})


def test_staff_set_it_up_before_anything_opens_and_print_codes_that_are_shown_once(
    client: Client, account: User
) -> None:
    sign_in(client, account.email)
    assert client.get("/admin/", follow=True).redirect_chain == [(SET, 302)]
    assert set_up(client)["Location"] == CODES
    shown = text_of(client.get(CODES))
    codes = recovery_codes_of(account)
    assert len(codes) == 10
    assert all(f"{code[:4]} {code[4:]}" in shown for code in codes)
    again = text_of(client.get(CODES))
    assert not any(code[:4] in again for code in codes)
    assert client.get("/admin/").status_code == 200


def test_every_other_session_ends(client: Client, account: User) -> None:
    stolen = signed_in(account)
    sign_in(client, account.email)
    set_up(client)
    assert (is_signed_in(client), is_signed_in(stolen)) == (True, False)


def test_the_history_says_who_set_it_up(client: Client, account: User) -> None:
    sign_in(client, account.email)
    set_up(client)
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (account, "ตั้งการยืนยันตัวตนสองชั้น")
    assert latest.second_factor_since is not None


def test_a_wrong_code_sets_nothing_and_keeps_the_secret(client: Client, account: User) -> None:
    sign_in(client, account.email)
    before = client.get(SET).context["groups"]
    answer = client.post(SET, {"code": "000000"})
    assert answer.context["groups"] == before
    assert "รหัสไม่ถูกต้อง" in text_of(answer)
    account.refresh_from_db()
    assert account.second_factor_since is None


def test_the_page_carries_its_picture_without_an_exception_to_the_policy(client: Client, account: User) -> None:
    sign_in(client, account.email)
    answer = client.get(SET)
    assert re.search(r'<svg class="qr" viewBox="0 0 \d+ \d+" role="img"', answer.content.decode())
    policy = answer["Content-Security-Policy"]
    assert not any(word in policy for word in ("unsafe", "data:", "img-src"))
    assert "style=" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_new_recovery_codes_replace_the_old_ones_and_are_written_down(client: Client, account: User) -> None:
    sign_in(client, account.email)
    set_up(client)
    old = recovery_codes_of(account)
    page = f"{CODES}new/"
    assert client.get(page).status_code == 200
    assert client.post(page)["Location"] == CODES
    assert not set(old) & set(recovery_codes_of(account))
    assert account.history.latest().history_change_reason == "ออกรหัสสำรองชุดใหม่"
    assert is_signed_in(client)


def test_who_has_one_is_led_to_what_can_be_done_about_it(account: User) -> None:
    client = signed_in(with_second_factor(account))
    shown = text_of(client.get("/account/second-factor/"))
    assert "ออกรหัสสำรองชุดใหม่" in shown
    assert "ระบบจะให้ตั้งใหม่ทันที" in shown


def test_who_needs_none_may_have_one(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    other = factories.UserFactory.create(is_staff=False)
    assert sign_in(client, other.email)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert set_up(client)["Location"] == CODES
