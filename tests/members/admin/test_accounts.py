"""Accounts in the admin: who may give rights, and what happens to passwords."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from members.models import User
from tests import factories
from tests.admin_pages import address, form_of, officer, signed_in, text_of

pytestmark = pytest.mark.django_db


def new_password(word: str = "เกลือ-ทะเล-2569") -> dict[str, str]:
    return {"password1": word, "password2": word}


def test_a_new_account_has_to_change_its_password() -> None:
    sent = {"email": "New@Example.go.th", "is_staff": "on", **new_password()}
    response = signed_in().post(address(User, "add"), sent)
    made = User.objects.get(email="new@example.go.th")
    assert response["Location"] == address(User, "change", made.pk)
    assert made.must_change_password
    assert made.check_password("เกลือ-ทะเล-2569")


@pytest.mark.parametrize(("role", "enters"), [("editor", True), ("sme", False), ("", False)])
def test_the_role_of_a_new_account_decides_what_it_is(role: str, enters: bool) -> None:
    sent = {"email": "new@example.go.th", "role": role, **new_password()}
    assert signed_in().post(address(User, "add"), sent).status_code == 302
    assert User.objects.get(email="new@example.go.th").is_staff == enters


def test_a_coordinator_without_a_person_is_refused_in_words() -> None:
    sent = {"email": "new@example.go.th", "role": "coordinator", **new_password()}
    response = signed_in().post(address(User, "add"), sent)
    assert "ระบุบุคคลของบัญชีนี้ก่อน" in text_of(response)


def test_an_officer_who_may_change_accounts_gives_no_role_and_no_centre() -> None:
    user = factories.UserFactory.create()
    client = signed_in(officer("change_user", "view_user", "add_user"))
    page = address(User, "change", user.pk)
    centre = factories.PromotionCentreFactory.create()
    assert client.post(page, {**form_of(client.get(page)), "role": "approver", "centre": centre.pk}).status_code == 302
    made = {"email": "new@example.go.th", "role": "approver", **new_password()}
    assert client.post(address(User, "add"), made).status_code == 302
    user.refresh_from_db()
    assert [user.role, user.centre, User.objects.get(email="new@example.go.th").role] == ["", None, ""]


@pytest.mark.parametrize("sent", [new_password("สั้น"), {"password1": "เกลือ-ทะเล-2569", "password2": "อื่น"}])
def test_a_weak_or_mistyped_password_makes_no_account(sent: dict[str, str]) -> None:
    assert signed_in().post(address(User, "add"), {"email": "new@example.go.th", **sent}).status_code == 200
    assert not User.objects.filter(email="new@example.go.th").exists()


def test_a_second_account_of_one_address_is_refused_whatever_its_case() -> None:
    factories.UserFactory.create(email="one@example.go.th")
    response = signed_in().post(address(User, "add"), {"email": "ONE@example.go.th", **new_password()})
    assert response.status_code == 200
    assert "มีบัญชีที่ใช้อีเมลนี้แล้ว" in text_of(response)


def test_a_password_set_by_another_is_for_one_time_and_says_who_set_it() -> None:
    user, boss = factories.UserFactory.create(), factories.SuperuserFactory.create()
    page = f"/admin/members/user/{user.pk}/password/"
    assert signed_in(boss).get(page).status_code == 200
    assert signed_in(boss).post(page, new_password()).status_code == 302
    user.refresh_from_db()
    assert user.must_change_password
    assert user.check_password("เกลือ-ทะเล-2569")
    latest = User.history.filter(id=user.pk).latest()
    assert (latest.history_user, latest.history_change_reason) == (boss, "ตั้งรหัสผ่านใหม่โดยเจ้าหน้าที่")


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for() -> None:
    boss = factories.SuperuserFactory.create()
    response = signed_in(boss).get(f"/admin/members/user/{boss.pk}/password/")
    assert response["Location"] == "/account/password/"


def test_rights_are_given_only_by_those_who_have_all_of_them() -> None:
    user = factories.UserFactory.create()
    client = signed_in(officer("change_user", "view_user"))
    page = address(User, "change", user.pk)
    sent = {**form_of(client.get(page)), "is_superuser": "on"}
    assert client.post(page, sent).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser
    boss = signed_in()
    assert boss.post(page, {**form_of(boss.get(page)), "is_superuser": "on"}).status_code == 302
    user.refresh_from_db()
    assert user.is_superuser


@pytest.mark.parametrize("name", ["change", "delete", "password"])
def test_a_superuser_is_out_of_an_officers_reach(name: str) -> None:
    boss = factories.SuperuserFactory.create()
    client = signed_in(officer("change_user", "delete_user", "view_user"))
    target = f"/admin/members/user/{boss.pk}/{name}/"
    answer = client.post(target, {"post": "yes", **new_password()})
    missing = client.post(target.replace(f"/{boss.pk}/", "/999999/"), {"post": "yes", **new_password()})
    assert (answer.status_code, answer.headers["Location"]) == (missing.status_code, missing.headers["Location"])
    boss.refresh_from_db()
    assert boss.check_password(factories.PASSWORD)


def test_who_may_change_accounts_sets_another_officers_password() -> None:
    user = factories.UserFactory.create()
    client = signed_in(officer("change_user", "view_user"))
    assert client.post(f"/admin/members/user/{user.pk}/password/", new_password()).status_code == 302


def test_the_last_day_of_an_account_is_typed_in_the_buddhist_era() -> None:
    user, boss = factories.UserFactory.create(), signed_in()
    page = address(User, "change", user.pk)
    assert boss.post(page, {**form_of(boss.get(page)), "ends_on": "30/09/2570"}).status_code == 302
    user.refresh_from_db()
    assert user.ends_on == date(2027, 9, 30)


def rights(*names: str) -> list[int]:
    return [Permission.objects.get(codename=name).pk for name in names]


def test_rights_given_in_the_form_stand_in_the_history_in_words() -> None:
    user, boss = factories.UserFactory.create(), signed_in()
    page = address(User, "change", user.pk)
    for given in (rights("view_cluster", "add_cluster"), rights("view_cluster")):
        assert boss.post(page, {**form_of(boss.get(page)), "user_permissions": given}).status_code == 302
    entries = boss.get(address(User, "history", user.pk)).context["page"].object_list
    told = [(change.before, change.after) for entry in entries for change in entry.changes if entry.kind == "~"]
    assert told == [("ดูคลัสเตอร์, เพิ่มคลัสเตอร์", "ดูคลัสเตอร์"), ("", "ดูคลัสเตอร์, เพิ่มคลัสเตอร์")]
    user.delete()
    lost = boss.get(address(User, "deleted")).context["entries"][0].changes
    assert [change.before for change in lost if not change.after][-1] == "ดูคลัสเตอร์"


def test_who_gives_no_rights_reads_them_in_words_and_sends_none() -> None:
    user = officer("view_cluster")
    client = signed_in(officer("change_user", "view_user"))
    page = address(User, "change", user.pk)
    response = client.get(page)
    assert "ดูคลัสเตอร์" in text_of(response)
    assert "user_permissions" not in response.context["adminform"].form.fields
    assert client.post(page, {**form_of(response), "user_permissions": rights("add_cluster")}).status_code == 302
    assert [right.codename for right in user.user_permissions.all()] == ["view_cluster"]


def test_groups_of_rights_are_not_offered() -> None:
    boss, user = signed_in(), factories.UserFactory.create()
    assert boss.get("/admin/auth/group/").status_code == 404
    assert "groups" not in boss.get(address(User, "change", user.pk)).context["adminform"].form.fields
