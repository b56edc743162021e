"""Take a whole batch back: what it created goes, what it changed is again what it was; unless rows changed since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.imports.list_kinds import other_models
from members.imports.operations.lists import change_rows
from members.imports.operations.made_clusters import take_away_clusters
from members.models import (
    Consent,
    Contact,
    EnterpriseFigures,
    ImportBatch,
    Membership,
    Organisation,
    Support,
    User,
)
from members.models.imports import DAYS_TO_UNDO
from records.bulk_history import DELETED, keep_history
from records.errors import RuleBroken
from records.guard import bulk_writes
from records.history import written_by
from records.locks import take_turns
from records.models import Record
from records.version import StaleSave

# In this order they are taken away: what is part of another first.
_MODELS: Final[tuple[type[Record], ...]] = (EnterpriseFigures, Support, Membership, Consent, Contact, Organisation)
_NAMED: Final = 5
_AT_ONCE: Final = 500

Written = dict[type[Record], dict[int, tuple[str, int]]]  # by model and key: created or changed, the version left


def ask_to_undo(batch: ImportBatch, *, today: date, by: User) -> ImportBatch:
    """Put a written batch in line to be taken back. Raises RuleBroken after 30 days, or naming what changed since."""
    with transaction.atomic(), written_by(by, reason=str(ImportBatch.State.TO_UNDO.label)):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if held.version != batch.version:
            raise StaleSave(held)
        if not held.may_be_undone_on(today):
            raise RuleBroken(_("ยกเลิกได้ภายใน %(days)d วันหลังนำเข้าเท่านั้น") % {"days": DAYS_TO_UNDO})
        if told := _what_changed_since(_written(held)):
            raise RuleBroken(told)
        held.state, held.problem = ImportBatch.State.TO_UNDO, ""
        held.asked_by, held.asked_at = by, timezone.now()
        held.save()
    return held


def undo_batch(batch: ImportBatch) -> ImportBatch:
    """Take back what a batch wrote, all or nothing, with its state in the same transaction."""
    reason = _("ยกเลิกการนำเข้าชุดที่ %(number)d %(file)s") % {"number": batch.pk, "file": batch.file_name}
    with transaction.atomic(), written_by(batch.asked_by, reason=reason[:100]):
        take_turns("members-import")
        written = _written(batch)
        told = _what_changed_since(written, lock=True)
        if told:
            batch.state, batch.problem = ImportBatch.State.DONE, told
        else:
            with bulk_writes():
                _restore(written, by=batch.asked_by, reason=reason[:100])
            _take_away(written, by=batch.asked_by, reason=reason[:100])
            batch.state, batch.problem = ImportBatch.State.UNDONE, take_away_clusters(batch)
        batch.save()
    return batch


def _models() -> tuple[type[Record], ...]:
    return (*_MODELS, *reversed(other_models()))


def _written(batch: ImportBatch) -> Written:
    """Return the records that a batch wrote; one that several rows wrote stands once, as created if it was."""
    models = {model._meta.model_name: model for model in _models()}
    written: Written = defaultdict(dict)
    for records in batch.rows.values_list("written", flat=True):
        for name, key, sign, version in records:
            known = written[models[name]].get(key)
            is_new = sign == "+" or (known is not None and known[0] == "+")
            written[models[name]][key] = ("+" if is_new else "~", version)
    return written


def _what_changed_since(written: Written, *, lock: bool = False) -> str:
    """Return in words which records aren't any more as the batch left them, or what hangs on them now."""
    changed = list(dict.fromkeys(_changed_since(written, lock=lock)))
    if not changed:
        return ""
    named = ", ".join(changed[:_NAMED])
    if len(changed) > _NAMED:
        named += " " + _("และอีก %(count)d รายการ") % {"count": len(changed) - _NAMED}
    return _("ยกเลิกทั้งชุดไม่ได้ เพราะมีการแก้ไขหลังนำเข้า: %(rows)s") % {"rows": named}


def _changed_since(written: Written, *, lock: bool) -> Iterator[str]:
    for model, records in written.items():
        for keys in _pieces(sorted(records)):
            rows = model.objects.filter(pk__in=keys).order_by("pk")
            found = {row.pk: row for row in (rows.select_for_update() if lock else rows)}
            for key in keys:
                if key not in found:
                    yield _("%(what)s หมายเลข %(key)d (ลบแล้ว)") % {"what": model._meta.verbose_name, "key": key}
                elif found[key].version != records[key][1]:
                    yield _name_of(found[key])
    for model in list(written):
        for keys in _pieces(_created(written, model)):
            yield from _hanging_on(model, keys, written)


def _created(written: Written, model: type[Record]) -> list[int]:
    return sorted(key for key, (sign, _version) in written.get(model, {}).items() if sign == "+")


def _hanging_on(model: type[Record], keys: list[int], written: Written) -> Iterator[str]:
    """Yield what others have since added to rows that the batch created."""
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        if not issubclass(other, Record):
            continue  # histories
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": keys})
        own = set(_created(written, other))
        yield from (_name_of(row) for row in rows.order_by("pk")[: len(own) + _NAMED + 1] if row.pk not in own)


def _name_of(row: models.Model) -> str:
    return f"{row._meta.verbose_name} {row}"[:120]


def _restore(written: Written, *, by: User, reason: str) -> None:
    """Give changed records the values that they had before, as a new version."""
    for model, records in written.items():
        changed = [key for key, (sign, _version) in records.items() if sign == "~"]
        for keys in _pieces(sorted(changed)):
            before = _before(model, {key: records[key][1] - 1 for key in keys})
            rows = list(model.objects.filter(pk__in=keys).order_by("pk"))
            for row in rows:
                for field in model._meta.concrete_fields:
                    if field.name != "version" and hasattr(before[row.pk], field.attname):
                        setattr(row, field.attname, getattr(before[row.pk], field.attname))
            if model in other_models():
                for row in rows:
                    row.save()  # it asks whether its year is locked
            else:
                change_rows(model, rows, by=by, reason=reason)


def _before(model: type[Record], versions: Mapping[int, int]) -> dict[int, Any]:
    """Return by key the snapshots of records in the version that each had before the batch wrote it."""
    found = model.history.filter(id__in=list(versions)).order_by("history_date", "history_id")
    return {each.id: each for each in found if each.version == versions[each.id]}


def _take_away(written: Written, *, by: User, reason: str) -> None:
    for model in reversed(other_models()):
        for row in model.objects.filter(pk__in=_created(written, model)).order_by("pk"):
            row.delete()  # as above
    for model in _MODELS:
        for keys in _pieces(_created(written, model)):
            keep_history(model, keys, DELETED, by=by, reason=reason)
            # Nothing hangs on them: that was looked at, and the database holds it.
            rows = model.objects.filter(pk__in=keys)
            rows._raw_delete(rows.db)


def _pieces(keys: Iterable[int]) -> Iterator[list[int]]:
    every = list(keys)
    yield from (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
