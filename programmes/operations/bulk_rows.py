"""Rows of records by the hundred thousand: written with their history, and taken away by their keys.

What ``save`` does row by row is done here for all: derived columns are filled, versions begin at 1, and each row has
its "created" in the history, with the reason and the author of ``written_by``. Rules across rows are the caller's.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

from records.guard import bulk_writes
from records.history import origin_of_write
from records.models import Record

ROWS_AT_ONCE: Final = 10_000

Wrote = Callable[[int], None]


def take_tables(*tables: type[Record]) -> None:
    """Keep everybody else from writing to the tables until the transaction ends; reading goes on.

    Checks foreign keys with each statement: a million of them, kept for the end, would fill the server's memory.
    """
    if connection.vendor != "postgresql":
        return  # a writing transaction is alone
    quote = connection.ops.quote_name
    names = ", ".join(quote(table._meta.db_table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def next_key(model: type[Record]) -> int:
    """Return the primary key behind all that were ever given; the table must have been taken."""
    table = model._meta.db_table
    highest = model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0
    past = model.history.aggregate(highest=Max("id"))["highest"] or 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [connection.ops.quote_name(table)])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  # our own
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
    return max(highest, past, given[0] if given else 0) + 1


def write_rows(model: type[Record], rows: Iterable[Record], *, reason: str, wrote: Wrote) -> int:
    """Write new rows, whose keys are set and ascend, and their history; return how many.

    ``wrote`` is told each batch's number of rows.
    """
    write = _copy if connection.vendor == "postgresql" else _bulk_create
    total, first, last = 0, 0, 0
    for keys in write(model, _batches(rows)):
        first, last = first or keys[0], keys[-1]
        total += len(keys)
        wrote(len(keys))
    if total:
        _write_history(model, first, last, kind="+", reason=reason)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
            # Else the next questions are planned for the table as it was.
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
    return total


def _batches(rows: Iterable[Record]) -> Iterator[Sequence[Record]]:
    rest = iter(rows)
    while batch := list(islice(rest, ROWS_AT_ONCE)):
        yield batch


def _bulk_create(model: type[Record], batches: Iterable[Sequence[Record]]) -> Iterator[Sequence[int]]:
    for batch in batches:
        with bulk_writes():
            model._base_manager.bulk_create(batch)
        yield [row.pk for row in batch]


def _copy(model: type[Record], batches: Iterable[Sequence[Record]]) -> Iterator[Sequence[int]]:
    """Let the server write one batch while the next is worked out: each takes about as long as the other."""
    fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    copy = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, ThreadPoolExecutor(max_workers=1) as server:
        writing: Future[None] | None = None
        for batch in batches:
            lines = io.StringIO("".join([_line(row, fields) for row in batch]))
            if writing is not None:
                writing.result()
            writing = server.submit(cursor.copy_expert, copy, lines)
            yield [row.pk for row in batch]
        if writing is not None:
            writing.result()


def _line(row: Record, fields: Sequence["models.Field[Any, Any]"]) -> str:
    return "\t".join([_cell(field.pre_save(row, add=True)) for field in fields]) + "\n"


_ESCAPED: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _cell(value: object) -> str:
    """Return a value as COPY reads it; the numbers, texts, dates and truths of records need no other adaption."""
    return "\\N" if value is None else str(value).translate(_ESCAPED)


def _write_history(model: type[Record], first: int, last: int, *, kind: str, reason: str) -> None:
    """Write the same snapshot of each row that ``save`` and ``delete`` would write, in one statement."""
    quote = connection.ops.quote_name
    history = model.history.model
    kept = {field.column for field in history._meta.concrete_fields}
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields if field.column in kept)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(history._meta.db_table)}"  # noqa: S608  # names of our tables and columns
            f" ({columns}, history_date, history_type, history_change_reason, history_origin)"
            f" SELECT {columns}, %s, %s, %s, %s FROM {quote(model._meta.db_table)}"
            " WHERE id BETWEEN %s AND %s ORDER BY id",
            [now, kind, reason, origin_of_write(), first, last],
        )


def forget_rows(model: type[Record], first: int, last: int, *, tombstone: int | None, reason: str) -> int:
    """Delete the rows of these keys with their history; return how many.

    ``tombstone`` names one whose deletion is kept in the history, with what it was.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        history = quote(model.history.model._meta.db_table)
        cursor.execute(f"DELETE FROM {history} WHERE id BETWEEN %s AND %s", [first, last])  # noqa: S608
        if tombstone is not None:
            _write_history(model, tombstone, tombstone, kind="-", reason=reason)
        cursor.execute(f"DELETE FROM {quote(model._meta.db_table)} WHERE id BETWEEN %s AND %s", [first, last])  # noqa: S608
        return int(cursor.rowcount)
