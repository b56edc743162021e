"""Numbers that are given once and never again, for public codes."""

from typing import Any

from django.db.models import Max

from records.locks import take_turns
from records.models import Record


def next_numbers(model: type[Record], count: int) -> range:
    """Return the next ``count`` values of the model's ``number``, held for this transaction.

    Deleted rows keep theirs through the history.
    """
    take_turns(f"{model._meta.model_name}-number")
    kept: tuple[Any, ...] = (model.objects, model.history)
    highest = (rows.aggregate(highest=Max("number"))["highest"] or 0 for rows in kept)
    first = max(highest) + 1
    return range(first, first + count)
