"""Rows written in bulk are those that saving one by one would have left, history included."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from members.models import Organisation, Person
from programmes.demo.world import MODELS
from programmes.operations.bulk_rows import forget_rows, next_key, take_tables, write_rows
from records.history import written_by
from records.models import Record
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db

ODD = "ก\tข\\N\nค\rง\\."


def kept(row: Record) -> dict[str, object]:
    apart = {"id", "history_id", "history_date", "number", "code", "search_key", "public_key", "sort_key"}
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value for name, value in values.items() if name not in apart}


def written(model: type[Record], *rows: Record) -> list[int]:
    told: list[int] = []
    with transaction.atomic():
        take_tables(model)
        first = next_key(model)
        for key, row in enumerate(rows, start=first):
            row.pk = key
        assert write_rows(model, rows, reason="ทดสอบ", wrote=told.append) == len(rows)
    assert sum(told) == len(rows)
    return [row.pk for row in rows]


def test_a_row_is_the_same_as_one_that_was_saved_and_so_is_its_history() -> None:
    with written_by(None, reason="ทดสอบ"):
        saved = OrganisationFactory.create(name="ไหมไทย", note=ODD)
    number = saved.number + 1
    unsaved = OrganisationFactory.build(name="ไหมไทย", note=ODD, number=number, code=f"O{number:06d}")
    (key,) = written(Organisation, unsaved)
    row = Organisation.objects.get(pk=key)
    assert kept(row) == kept(Organisation.objects.get(pk=saved.pk))
    assert row.search_key == f"ไหมไทย\no{number:06d}"
    assert row.sort_key == saved.sort_key
    (entry,) = row.history.all()
    assert kept(entry) == kept(saved.history.get())
    assert entry.history_type == "+"


def test_the_next_row_that_is_saved_gets_the_next_key() -> None:
    keys = written(Person, *PersonFactory.build_batch(3))
    assert keys == list(range(keys[0], keys[0] + 3))
    assert PersonFactory.create().pk == keys[-1] + 1


def test_a_key_that_was_given_is_never_given_again() -> None:
    person = PersonFactory.create()
    key = person.pk
    person.delete()
    assert written(Person, PersonFactory.build()) == [key + 1]


def test_no_rows_leave_no_trace() -> None:
    assert written(Person) == []
    assert Person.history.count() == 0


def test_rows_are_forgotten_with_their_history_but_for_one() -> None:
    apart = PersonFactory.create(name="คนจริง")
    first, _middle, last = written(Person, *PersonFactory.build_batch(3))
    with transaction.atomic():
        assert forget_rows(Person, first, last, tombstone=last, reason="ทดสอบ") == 3
    assert list(Person.objects.all()) == [apart]
    assert [(row.id, row.history_type) for row in Person.history.exclude(id=apart.pk)] == [(last, "-")]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_nobody_writes_between_while_the_tables_are_taken() -> None:
    with transaction.atomic():
        take_tables(*MODELS)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE mode = 'ShareRowExclusiveLock' AND granted"
                " AND pid = pg_backend_pid()"
            )
            assert cursor.fetchone() == (len(MODELS),)


def test_every_kind_of_value_of_the_world_s_models_can_be_copied() -> None:
    """COPY is given texts, numbers, dates and truths; another kind of field needs an adaption of its own."""
    known = {"AutoField", "BigAutoField", "BooleanField", "CharField", "DateField", "DecimalField", "ForeignKey"}
    known |= {
        "DateTimeField",
        "OneToOneField",
        "PositiveIntegerField",
        "PositiveSmallIntegerField",
        "SlugField",
        "TextField",
        "URLField",
    }
    kinds = {field.get_internal_type() for model in MODELS for field in model._meta.concrete_fields}
    kinds |= {"URLField"}
    assert kinds <= known
    assert set(MODELS) <= set(apps.get_models())
