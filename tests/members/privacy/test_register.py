"""Every field of every table has its class; what isn't said of a field fails here."""

import pytest
from django.apps import apps
from django.db import models

from members.models import Contact, Person, User
from members.privacy import register
from members.privacy.register import (
    CLASSES,
    CONTACT,
    FIELDS,
    IDENTITY,
    REFERENCE,
    TRACE,
    Register,
    class_of,
    unclassified,
)


def test_every_field_of_every_model_has_its_class() -> None:
    assert list(unclassified()) == []


def test_no_table_and_no_field_is_listed_that_is_no_more_or_listed_twice() -> None:
    for label, told in FIELDS.items():
        model: type[models.Model] = apps.get_model(label)
        names = [name for some in told.values() for name in some.split()]
        assert sorted(names) == sorted(set(names)), label
        held = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        assert set(names) <= held, label


def test_a_history_holds_the_class_of_what_it_keeps_and_a_trace() -> None:
    assert class_of(Contact.history.model, "value") is CONTACT
    assert class_of(Person.history.model, "history_user") is TRACE
    assert class_of(User.history.model.user_permissions.model, "m2m_history_id") is TRACE
    assert class_of(Person, "name") is IDENTITY
    assert class_of(Person, "version") is REFERENCE
    assert class_of(Person, "no_such_field") is None


def test_the_register_tells_of_each_personal_class_with_its_tables() -> None:
    parts = {part.label: part for part in Register.of_now().parts}
    assert set(parts) == {str(each.label) for each in CLASSES if each.is_personal}
    contacts = {table.label: table.fields for table in parts[str(CONTACT.label)].tables}
    assert "ข้อมูลติดต่อ" in contacts["ข้อมูลติดต่อ"]
    assert all(part.purpose and part.basis and part.retention and part.tables for part in parts.values())


def test_a_field_of_which_nobody_has_said_what_it_is_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register.FIELDS, "members.Tries", {register.SECRET: "key count"})
    assert list(register.unclassified()) == ["members.Tries.ends_at"]
