"""Links for a new password."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from members.models import User
from members.signin.links import hand_out_link, link_for
from members.signin.views import MailAfterAnswer
from records.errors import RuleBroken
from tests import factories
from tests.admin_pages import signed_in, text_of
from tests.signing_in import WRONG, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

ASK = "/account/password/reset/"
NEW = "เกลือ-ทะเล-2569"


@pytest.fixture
def account() -> User:
    return factories.UserFactory.create(email="anong@example.go.th", must_change_password=True)


def mailed_link() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def choose(client: Client, link: str, password: str = NEW) -> Any:
    page = client.get(link, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_a_mailed_link_sets_a_password_and_is_written_down(client: Client, account: User) -> None:
    elsewhere = signed_in(account)
    assert client.post(ASK, {"email": "Anong@Example.go.th "})["Location"] == "/account/password/reset/sent/"
    assert mail.outbox[0].to == [account.email]
    assert choose(client, mailed_link())["Location"] == "/account/password/reset/done/"
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert not account.must_change_password
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (False, False)
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (account, "ตั้งรหัสผ่านใหม่ด้วยลิงก์")
    assert sign_in(client, account.email, NEW).status_code == 302


def test_who_is_unknown_off_or_at_the_end_gets_the_same_answer_and_no_mail(client: Client, account: User) -> None:
    off = factories.UserFactory.create(is_active=False)
    ended = factories.UserFactory.create(ends_on=date(2026, 1, 1))
    emails = ["nobody@example.go.th", off.email, ended.email, account.email]
    answers = [client.post(ASK, {"email": email}) for email in emails]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/account/password/reset/sent/")}
    assert [message.to for message in mail.outbox] == [[account.email]]


def test_the_answer_goes_before_the_mail() -> None:
    told: list[str] = []
    answer = MailAfterAnswer("/account/", mail=lambda: told.append("mail"))
    assert told == []
    answer.close()
    answer.close()
    assert told == ["mail"]


def test_a_link_opens_once(client: Client, account: User) -> None:
    link = link_for(account)
    assert choose(client, link).status_code == 302
    assert "ลิงก์นี้ใช้ไม่ได้" in text_of(choose(Client(), link, "อีกอัน-ทะเล-2569"))
    account.refresh_from_db()
    assert account.check_password(NEW)


@pytest.mark.parametrize(("hours", "opens"), [(23, True), (25, False)])
def test_a_link_lives_for_a_day(client: Client, account: User, hours: int, opens: bool) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)) as clock:
        link = link_for(account)
        clock.shift(timedelta(hours=hours))
        assert (choose(client, link).status_code == 302) == opens


@pytest.mark.parametrize(
    "path",
    ["1-abc/", "zzzzzzzzzzzzz-abc/", "9999999999999999-abc-def/", "1-set-password/", f"{'9' * 2000}-{'a' * 2000}/"],
)
def test_a_link_that_is_none_says_so(client: Client, path: str) -> None:
    response = client.get(f"/account/password/reset/{path}")
    assert response.status_code == 200
    assert "ลิงก์นี้ใช้ไม่ได้" in text_of(response)


def test_a_link_of_an_account_that_is_off_does_not_open(client: Client, account: User) -> None:
    link = link_for(account)
    account.is_active = False
    account.save()
    assert "ลิงก์นี้ใช้ไม่ได้" in text_of(client.get(link))


def test_a_weak_password_is_refused(client: Client, account: User) -> None:
    assert choose(client, link_for(account), "สั้น").status_code == 200
    account.refresh_from_db()
    assert account.check_password(factories.PASSWORD)


def test_a_second_factor_is_still_asked_for_after_a_new_password(client: Client, account: User) -> None:
    assert choose(client, link_for(account)).status_code == 302
    assert not is_signed_in(client)


def test_whoever_was_locked_by_wrong_tries_is_free_after_a_new_password(client: Client, account: User) -> None:
    origin = "127.0.0.1"
    for _ in range(11):
        sign_in(client, account.email, WRONG, origin=origin)
    choose(client, link_for(account))
    assert sign_in(client, account.email, NEW, origin=origin).status_code == 302


def test_nobodys_box_is_flooded(account: User) -> None:
    for number in range(8):
        Client().post(ASK, {"email": account.email}, REMOTE_ADDR=f"192.0.2.{number}")
    assert len(mail.outbox) == 5


def test_nobody_floods_many_boxes(client: Client) -> None:
    for _ in range(32):
        client.post(ASK, {"email": factories.UserFactory.create().email})
    assert len(mail.outbox) == 30


def test_a_mail_server_that_is_away_is_logged_and_not_told(
    client: Client, account: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post(ASK, {"email": account.email}).status_code == 302
    assert f"(account {account.pk})" in caplog.text
    assert account.email not in caplog.records[-1].getMessage()


def test_the_mail_speaks_the_language_of_the_page(client: Client, account: User) -> None:
    client.post(f"/en{ASK}", {"email": account.email})
    assert mailed_link().startswith("/en/account/")


def test_headquarters_hand_a_link_out_and_the_history_says_who(client: Client, account: User) -> None:
    boss = factories.SuperuserFactory.create()
    link = hand_out_link(account, by=boss)
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (boss, "ออกลิงก์ตั้งรหัสผ่านใหม่")
    assert choose(client, link).status_code == 302


def test_no_link_is_handed_out_for_an_account_that_may_not_sign_in(account: User) -> None:
    account.ends_on = date(2026, 1, 1)
    account.save()
    with pytest.raises(RuleBroken, match="สิ้นสุด"):
        hand_out_link(account, by=None)


@pytest.mark.parametrize("path", [ASK, "/account/password/reset/sent/", "/account/password/reset/done/"])
def test_the_pages_open_without_an_account(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
