"""A lost second factor, ended from the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db


def remove(email: str, *more: str) -> None:
    call_command("remove_second_factor", email, *more)


def test_it_is_ended_and_the_reason_stands_in_the_history(capsys: pytest.CaptureFixture[str]) -> None:
    account = with_second_factor(factories.UserFactory.create())
    remove(account.email.upper(), "--reason=โทรศัพท์หาย โทรยืนยันแล้ว")
    account.refresh_from_db()
    assert account.second_factor_since is None
    assert account.history.latest().history_change_reason == "โทรศัพท์หาย โทรยืนยันแล้ว"
    assert "removed" in capsys.readouterr().out


def test_it_is_never_ended_without_a_reason() -> None:
    account = with_second_factor(factories.UserFactory.create())
    with pytest.raises(CommandError, match="reason"):
        remove(account.email)


def test_what_is_not_there_is_not_ended() -> None:
    with pytest.raises(CommandError, match="no account"):
        remove("nobody@example.go.th", "--reason=ก")
    with pytest.raises(CommandError, match="ไม่ได้ตั้ง"):
        remove(factories.UserFactory.create().email, "--reason=ก")
