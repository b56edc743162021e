"""Tries are counted before the work, by what is tried, for all web processes together."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from members.models import Tries, User
from members.signin.throttle import PASSWORDS, Limit
from tests import factories
from tests.at_once import all_at_once
from tests.signing_in import WRONG, sign_in

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def account(db: None) -> User:
    return factories.UserFactory.create(email="anong@example.go.th")


def test_twenty_wrong_tries_are_stopped_at_the_eleventh(client: Client, account: User) -> None:
    answers = [sign_in(client, account.email, WRONG) for _ in range(20)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 10
    assert "ลองหลายครั้งเกินไป" in answers[10].content.decode()
    assert sign_in(client, account.email).status_code == 429


def test_an_e_mail_that_nobody_has_is_stopped_as_well(client: Client, account: User) -> None:
    statuses = [sign_in(client, "nobody@example.go.th", WRONG).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


@pytest.mark.parametrize("written", ["ANONG@example.go.th", " anong@EXAMPLE.go.th"])
def test_another_way_to_write_an_e_mail_gives_no_more_tries(client: Client, account: User, written: str) -> None:
    for _ in range(10):
        sign_in(client, account.email, WRONG)
    assert sign_in(client, written, WRONG).status_code == 429


def test_a_stranger_locks_nobody_out(client: Client, account: User) -> None:
    for _ in range(20):
        sign_in(client, account.email, WRONG, origin=ELSEWHERE)
    assert sign_in(client, account.email, origin=HERE).status_code == 302


def test_colleagues_behind_one_address_do_not_lock_each_other(client: Client, account: User) -> None:
    for _ in range(20):
        sign_in(client, account.email, WRONG)
    colleague = factories.UserFactory.create()
    assert sign_in(client, colleague.email).status_code == 302


def test_after_a_quarter_of_an_hour_one_may_try_again(client: Client, account: User) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as clock:
        for _ in range(15):
            sign_in(client, account.email, WRONG)
        clock.shift(timedelta(minutes=14))
        assert sign_in(client, account.email).status_code == 429
        clock.shift(timedelta(minutes=1))
        assert sign_in(client, account.email).status_code == 302


def test_who_signs_in_begins_anew(client: Client, account: User) -> None:
    for _ in range(9):
        sign_in(client, account.email, WRONG)
    assert sign_in(client, account.email).status_code == 302
    assert not Tries.objects.exists()


def test_the_address_is_the_one_that_our_proxy_saw(client: Client, account: User, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    sent = {"login": account.email, "password": WRONG}

    def tried(told: str) -> int:
        return client.post(
            "/account/login/", sent, REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": told}
        ).status_code

    statuses = [tried(f"203.0.113.{number}, {HERE}") for number in range(11)]
    assert statuses == [200] * 10 + [429]
    assert tried(f"{HERE}, {ELSEWHERE}") == 200


def test_the_table_tells_neither_e_mails_nor_addresses(client: Client, account: User) -> None:
    sign_in(client, account.email, WRONG)
    [row] = Tries.objects.values()
    assert account.email not in str(row)
    assert HERE not in str(row)


def test_what_is_over_is_swept_away(account: User) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as clock:
        for number in range(5):
            PASSWORDS.take(number)
        clock.shift(timedelta(minutes=15))
        PASSWORDS.take("another")
        assert Tries.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_password_is_not_hashed_and_all_others_are_hashed_once(client: Client, settings: Settings) -> None:
    """Measured in the time of the processor, which other processes don't change."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    known = factories.UserFactory.create()
    off = factories.UserFactory.create(is_active=False)

    def seconds(email: str, password: str) -> float:
        spent = []
        for _ in range(2):
            began = time.process_time()
            sign_in(client, email, password)
            spent.append(time.process_time() - began)
        return min(spent)

    sign_in(client, "warm@example.go.th", WRONG)
    hashed = [
        seconds("nobody@example.go.th", WRONG),
        seconds(known.email, WRONG),
        seconds(off.email, factories.PASSWORD),
    ]
    assert max(hashed) < 1.5 * min(hashed)
    for _ in range(8):
        PASSWORDS.take(known.email, HERE)
    assert seconds(known.email, WRONG) < min(hashed) / 2


def test_a_try_costs_the_same_however_many_are_counted(account: User) -> None:
    costs = []
    for others in (1, 20):
        for number in range(others):
            PASSWORDS.take("others", others, number)
        PASSWORDS.take(others)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            PASSWORDS.take(others)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.django_db(transaction=True)
def test_of_fifty_wrong_tries_at_once_ten_are_made() -> None:
    account = factories.UserFactory.create()
    statuses = all_at_once(lambda _: sign_in(Client(), account.email, WRONG).status_code, range(50))
    assert (statuses.count(200), statuses.count(429)) == (10, 40)


@pytest.mark.django_db(transaction=True)
def test_what_may_be_done_once_is_done_once_however_many_come_together() -> None:
    once = Limit("test", tries=1, minutes=5)
    assert all_at_once(lambda _: once.take("ก"), range(20)).count(True) == 1


@pytest.mark.django_db(transaction=True)
def test_sweeping_and_counting_at_once_wait_for_nobody() -> None:
    limit = Limit("test", tries=1, minutes=0)
    assert all(all_at_once(limit.take, range(30)))
    assert all(all_at_once(limit.take, [number % 30 for number in range(15, 60)]))
