"""Bulk writes skip version, rules and history: only operations may use them."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from config import env
from members.models import Person
from records.errors import UnguardedWrite
from records.guard import GuardedQuerySet, bulk_writes
from records.models import Record
from tests import factories

BULK: dict[str, Callable[[], Any]] = {
    "update": lambda: Person.objects.update(name="ข"),
    "filtered update": lambda: Person.objects.filter(name="ก").update(name="ข"),
    "bulk_create": lambda: Person.objects.bulk_create([Person(name="ข")]),
    "bulk_update": lambda: Person.objects.bulk_update([Person.objects.get()], ["name"]),
    "delete": lambda: Person.objects.all().delete(),
}
PACKAGES = ("config", "portal", "programmes", "members", "clusters", "records", "thai")
VERBS = {"update", "bulk_create", "bulk_update", "bulk_writes", "delete", "_raw_delete", "aupdate", "abulk_create"}
# What isn't a QuerySet's, and why.
HARMLESS = {"hashlib", "digest", "context", "initial", "typed"}


@pytest.mark.django_db
@pytest.mark.parametrize("way", BULK)
def test_a_bulk_write_is_refused_outside_an_operation(way: str) -> None:
    factories.PersonFactory.create(name="ก")
    with pytest.raises(UnguardedWrite):
        BULK[way]()
    assert Person.objects.get().name == "ก"


@pytest.mark.django_db
@pytest.mark.parametrize("way", BULK)
def test_a_bulk_write_inside_an_operation_passes(way: str) -> None:
    factories.PersonFactory.create(name="ก")
    with bulk_writes():
        BULK[way]()
    with pytest.raises(UnguardedWrite):  # the door is closed again
        Person.objects.update(name="ค")


@pytest.mark.django_db
def test_the_door_closes_when_the_operation_fails() -> None:
    with pytest.raises(ZeroDivisionError), bulk_writes():
        _ = 1 / 0
    with pytest.raises(UnguardedWrite):
        Person.objects.update(name="ค")


def test_every_record_is_guarded_on_all_its_managers() -> None:
    for model in (model for model in apps.get_models() if issubclass(model, Record)):
        for manager in (model._default_manager, model._base_manager):
            assert isinstance(manager.get_queryset(), GuardedQuerySet), model


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (env.BASE_DIR / package).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def writes_in_bulk(source: str) -> set[str]:
    """Return the bulk verbs that a module calls on what isn't plainly a dictionary, a set or one row."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "bulk_writes":
            found.add("bulk_writes")
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in VERBS:
            continue
        target = ast.unparse(node.func.value)
        one_row_or_parent = node.func.attr == "delete" and ("objects" not in target and "filter" not in target)
        of_no_record = target.startswith(("Tries.objects", "Authenticator.objects"))  # counts of tries, another's table
        if not one_row_or_parent and not of_no_record and target not in HARMLESS and not target.startswith("super()"):
            found.add(node.func.attr)
    return found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Person.objects.filter(name='x').update(name='y')", {"update"}),
        ("rows.bulk_create([])", {"bulk_create"}),
        ("Person.objects.all().delete()", {"delete"}),
        ("with bulk_writes(): pass", {"bulk_writes"}),
        ("row.delete()", set()),
        ("super().update()", set()),
    ],
)
def test_the_reader_of_the_code_sees_bulk_writes(source: str, found: set[str]) -> None:
    assert writes_in_bulk(source) == found


def test_only_operations_write_in_bulk() -> None:
    outside = [path.relative_to(env.BASE_DIR) for path in modules() if "operations" not in {*path.parts, path.stem}]
    found = {str(path): writes_in_bulk((env.BASE_DIR / path).read_text()) for path in outside}
    assert {path: verbs for path, verbs in found.items() if verbs} == {}
