"""Rows that many tests need: loaded once by the real operation, then put back row by row in bulk."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from clusters.reference import load_reference
from programmes.operations import load_history
from records.guard import bulk_writes
from records.loading import Loader

_kept: dict[str, list[models.Model]] = {}


def _models() -> Iterable[type[models.Model]]:
    for label in ("clusters", "members", "programmes"):
        yield from apps.get_app_config(label).get_models()


def put_history() -> None:
    """Fill the empty database with what ``load_history`` leaves, keys included."""
    put("history", load_history)


def put_reference() -> None:
    """Fill the empty database with provinces, centres and sectors, as ``load_reference`` leaves them."""
    put("reference", lambda: load_reference(Loader("test")))


def put(name: str, load: Callable[[], object]) -> None:
    """Fill the empty database with what this leaves there: by itself at first, from then on row by row in bulk."""
    if name not in _kept:
        load()
        _kept[name] = [row for model in _models() for row in model._base_manager.order_by("pk")]
        return
    with bulk_writes():
        for model in _models():
            if rows := [row for row in _kept[name] if type(row) is model]:
                model._base_manager.bulk_create(rows)
    for statement in connection.ops.sequence_reset_sql(no_style(), list(_models())):
        with connection.cursor() as cursor:
            cursor.execute(statement)
