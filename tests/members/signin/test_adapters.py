"""What is asked again, and what happens when secrets are gone."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from members.models import User
from members.signin.adapters import AccountAdapter
from tests import factories
from tests.signing_in import code_of, is_signed_in, send_code, sign_in, with_second_factor

pytestmark = pytest.mark.django_db

REMOVE = "/account/second-factor/app/remove/"
SET = "/account/second-factor/app/"


@pytest.fixture
def account() -> User:
    return factories.UserFactory.create()


def test_who_signed_in_long_ago_shows_the_password_before_setting_a_second_factor(
    client: Client, account: User
) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as clock:
        sign_in(client, account.email)
        assert client.get(SET).status_code == 200
        clock.shift(timedelta(minutes=6))
        asked = client.get(SET)
        assert asked["Location"] == f"/account/reauthenticate/?next={quote(SET, safe='')}"
        assert client.post(asked["Location"], {"password": "ผิด", "next": SET}).status_code == 200
        assert client.get(SET).status_code == 302
        proved = client.post(asked["Location"], {"password": factories.PASSWORD, "next": SET})
        assert proved["Location"] == SET
        assert client.get(SET).status_code == 200


def test_the_password_alone_does_not_take_a_second_factor_away(client: Client, account: User) -> None:
    account = with_second_factor(account)
    client.force_login(account)
    assert client.get(REMOVE)["Location"] == f"/account/second-factor/reauthenticate/?next={quote(REMOVE, safe='')}"
    by_password = client.post("/account/reauthenticate/", {"password": factories.PASSWORD, "next": REMOVE})
    assert by_password["Location"].startswith("/account/second-factor/reauthenticate/")
    assert client.post(REMOVE).status_code == 302
    account.refresh_from_db()
    assert account.second_factor_since is not None


def test_a_code_takes_it_away_and_the_session_goes_on(client: Client, account: User) -> None:
    account = with_second_factor(account)
    client.force_login(account)
    sent = {"code": code_of(account), "next": REMOVE}
    assert client.post("/account/second-factor/reauthenticate/", sent)["Location"] == REMOVE
    assert client.post(REMOVE)["Location"] == "/account/second-factor/"
    account.refresh_from_db()
    assert account.second_factor_since is None
    assert not Authenticator.objects.exists()
    assert is_signed_in(client)
    assert account.history.latest().history_user == account


def test_wrong_passwords_are_counted_where_they_are_asked_for_again(client: Client, account: User) -> None:
    client.force_login(account)
    statuses = [client.post("/account/reauthenticate/", {"password": "ผิด"}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_wrong_codes_are_counted_where_they_are_asked_for_again(client: Client, account: User) -> None:
    client.force_login(with_second_factor(account))
    page = "/account/second-factor/reauthenticate/"
    assert [client.post(page, {"code": "000000"}).status_code for _ in range(11)] == [200] * 10 + [429]


def test_an_account_whose_secrets_are_gone_has_no_second_factor(client: Client, account: User) -> None:
    account = with_second_factor(account)
    Authenticator.objects.all().delete()
    assert sign_in(client, account.email)["Location"] == "/admin/"
    account.refresh_from_db()
    assert account.second_factor_since is None
    assert is_signed_in(client)


def test_an_account_switched_off_in_the_very_moment_is_led_back_to_the_door(client: Client, account: User) -> None:
    request = client.get("/account/login/").wsgi_request
    assert AccountAdapter(request).respond_user_inactive(request, account)["Location"] == "/account/login/"


def test_scripts_get_pages_like_everybody(client: Client, account: User) -> None:
    answer = client.post("/account/login/", {"login": account.email}, headers={"Accept": "application/json"})
    assert answer["Content-Type"].startswith("text/html")


def test_an_account_switched_off_between_password_and_code_is_not_let_in(client: Client, account: User) -> None:
    account = with_second_factor(account)
    sign_in(client, account.email)
    account.is_active = False
    account.save()
    send_code(client, code_of(account))
    assert not is_signed_in(client)
