"""A link for a new password, from the command line."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from tests import factories

pytestmark = pytest.mark.django_db


def said(email: str) -> str:
    out = StringIO()
    call_command("password_link", email, stdout=out)
    return out.getvalue()


def test_the_printed_link_opens_and_the_history_tells_of_it(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = [".portal.example", "testserver"]
    settings.SESSION_COOKIE_SECURE = True
    account = factories.UserFactory.create(email="anong@example.go.th")
    found = re.search(r"https://portal\.example(/account/password/reset/\S+/)", said("Anong@example.go.th"))
    assert found
    assert Client().get(found[1]).status_code == 302
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (None, "ออกลิงก์ตั้งรหัสผ่านใหม่ด้วยคำสั่งของระบบ")


def test_an_e_mail_that_nobody_has_is_refused() -> None:
    with pytest.raises(CommandError, match="no account"):
        said("nobody@example.go.th")


def test_an_account_that_is_off_gets_no_link() -> None:
    with pytest.raises(CommandError, match="สิ้นสุด"):
        said(factories.UserFactory.create(is_active=False).email)
