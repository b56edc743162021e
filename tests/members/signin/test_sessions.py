"""How long a session lasts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import User
from members.signin.accounts import second_factor_was_set, set_password
from tests import factories
from tests.admin_pages import text_of
from tests.signing_in import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 23, 2, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def account(clock: time_machine.Traveller) -> User:
    return factories.UserFactory.create()


@pytest.mark.parametrize(("minutes", "stays"), [(60, True), (61, False)])
def test_who_does_nothing_for_an_hour_is_signed_out(
    client: Client, account: User, clock: time_machine.Traveller, minutes: int, stays: bool
) -> None:
    sign_in(client, account.email)
    assert is_signed_in(client)
    clock.shift(timedelta(minutes=minutes))
    assert is_signed_in(client) == stays


def test_who_is_signed_out_is_told_why(client: Client, account: User, clock: time_machine.Traveller) -> None:
    sign_in(client, account.email)
    client.get("/admin/")
    clock.shift(timedelta(hours=2))
    assert "ไม่ได้ใช้งานนานเกินกำหนด" in text_of(client.get("/admin/", follow=True))


def test_who_works_on_stays_for_twelve_hours_and_no_longer(
    client: Client, account: User, clock: time_machine.Traveller
) -> None:
    sign_in(client, account.email)
    for _ in range(24):
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=30))
    clock.shift(timedelta(seconds=1))
    assert not is_signed_in(client)


def test_the_cookie_ends_with_the_browser(client: Client, account: User) -> None:
    cookie = sign_in(client, account.email).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)


def test_not_every_request_writes_the_session(client: Client, account: User, clock: time_machine.Traveller) -> None:
    client.force_login(account)
    client.get("/account/")
    for seconds, writes in ((59, False), (1, True)):
        clock.shift(timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as queries:
            client.get("/account/")
        assert any("UPDATE" in query["sql"] for query in queries.captured_queries) == writes


def test_a_new_password_ends_every_session(client: Client, account: User) -> None:
    client.force_login(account)
    assert is_signed_in(client)
    set_password(account, "เกลือ-ทะเล-2569", by=None, reason="ทดสอบ")
    assert not is_signed_in(client)


def test_a_new_second_factor_ends_every_session(client: Client, account: User) -> None:
    client.force_login(account)
    second_factor_was_set(account)
    assert not is_signed_in(client)


def test_public_pages_ask_for_no_session(client: Client, account: User) -> None:
    client.force_login(account)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/privacy/").status_code == 200
    assert [query["sql"] for query in queries if "session" in query["sql"] or "user" in query["sql"]] == []
