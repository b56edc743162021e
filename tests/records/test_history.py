"""Every write on every path leaves who, when, why and what, in the transaction of the write."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from django.db.models.signals import pre_save
from django.test import RequestFactory
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_m2m_records

from members.models import Person, User
from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from records.errors import UnguardedWrite
from records.history import written_by
from records.loading import Loader
from tests import factories

pytestmark = pytest.mark.django_db


def by_save() -> Person:
    person = Person(name="ก")
    person.save()
    return person


def by_update_or_create() -> Person:
    person = Person.objects.create(name="ก")
    return Person.objects.update_or_create(pk=person.pk, defaults={"name": "ข"})[0]


def by_delete() -> Person:
    person = Person.objects.create(name="ก")
    key = person.pk
    person.delete()
    person.pk = key
    return person


WAYS: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "save": (by_save, ["+"]),
    "create": (lambda: Person.objects.create(name="ก"), ["+"]),
    "get_or_create": (lambda: Person.objects.get_or_create(name="ก")[0], ["+"]),
    "update_or_create": (by_update_or_create, ["+", "~"]),
    "delete": (by_delete, ["+", "-"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_write_leaves_who_when_and_why(way: str) -> None:
    author, before = factories.UserFactory.create(), datetime.now(UTC)
    write, kinds = WAYS[way]
    with written_by(author, reason="ตามหนังสือ"):
        person = write()
    written = list(Person.history.filter(id=person.pk).order_by("history_id"))
    assert [row.history_type for row in written] == kinds
    assert {(row.history_user, row.history_change_reason) for row in written} == {(author, "ตามหนังสือ")}
    assert all(before <= row.history_date <= datetime.now(UTC) for row in written)
    assert written[-1].name == person.name


def test_an_operation_leaves_its_author_and_reason() -> None:
    old, author = factories.ReportedFigureFactory.create(), factories.UserFactory.create(role="editor")
    new = factories.ReportedFigureFactory.build(source=old.source, value=28)
    supersede_figure(old, new, by=author, reason="อ่านใหม่")
    written = ReportedFigure.history.get(id=new.pk)
    assert (written.history_user, written.history_change_reason) == (author, "อ่านใหม่")


def test_a_loader_leaves_its_reason() -> None:
    person = Loader("load_people").load(Person, {"name": "ก"}, {})
    assert person is not None
    written = person.history.get()
    assert (written.history_user, written.history_change_reason) == (None, "load_people")


def test_without_a_named_author_it_is_the_user_of_the_request() -> None:
    request = RequestFactory().post("/")
    request.user = factories.UserFactory.create()
    HistoricalRecords.context.request = request
    try:
        person = Person.objects.create(name="ก")
    finally:
        del HistoricalRecords.context.request
    assert person.history.get().history_user == request.user


def test_the_named_author_comes_before_the_user_of_the_request_and_ends_with_the_block() -> None:
    author = factories.UserFactory.create()
    with written_by(author, reason="หนึ่ง"):
        with written_by(None, reason="สอง"):
            inner = Person.objects.create(name="ก")
        outer = Person.objects.create(name="ข")
    after = Person.objects.create(name="ค")
    told = [(row.history.get().history_user, row.history.get().history_change_reason) for row in (inner, outer, after)]
    assert told == [(None, "สอง"), (author, "หนึ่ง"), (None, None)]


def test_a_block_that_fails_ends_the_authorship_too() -> None:
    with pytest.raises(ZeroDivisionError), written_by(factories.UserFactory.create(), reason="หนึ่ง"):
        _ = 1 / 0
    assert Person.objects.create(name="ก").history.get().history_user is None


@pytest.fixture
def broken_history() -> Any:
    def fail(**_: Any) -> None:
        raise DatabaseError("the history can't be written")

    pre_save.connect(fail, sender=Person.history.model)
    yield
    pre_save.disconnect(fail, sender=Person.history.model)


@pytest.mark.usefixtures("broken_history")
@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_added_without_its_history() -> None:
    with pytest.raises(DatabaseError):
        Person(name="ก").save()
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_changed_or_deleted_without_its_history(request: pytest.FixtureRequest) -> None:
    person = Person.objects.create(name="เดิม")
    request.getfixturevalue("broken_history")
    person.name = "ใหม่"
    with pytest.raises(DatabaseError):
        person.save()
    with pytest.raises(DatabaseError):
        Person.objects.get().delete()
    assert Person.objects.get().name == "เดิม"


def rights_told(user: User) -> list[list[str]]:
    snapshots = User.history.filter(id=user.pk).order_by("history_id")
    return [sorted(row.user_permissions.values_list("permission__codename", flat=True)) for row in snapshots]


def test_every_change_of_an_accounts_rights_leaves_a_snapshot_with_its_author() -> None:
    user, author = factories.UserFactory.create(), factories.UserFactory.create()
    view, change = (Permission.objects.get(codename=f"{verb}_cluster") for verb in ("view", "change"))
    with written_by(author, reason="ตามคำสั่ง"):
        user.user_permissions.add(view)
        user.user_permissions.set([change])
        user.user_permissions.clear()
    assert rights_told(user) == [[], ["view_cluster"], [], ["change_cluster"], []]
    written = User.history.filter(id=user.pk, history_type="~")
    assert {(row.history_user, row.history_change_reason) for row in written} == {(author, "ตามคำสั่ง")}


def test_rights_given_again_leave_no_snapshot() -> None:
    user = factories.UserFactory.create()
    view = Permission.objects.get(codename="view_cluster")
    user.user_permissions.add(view)
    user.user_permissions.add(view)
    assert rights_told(user) == [[], ["view_cluster"]]


def test_a_save_keeps_the_rights_in_its_snapshot_and_rights_keep_what_is_saved() -> None:
    user = factories.UserFactory.create(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_cluster"))
    user.save()
    user.is_staff = False  # not saved
    user.user_permissions.add(Permission.objects.get(codename="add_cluster"))
    assert rights_told(user)[1:] == [["view_cluster"], ["view_cluster"], ["add_cluster", "view_cluster"]]
    assert User.history.filter(id=user.pk).latest().is_staff


def test_rights_and_their_snapshot_are_one_transaction() -> None:
    user = factories.UserFactory.create()
    broken = User.history.model.user_permissions.model

    def fail(**_: Any) -> None:
        raise DatabaseError

    pre_create_historical_m2m_records.connect(fail, sender=broken)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            user.user_permissions.add(Permission.objects.get(codename="view_cluster"))
    finally:
        pre_create_historical_m2m_records.disconnect(fail, sender=broken)
    assert not user.user_permissions.exists()
    assert rights_told(user) == [[]]


def test_rights_are_not_given_from_the_permission() -> None:
    view, user = Permission.objects.get(codename="view_cluster"), factories.UserFactory.create()
    with pytest.raises(UnguardedWrite), transaction.atomic():
        view.user_set.add(user)
    assert not user.user_permissions.exists()


@pytest.mark.django_db
def test_a_snapshot_that_names_its_origin_keeps_it() -> None:
    last = factories.PersonFactory.create().history.get()
    last.pk, last.history_origin = None, "manage.py load_people"
    last._state.adding = True
    last.save()
    assert Person.history.filter(history_origin="manage.py load_people").count() == 1
