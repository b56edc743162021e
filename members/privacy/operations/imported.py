"""What files that officers brought in tell of a person: their rows, and the originals themselves."""

import json
from functools import partial

from django.db import transaction

from members.imports import storage
from members.models import ImportBatch, ImportRow
from members.privacy.operations.erasure import ERASED, Subject, erases


@erases
def imported_rows(subject: Subject) -> int:
    """Blank the rows that name the person and remove the files that they came from. Reads every row of every file."""
    named = [row for row in ImportRow.objects.iterator(chunk_size=2000) if _tells_of(row, subject.texts)]
    for row in named:
        row.name = ERASED
        row.reason = ""
        row.changes, row.problems, row.cells = [], [], []
        row.save()
    for batch in ImportBatch.objects.filter(pk__in={row.batch_id for row in named}, kept_until__isnull=False):
        batch.kept_until = None
        batch.save()
        transaction.on_commit(partial(storage.remove, [batch.stored_as]), robust=True)
    return len(named)


def _tells_of(row: ImportRow, texts: frozenset[str]) -> bool:
    told = json.dumps([row.name, row.reason, row.changes, row.problems, row.cells], ensure_ascii=False)
    return any(text in told for text in texts)
