"""One's own password: changed where the old one is asked for."""

import pytest
from django.test import Client

from members.models import User
from tests import factories
from tests.admin_pages import signed_in, text_of
from tests.signing_in import is_signed_in

pytestmark = pytest.mark.django_db

PAGE = "/account/password/"


def sent(new: str = "เกลือ-ทะเล-2569") -> dict[str, str]:
    return {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}


@pytest.fixture
def account() -> User:
    return factories.UserFactory.create(must_change_password=True)


def test_changing_ones_password_frees_the_account_and_is_written_down(account: User) -> None:
    client, elsewhere = signed_in(account), signed_in(account)
    assert client.post(PAGE, sent())["Location"] == "/admin/"
    account.refresh_from_db()
    assert not account.must_change_password
    assert account.check_password("เกลือ-ทะเล-2569")
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    latest = account.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (account, "เปลี่ยนรหัสผ่านของตนเอง")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (sent(factories.PASSWORD), "รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม"),
        ({**sent(), "oldpassword": "ผิด"}, "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        (sent("สั้น"), "12"),
        (sent("password1234"), "รหัสผ่าน"),
        ({**sent(), "password2": "อื่น-ทะเล-2569"}, "รหัสผ่านทั้งสองช่องไม่ตรงกัน"),
        ({**sent(), "password1": ""}, "กรุณากรอก"),
        ({}, "กรุณากรอก"),
    ],
)
def test_what_is_no_new_password_changes_nothing(account: User, typed: dict[str, str], said: str) -> None:
    response = signed_in(account).post(PAGE, typed)
    assert response.status_code == 200
    assert said in " ".join(str(errors) for errors in response.context["form"].errors.values())
    account.refresh_from_db()
    assert account.must_change_password


def test_wrong_old_passwords_are_counted(account: User) -> None:
    client = signed_in(account)
    assert [client.post(PAGE, {**sent(), "oldpassword": "ผิด"}).status_code for _ in range(11)] == [200] * 10 + [429]


def test_only_the_signed_in_change_a_password(client: Client) -> None:
    assert client.post(PAGE, sent())["Location"] == f"/account/login/?next={PAGE}"


def test_the_page_says_what_a_password_has_to_be(account: User) -> None:
    assert "12" in text_of(signed_in(account).get(PAGE))


def test_the_admins_page_leads_here(account: User) -> None:
    assert signed_in(account).get("/admin/password_change/")["Location"] == PAGE
