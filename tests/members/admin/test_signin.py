"""Headquarters let people in again who can't sign in."""

import re

import pytest
from django.contrib import admin

from members.models import User
from tests import factories
from tests.admin_pages import address, officer, signed_in, text_of
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db

LIST = address(User, "changelist")


def chosen(action: str, *accounts: User) -> dict[str, object]:
    return {"action": action, "_selected_action": [account.pk for account in accounts]}


def test_a_lost_second_factor_is_ended_and_the_history_says_by_whom() -> None:
    boss, account = factories.SuperuserFactory.create(), with_second_factor(factories.UserFactory.create())
    signed_in(boss).post(LIST, chosen("remove_second_factors", account))
    account.refresh_from_db()
    assert account.second_factor_since is None
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (boss, "ยกเลิกการยืนยันตัวตนสองชั้นโดยเจ้าหน้าที่")


def test_what_cannot_be_ended_is_told() -> None:
    response = signed_in().post(LIST, chosen("remove_second_factors", factories.UserFactory.create()), follow=True)
    assert "ไม่ได้ตั้งการยืนยันตัวตนสองชั้น" in text_of(response)


def test_a_link_for_each_account_is_shown_on_a_page_that_nothing_keeps() -> None:
    accounts = [factories.UserFactory.create() for _ in range(2)]
    response = signed_in().post(LIST, chosen("password_links", *accounts))
    assert "no-store" in response["Cache-Control"]
    links = re.findall(r"http://testserver(/account/password/reset/\S+/)", text_of(response))
    assert len(links) == 2
    assert signed_in(factories.UserFactory.create()).get(links[0]).status_code == 302


def test_an_account_that_is_off_gets_no_link() -> None:
    response = signed_in().post(LIST, chosen("password_links", factories.UserFactory.create(is_active=False)))
    assert response.context["links"] == []
    assert "สิ้นสุดการใช้งาน" in text_of(response)


@pytest.mark.parametrize("action", ["remove_second_factors", "password_links"])
def test_a_superuser_is_out_of_an_officers_reach(action: str) -> None:
    boss = with_second_factor(factories.SuperuserFactory.create())
    version = boss.version
    client = signed_in(officer("change_user", "view_user"))
    response = client.post(LIST, chosen(action, boss), follow=True)
    assert "ไม่มีสิทธิ์แก้ไขบัญชีนี้" in text_of(response)
    boss.refresh_from_db()
    assert boss.version == version


@pytest.mark.parametrize("action", ["remove_second_factors", "password_links"])
def test_who_may_only_look_is_not_offered_it(action: str) -> None:
    account = with_second_factor(factories.UserFactory.create())
    client = signed_in(officer("view_user"))
    assert action not in client.get(LIST).content.decode()
    client.post(LIST, chosen(action, account))
    assert User.objects.get(pk=account.pk).version == account.version


@pytest.mark.parametrize("action", ["remove_second_factors", "password_links"])
def test_ones_own_way_in_is_changed_where_it_is_proved(action: str) -> None:
    boss = with_second_factor(factories.SuperuserFactory.create())
    response = signed_in(boss).post(LIST, chosen(action, boss), follow=True)
    assert "บัญชีของท่านเอง" in text_of(response)
    assert User.objects.get(pk=boss.pk).version == boss.version


def test_secrets_have_no_list_in_the_admin() -> None:
    assert not [model for model in admin.site._registry if model.__module__.startswith("allauth")]
