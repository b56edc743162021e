"""What happens to an account on its way in leaves its trace, and no secret."""

import json

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.fixtures import Settings

from members.models import User
from members.signin import secrets
from members.signin.accounts import (
    lacks_second_factor,
    needs_second_factor,
    note_on,
    recovery_codes_were_made,
    remove_second_factor,
    second_factor_was_set,
    set_password,
)
from records.errors import RuleBroken
from tests import factories
from tests.signing_in import recovery_codes_of, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rights", "needed"),
    [
        ({"is_staff": True}, True),
        ({"is_staff": False}, False),
        ({"is_staff": False, "is_superuser": True}, True),
        ({"is_staff": False, "role": "coordinator"}, True),
        ({"is_staff": False, "role": "sme"}, False),
    ],
)
def test_whoever_may_enter_the_admin_or_write_results_needs_a_second_factor(
    rights: dict[str, bool], needed: bool
) -> None:
    assert needs_second_factor(factories.UserFactory.build(**rights)) == needed


@pytest.mark.parametrize("required", [True, False])
def test_it_is_lacking_only_where_the_installation_asks_for_it(settings: Settings, required: bool) -> None:
    settings.SECOND_FACTOR_REQUIRED = required
    account = factories.UserFactory.create()
    assert lacks_second_factor(account) == required
    assert not lacks_second_factor(second_factor_was_set(account))


def test_a_password_that_its_owner_chose_need_not_be_changed() -> None:
    account = factories.UserFactory.create(must_change_password=True)
    held = set_password(account, "เกลือ-ทะเล-2569", by=account, reason="ทดสอบ")
    assert held.check_password("เกลือ-ทะเล-2569")
    assert not held.must_change_password
    latest = held.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (account, "ทดสอบ")


def test_an_officer_who_saved_the_account_meanwhile_is_not_overwritten() -> None:
    account = factories.UserFactory.create(email="old@example.go.th")
    by_officer = User.objects.get(pk=account.pk)
    by_officer.email = "new@example.go.th"
    by_officer.save()
    assert second_factor_was_set(account).email == "new@example.go.th"


def test_the_history_says_since_when_there_is_a_second_factor_and_who_took_it_away() -> None:
    boss, account = factories.SuperuserFactory.create(), factories.UserFactory.create()
    made = with_second_factor(account)
    recovery_codes_were_made(account)
    remove_second_factor(account, by=boss, reason="โทรศัพท์หาย")
    told = [(row.history_user, row.second_factor_since, row.history_change_reason) for row in account.history.all()[:3]]
    assert told == [
        (boss, None, "โทรศัพท์หาย"),
        (account, made.second_factor_since, "ออกรหัสสำรองชุดใหม่"),
        (account, made.second_factor_since, "ตั้งการยืนยันตัวตนสองชั้น"),
    ]


def test_removing_takes_the_secrets_away() -> None:
    account, other = (with_second_factor(factories.UserFactory.create()) for _ in range(2))
    remove_second_factor(account, by=None, reason="ทดสอบ")
    assert set(Authenticator.objects.values_list("user", flat=True)) == {other.pk}


def test_what_is_not_there_is_not_removed() -> None:
    account = factories.UserFactory.create()
    with pytest.raises(RuleBroken, match="ไม่ได้ตั้ง"):
        remove_second_factor(account, by=None, reason="ทดสอบ")
    assert account.history.count() == 1


def test_neither_history_nor_tables_hold_a_secret_that_can_be_read() -> None:
    account = with_second_factor(factories.UserFactory.create())
    kept = json.dumps([*Authenticator.objects.values_list("data", flat=True)])
    history = str([*User.history.values()])
    app = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    for secret in (secrets.decrypt(app.data["secret"]), *recovery_codes_of(account)):
        assert secret not in kept
        assert secret not in history
    assert app.data["secret"] not in history


def test_a_note_changes_nothing_but_is_told() -> None:
    account = factories.UserFactory.create()
    note_on(account, by=None, reason="ออกลิงก์")
    assert account.history.latest().history_change_reason == "ออกลิงก์"
