"""The history of rows that an operation wrote in bulk: one statement copies what the table holds at that moment.

It's the same snapshot that ``save`` and ``delete`` would write row by row.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.utils import timezone

from records.history import origin_of_write
from records.models import Record

CREATED, CHANGED, DELETED = "+", "~", "-"
_AT_ONCE: Final = 10_000


def keep_history(
    model: type[Record], keys: Iterable[int], kind: str, *, by: AbstractBaseUser | None, reason: str
) -> None:
    """Copy rows as they are now into the history of their model; ``kind`` says what was done, or is about to be."""
    quote = connection.ops.quote_name
    history = model.history.model
    kept = {field.column for field in history._meta.concrete_fields}
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields if field.column in kept)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    author = None if by is None else by.pk
    for some in _pieces(keys):
        # The keys are whole numbers of our own, written into the statement: there may be more than it takes as values.
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(history._meta.db_table)}"  # noqa: S608
                f" ({columns}, history_date, history_type, history_change_reason, history_origin, history_user_id)"
                f" SELECT {columns}, %s, %s, %s, %s, %s FROM {quote(model._meta.db_table)}"
                f" WHERE id IN ({', '.join(str(int(key)) for key in some)}) ORDER BY id",
                [now, kind, reason, origin_of_write(), author],
            )


def _pieces(keys: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(keys)
    yield from (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
