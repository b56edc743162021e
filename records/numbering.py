"""Numbers that are given once and never again, for public codes."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from records.errors import RuleBroken
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


def refuse_another_code(row: Any) -> None:
    """Raise ``RuleBroken`` if a row that is kept would be saved under another public code than its own."""
    kept = type(row)._base_manager.filter(pk=row.pk).values_list("number", "code").first()
    if kept is not None and kept != (row.number, row.code):
        raise RuleBroken(_("รหัส %(code)s ให้ไว้ครั้งเดียวและเปลี่ยนไม่ได้") % {"code": kept[1]})
