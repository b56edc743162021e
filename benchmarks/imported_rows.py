"""One round of the measure of imports: a list comes in, its rows are copied out, taken back, and copied in again."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from clusters.models import Cluster
from members.imports.operations.batches import check_batch, confirm, import_batch, receive_file
from members.imports.operations.undo import ask_to_undo, undo_batch
from members.models import Consent, Contact, EnterpriseFigures, ImportBatch, Membership, Organisation, User
from records.history import written_by
from records.models import Record

MODELS: Final[tuple[type[Record], ...]] = (Organisation, Contact, Consent, Membership, EnterpriseFigures)
State = ImportBatch.State
Copied = tuple[str, str, str]  # table, its key, its rows as COPY writes them


def _taken(batch: ImportBatch, state: State) -> ImportBatch:
    """Take a batch as the process that works on it does."""
    batch = ImportBatch.objects.get(pk=batch.pk)
    batch.state = state
    with written_by(batch.asked_by, reason="benchmark"):
        batch.save()
    return batch


@dataclass
class Round:
    batch: ImportBatch
    by: User

    @classmethod
    def begun(cls, made: Callable[[Sequence[str]], bytes]) -> "Round":
        by = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
            "speed@portal.invalid", "x"
        )
        clusters = list(Cluster.objects.filter(merged_into=None).order_by("pk").values_list("code", flat=True)[:20])
        batch = receive_file(made(clusters), "วัดความเร็ว.csv", cluster=None, fiscal_year=2567, by=by)
        return cls(batch, by)

    def measured(self) -> dict[str, float]:
        today = timezone.localdate()
        check, batch = _timed(lambda: check_batch(_taken(self.batch, State.CHECKING), today=today))
        if batch.flagged or batch.state != State.READY:
            raise RuntimeError(f"{batch.state} {batch.problem} {batch.flagged}")
        before = {model: _last(model) for model in MODELS}
        batch = _taken(confirm(batch, only_clean=False, by=self.by), State.IMPORTING)
        confirming, batch = _timed(lambda: import_batch(batch, today=today))
        if batch.state != State.DONE:
            raise RuntimeError(f"{batch.state} {batch.problem}")
        kept = [each for model in MODELS for each in _copied_out(model, before[model])]
        kept.append(_copied("members_importrow", "id", f"batch_id = {batch.pk}"))
        batch = _taken(ask_to_undo(batch, today=today, by=self.by), State.UNDOING)
        undoing, _batch = _timed(lambda: undo_batch(batch))
        return {"check": check, "confirm": confirming, "copy": _copied_in(kept), "undo": undoing}


def _timed(done: Callable[[], Any]) -> tuple[float, Any]:
    begin = perf_counter()
    found = done()
    return perf_counter() - begin, found


def _last(model: type[Record]) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {model._meta.db_table}")  # noqa: S608  # our own tables
        (key,) = cursor.fetchone()
        cursor.execute(f"SELECT coalesce(max(history_id), 0) FROM {model.history.model._meta.db_table}")  # noqa: S608
        (past,) = cursor.fetchone()
    return int(key), int(past)


def _copied_out(model: type[Record], last: tuple[int, int]) -> list[Copied]:
    tables = ((model._meta.db_table, "id"), (model.history.model._meta.db_table, "history_id"))
    return [_copied(table, key, f"{key} > {behind}") for (table, key), behind in zip(tables, last, strict=True)]


def _copied(table: str, key: str, which: str) -> Copied:
    text = io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY (SELECT * FROM {table} WHERE {which} ORDER BY {key}) TO STDOUT", text)  # noqa: S608
    return table, key, text.getvalue()


def _copied_in(kept: Sequence[Copied]) -> float:
    """Copy the rows into their tables in one transaction, and return the seconds; they don't stay."""
    _delete(kept)  # history and rows of the batch stand there still

    def copy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, _key, text in kept:
                cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(text))

    spent, _nothing = _timed(copy)
    _delete(kept)
    return spent


def _delete(kept: Sequence[Copied]) -> None:
    with connection.cursor() as cursor:
        for table, key, text in reversed(kept):
            first = next(place for place, name in enumerate(_columns(table)) if name == key)
            keys = [int(line.split("\t")[first]) for line in text.splitlines()]
            cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [keys])  # noqa: S608  # our own tables


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608
        return [column.name for column in cursor.description or ()]
