"""Rows that come with the portal: created once, brought up to date, never against an officer's edit."""

import pytest

from members.models import Person
from records.history import written_by
from records.loading import Loader
from tests import factories

pytestmark = pytest.mark.django_db


def load(note: str) -> tuple[Person | None, dict[str, int]]:
    loader = Loader("load_people")
    row = loader.load(Person, {"name": "ก"}, {"note": note})
    return row, dict(loader.tally.counts)


def test_a_row_is_created_once() -> None:
    assert load("หนึ่ง")[1] == {"created": 1}
    assert load("หนึ่ง")[1] == {"unchanged": 1}
    assert Person.objects.get().version == 1


def test_a_row_that_only_the_loader_wrote_is_brought_up_to_date() -> None:
    load("หนึ่ง")
    row, counts = load("สอง")
    assert counts == {"changed": 1}
    assert row is not None
    assert [written.history_change_reason for written in row.history.all()] == ["load_people"] * 2
    assert Person.objects.get().note == "สอง"


def test_a_row_that_an_officer_edited_is_left_to_him() -> None:
    row, _counts = load("หนึ่ง")
    assert row is not None
    row.note = "ของเจ้าหน้าที่"
    with written_by(factories.UserFactory.create(), reason="แก้"):
        row.save()
    assert load("สอง")[1] == {"kept": 1}
    assert Person.objects.get().note == "ของเจ้าหน้าที่"


def test_a_row_whose_key_an_officer_changed_does_not_come_in_a_second_time() -> None:
    row, _counts = load("หนึ่ง")
    assert row is not None
    row.name = "ข"
    with written_by(factories.UserFactory.create(), reason="แก้ชื่อ"):
        row.save()
    assert load("หนึ่ง") == (row, {"kept": 1})
    assert [person.name for person in Person.objects.all()] == ["ข"]


def test_a_row_that_an_officer_deleted_stays_deleted() -> None:
    row, _counts = load("หนึ่ง")
    assert row is not None
    row.delete()
    assert load("หนึ่ง") == (None, {"kept": 1})
    assert not Person.objects.exists()


def test_a_tally_knows_whether_anything_was_written() -> None:
    loader = Loader("load_people")
    assert loader.tally.wrote == 0
    loader.load(Person, {"name": "ก"}, {})
    loader.load(Person, {"name": "ก"}, {"note": "x"})
    assert loader.tally.wrote == 2
