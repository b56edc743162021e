"""The programme's history for many tests: loaded once by the real operation, then put back row by row in bulk."""

from collections.abc import Iterable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from programmes.operations import load_history
from records.guard import bulk_writes

_rows: list[models.Model] = []


def _models() -> Iterable[type[models.Model]]:
    for label in ("clusters", "members", "programmes"):
        yield from apps.get_app_config(label).get_models()


def put_history() -> None:
    """Fill the empty database with what ``load_history`` leaves, keys included."""
    if not _rows:
        load_history()
        _rows.extend(row for model in _models() for row in model._base_manager.order_by("pk"))
        return
    with bulk_writes():
        for model in _models():
            model._base_manager.bulk_create(row for row in _rows if type(row) is model)
    for statement in connection.ops.sequence_reset_sql(no_style(), list(_models())):
        with connection.cursor() as cursor:
            cursor.execute(statement)
