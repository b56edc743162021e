"""On one's own device nobody else's tries count."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from members.models import User
from members.signin.devices import COOKIE
from tests import factories
from tests.signing_in import WRONG, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return factories.UserFactory.create(email="anong@example.go.th")


def guess(email: str) -> None:
    """Somebody behind the same address guesses until they are stopped."""
    for _ in range(15):
        sign_in(Client(), email, WRONG)


def known_device(account: User) -> Client:
    client = Client()
    sign_in(client, account.email)
    client.post("/account/logout/")
    return client


def test_a_colleague_who_guesses_does_not_lock_the_device_that_is_known(account: User) -> None:
    own, new = known_device(account), Client()
    guess(account.email)
    assert sign_in(own, "Anong@Example.go.th").status_code == 302
    assert sign_in(new, account.email).status_code == 429


def test_on_a_known_device_tries_are_counted_as_well(account: User) -> None:
    own = known_device(account)
    assert [sign_in(own, account.email, WRONG).status_code for _ in range(11)] == [200] * 10 + [429]


def test_who_is_known_is_known_for_their_own_account_only(account: User) -> None:
    colleagues = known_device(factories.UserFactory.create())
    guess(account.email)
    assert sign_in(colleagues, account.email).status_code == 429


def test_a_shared_device_knows_each_of_its_people(account: User) -> None:
    shared = known_device(account)
    others = [factories.UserFactory.create() for _ in range(3)]
    for other in others:
        sign_in(shared, other.email)
        shared.post("/account/logout/")
    for each in (account, *others):
        guess(each.email)
        assert sign_in(shared, each.email).status_code == 302
        shared.post("/account/logout/")


@pytest.mark.parametrize("written", ["", "nonsense", "e30:1abc:def"])
def test_what_we_have_not_signed_is_no_device(account: User, written: str) -> None:
    client = Client()
    client.cookies[COOKIE] = written
    guess(account.email)
    assert sign_in(client, account.email).status_code == 429


def test_a_wrong_password_makes_no_device_known(client: Client, account: User) -> None:
    assert COOKIE not in sign_in(client, account.email, WRONG).cookies


def test_the_cookie_names_nobody_and_is_kept_from_scripts(client: Client, account: User, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = sign_in(client, account.email).cookies[COOKIE]
    assert "anong" not in cookie.value
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
