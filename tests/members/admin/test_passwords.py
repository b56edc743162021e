"""Passwords that somebody else sets."""

import pytest

from members.admin.passwords import NewAccountForm, OthersPasswordForm
from tests import factories

pytestmark = pytest.mark.django_db

SENT = {"password1": "เกลือ-ทะเล-2569", "password2": "เกลือ-ทะเล-2569"}


def test_a_new_account_begins_with_a_password_that_has_to_be_changed() -> None:
    form = NewAccountForm({"email": "new@example.go.th", **SENT})
    assert form.is_valid()
    assert form.save().must_change_password


def test_a_password_set_by_another_has_to_be_changed() -> None:
    form = OthersPasswordForm(factories.UserFactory.create(), SENT)
    assert form.is_valid()
    assert form.save().must_change_password
