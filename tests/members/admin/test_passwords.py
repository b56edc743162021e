"""Changing one's own password."""

import pytest

from members.models import User
from tests import factories
from tests.admin_pages import signed_in, text_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/password_change/"


def sent(new: str = "เกลือ-ทะเล-2569") -> dict[str, str]:
    return {"old_password": factories.PASSWORD, "new_password1": new, "new_password2": new}


def test_changing_ones_password_frees_the_account_and_is_written_down() -> None:
    user = factories.UserFactory.create(must_change_password=True)
    client = signed_in(user)
    assert client.post(PAGE, sent()).status_code == 302
    user.refresh_from_db()
    assert not user.must_change_password
    assert client.get("/admin/").status_code == 200  # still signed in
    latest = User.history.filter(id=user.pk).latest()
    assert (latest.history_user, latest.history_change_reason) == (user, "เปลี่ยนรหัสผ่านของตนเอง")


def test_the_new_password_has_to_be_another() -> None:
    user = factories.UserFactory.create(must_change_password=True)
    response = signed_in(user).post(PAGE, sent(factories.PASSWORD))
    assert "รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม" in text_of(response)
    user.refresh_from_db()
    assert user.must_change_password


def test_a_wrong_old_password_changes_nothing() -> None:
    user = factories.UserFactory.create(must_change_password=True)
    assert signed_in(user).post(PAGE, {**sent(), "old_password": "ผิด"}).status_code == 200
    user.refresh_from_db()
    assert user.must_change_password
