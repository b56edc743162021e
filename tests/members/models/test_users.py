"""Accounts: one for each e-mail, whatever its case."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from members.models import User
from records.errors import UnguardedWrite
from tests.factories import PASSWORD, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

WRITTEN = "  Anong.S๑@Example.GO.TH "
KEPT = "anong.s1@example.go.th"


def test_an_email_is_kept_in_one_form_however_the_account_is_made() -> None:
    assert UserFactory.create(email=WRITTEN).email == KEPT
    User.objects.all().get().delete()
    User(email=WRITTEN).save()
    assert User.objects.get().email == KEPT


def test_a_form_keeps_the_email_in_one_form() -> None:
    user = User(email="Anong@Example.GO.TH", password="!")
    user.full_clean()
    assert user.email == "anong@example.go.th"


def test_there_is_one_account_for_an_email_whatever_its_case() -> None:
    UserFactory.create(email=KEPT)
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email=KEPT.upper()).save()
    with pytest.raises(ValidationError, match="อีเมล"):
        User(email=KEPT.upper(), password="!").full_clean()


@pytest.mark.parametrize("typed", [KEPT, KEPT.upper(), WRITTEN, f"{KEPT}\x00"])
def test_an_account_is_found_by_its_email_as_people_type_it(typed: str) -> None:
    user = UserFactory.create(email=KEPT)
    assert User.objects.get_by_natural_key(typed) == user
    assert authenticate(username=typed, password=PASSWORD) == user


@pytest.mark.parametrize("typed", ["", None, "nobody@example.go.th", "%", "\x00", "a" * 100_000])
def test_an_email_that_nobody_has_finds_nobody(typed: str | None) -> None:
    UserFactory.create()
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(typed)


@pytest.mark.parametrize("email", ["", "  ", "\u200b"])
def test_an_account_needs_an_email(email: str) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user(email)


def test_an_account_may_do_nothing_until_it_is_told_what() -> None:
    user = User.objects.create_user(KEPT, PASSWORD)
    assert (user.is_staff, user.is_superuser, user.is_active, user.must_change_password) == (False, False, True, False)
    assert user.check_password(PASSWORD)
    assert not User.objects.create_user("other@example.go.th").has_usable_password()


def test_a_superuser_may_do_everything() -> None:
    user = User.objects.create_superuser("Root@Example.go.th", PASSWORD)
    assert (user.email, user.is_staff, user.is_superuser) == ("root@example.go.th", True, True)
    assert user.has_perm("members.delete_user")


def test_djangos_own_command_makes_a_superuser() -> None:
    call_command("createsuperuser", interactive=False, email=KEPT, verbosity=0)
    assert User.objects.get_by_natural_key(KEPT).is_superuser


def test_an_account_is_called_by_its_person_or_else_by_its_email() -> None:
    user = UserFactory.create(email=KEPT)
    assert str(user) == user.get_full_name() == KEPT
    user.person = PersonFactory.create(name="อนงค์ สุขใจ")
    assert str(user) == user.get_short_name() == "อนงค์ สุขใจ"


def test_the_history_of_an_account_holds_no_password() -> None:
    user = UserFactory.create()
    user.set_password("another-12-signs")
    user.save()
    assert user.history.count() == 2
    assert "password" not in {field.name for field in User.history.model._meta.get_fields()}


def test_accounts_are_not_written_in_bulk() -> None:
    UserFactory.create()
    with pytest.raises(UnguardedWrite):
        User.objects.update(is_superuser=True)


@pytest.mark.parametrize(
    ("role", "enters"),
    [("approver", True), ("editor", True), ("manager", True), ("coordinator", False), ("sme", False)],
)
def test_the_role_decides_who_enters_the_admin(role: str, enters: bool) -> None:
    user = UserFactory.create(role=role, is_staff=not enters, person=PersonFactory.create())
    assert user.is_staff is enters
    user.is_staff = not enters
    user.full_clean()
    assert user.is_staff is enters


def test_without_a_role_a_superuser_decides_who_enters_the_admin() -> None:
    assert [UserFactory.create(is_staff=given).is_staff for given in (True, False)] == [True, False]
