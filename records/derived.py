"""Derived columns compared with what they should hold: bulk writes can leave a search or sort key behind."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from thai.fields import DerivedField

ROWS_AT_ONCE = 2000


def models_with_derived_columns() -> list[type[models.Model]]:
    """Return every model that keeps a search or sort key, ordered by its label."""
    return sorted((model for model in apps.get_models() if _derived_fields(model)), key=lambda model: model._meta.label)


def count_wrong(model: type[models.Model], *, newest: int | None = None) -> int:
    """Return how many rows hold a derived column that doesn't follow from its sources.

    One query. All rows are read, in batches, or only the ``newest``.
    """
    rows = model._base_manager.order_by("-pk")[:newest]
    return sum(1 for _ in _wrong_rows(model, rows))


def _wrong_rows(model: type[models.Model], rows: "models.QuerySet[models.Model]") -> Iterator[models.Model]:
    fields = _derived_fields(model)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        if any(getattr(row, field.attname) != field.derived_value(row) for field in fields):
            yield row


def _derived_fields(model: type[models.Model]) -> list[DerivedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, DerivedField)]
