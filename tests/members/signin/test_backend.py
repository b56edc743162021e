"""Who is let in, and who isn't any more."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.test import Client
from pytest_django.fixtures import Settings

from tests import factories
from tests.signing_in import is_signed_in, sign_in

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 11, 23)


def test_an_account_that_is_off_is_nobody() -> None:
    account = factories.UserFactory.create(is_active=False)
    assert authenticate(username=account.email, password=factories.PASSWORD) is None


@pytest.mark.parametrize(
    ("moment", "let_in"), [("2026-11-23T23:59:00+07:00", True), ("2026-11-24T00:00:00+07:00", False)]
)
def test_the_last_day_of_an_account_counts_by_the_clock_in_bangkok(moment: str, let_in: bool) -> None:
    account = factories.UserFactory.create(ends_on=LAST_DAY)
    client = Client()
    with time_machine.travel(moment):
        sign_in(client, account.email)
        assert is_signed_in(client) == let_in


def test_who_is_switched_off_is_out_at_the_next_request(client: Client) -> None:
    account = factories.UserFactory.create()
    client.force_login(account)
    assert is_signed_in(client)
    account.is_active = False
    account.save()
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    account.is_active = True
    account.save()
    assert not is_signed_in(client)


def test_who_has_come_to_the_end_is_out_at_the_next_request(client: Client) -> None:
    account = factories.UserFactory.create()
    client.force_login(account)
    assert is_signed_in(client)
    account.ends_on = date(2026, 1, 1)
    account.save()
    assert not is_signed_in(client)


def test_a_password_kept_in_an_older_way_is_kept_in_the_newer_one_when_its_owner_signs_in(
    client: Client, settings: Settings
) -> None:
    account = factories.UserFactory.create()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    assert sign_in(client, account.email).status_code == 302
    account.refresh_from_db()
    assert account.password.startswith("scrypt$")
    assert is_signed_in(client)
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (None, "เก็บรหัสผ่านเดิมด้วยวิธีใหม่")
