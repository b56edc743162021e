"""The first account of an installation."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.test import override_settings

pytestmark = pytest.mark.django_db


def ensure_superuser() -> str:
    out = StringIO()
    call_command("ensure_superuser", stdout=out)
    return out.getvalue()


def test_a_new_installation_gets_a_superuser_whose_printed_password_works_and_must_be_changed() -> None:
    said = ensure_superuser()
    found = re.search(r"password / รหัสผ่าน +(\S{20})$", said, re.MULTILINE)
    assert found
    user = get_user_model()._default_manager.get()
    assert authenticate(username="admin@portal.localhost", password=found[1]) == user
    assert user.is_superuser
    assert user.is_staff
    assert user.must_change_password


def test_a_second_run_changes_and_prints_nothing() -> None:
    ensure_superuser()
    before = get_user_model()._default_manager.values().get()
    assert ensure_superuser() == ""
    assert get_user_model()._default_manager.values().get() == before


def test_any_superuser_will_do() -> None:
    get_user_model()._default_manager.create_superuser(email="somebody@portal.example", password="unguessed words")
    assert ensure_superuser() == ""
    assert get_user_model()._default_manager.count() == 1


@override_settings(SUPERUSER_EMAIL="it@agency.example")
def test_the_address_of_the_account_may_be_chosen() -> None:
    assert "it@agency.example" in ensure_superuser()
    assert get_user_model()._default_manager.get().email == "it@agency.example"
