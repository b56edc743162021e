"""What the history tells of a row, in words: who wrote when and from where, and each field before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.words import Words, gone, name_of
from records.keyset import Cut, Place, cut
from records.models import Record

PER_PAGE = 20
_NOT_TOLD = {"id", "version", "history_id"}


@dataclass(frozen=True)
class FieldChange:
    """One field: its name and its values as people read them; ``before`` is empty for a new row."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One write. ``kind`` is created, changed or deleted; ``part`` names the row if it's part of the page's own."""

    when: datetime
    who: str
    reason: str
    origin: str
    kind: str
    part: str
    row_id: int
    changes: Sequence[FieldChange]

    @property
    def verb(self) -> str:
        return {"+": _("เพิ่ม"), "~": _("แก้ไข"), "-": _("ลบ")}[self.kind]


def entries_page(
    histories: Mapping[type[Record], QuerySet[Any]], page: int, *, owner: type[Record], reader: Any
) -> Page[Any]:
    """Return one page of the entries of several histories, the latest first, as ``HistoryEntry``.

    ``histories`` holds, by model, the snapshots to tell of; what ``reader`` may not read is hidden. The number of
    queries depends on the number of models and of their foreign keys, never on the number of entries.
    """
    keys = [
        rows.order_by().annotate(of_model=Value(model._meta.label, output_field=CharField()))
        .values_list("history_date", "history_id", "of_model")
        for model, rows in histories.items()
    ]  # fmt: skip
    joined = keys[0].union(*keys[1:], all=True) if len(keys) > 1 else keys[0]
    paginator = Paginator(joined.order_by("-history_date", "-history_id"), PER_PAGE)
    shown = paginator.get_page(page)
    found: dict[tuple[str, int], HistoryEntry] = {}
    for model in histories:
        ids = [history_id for _when, history_id, label in shown if label == model._meta.label]
        part = "" if model is owner else str(model._meta.verbose_name)
        found |= {(model._meta.label, key): entry for key, entry in _entries(model, ids, part, reader).items()}
    shown.object_list = [found[label, history_id] for _when, history_id, label in shown]
    return shown


def deletions(model: type[Record], place: Place, *, reader: Any) -> tuple[list[HistoryEntry], Cut[Any]]:
    """Return one page of the deletions of a model, the latest first. Raises ``NoSuchPlace``.

    The number of queries depends on the number of the model's foreign keys, never on that of the deletions.
    """
    page = cut(model.history.filter(history_type="-").order_by("-history_id"), place, PER_PAGE)
    found = _entries(model, [row.pk for row in page.rows], "", reader)
    return [found[row.pk] for row in page.rows], page


def _entries(model: type[Record], ids: list[int], part: str, reader: Any) -> dict[int, HistoryEntry]:
    if not ids:
        return {}
    history = model.history.model
    earlier = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    snapshots = list(
        history.objects.filter(pk__in=ids)
        .annotate(earlier_id=Subquery(earlier.values("history_id")[:1]))
        .select_related("history_user", *_what_names_a_user())
    )
    before = history.objects.in_bulk([row.earlier_id for row in snapshots if row.earlier_id])
    told = _Changes(model, [*snapshots, *before.values()], reader)
    return {row.pk: told.entry(row, before.get(row.earlier_id), part) for row in snapshots}


def _what_names_a_user() -> list[str]:
    """Return the paths to the rows that stand one to one behind an account: its name may be theirs."""
    fields = get_user_model()._meta.concrete_fields
    return [f"history_user__{field.name}" for field in fields if field.one_to_one]


class _Changes:
    """What differs between the snapshots of one model."""

    def __init__(self, model: type[Record], snapshots: Iterable[Any], reader: Any) -> None:
        told = {field.name for field in model.history.model._meta.concrete_fields}
        self.fields = [
            field for field in model._meta.concrete_fields if field.name in told and field.name not in _NOT_TOLD
        ]
        rows = list(snapshots)
        self.words = Words(model, rows, reader)
        self.links = [_Links(field, model.history.model, rows) for field in model.history.model._history_m2m_fields]

    def entry(self, row: Any, before: Any, part: str) -> HistoryEntry:
        return HistoryEntry(
            when=row.history_date,
            who=str(row.history_user) if row.history_user else _("ระบบ"),
            reason=row.history_change_reason or "",
            origin=row.history_origin,
            kind=row.history_type,
            part=part,
            row_id=row.id,
            changes=self._changes(row, before),
        )

    def _changes(self, row: Any, before: Any) -> list[FieldChange]:
        """Return what differs; a deletion tells what was lost."""
        lost = row.history_type == "-"
        # The links of a row are gone before it: the snapshot of its deletion doesn't hold them.
        linked, linked_before = (None, before) if lost else (row, before)
        if lost:
            row, before = None, row
        changes = []
        for field in self.fields:
            old, new = self.words.of(field, before), self.words.of(field, row)
            # What is hidden differs all the same: that it was changed isn't hidden.
            if old != new or (old and self.words.hides(field) and _value(field, before) != _value(field, row)):
                changes.append(FieldChange(capfirst(str(field.verbose_name)), old, new))
        for links in self.links:
            old, new = links.in_words(linked_before), links.in_words(linked)
            if old != new:
                changes.append(FieldChange(capfirst(str(links.field.verbose_name)), old, new))
        return changes


def _value(field: models.Field[Any, Any], row: Any) -> Any:
    return None if row is None else getattr(row, field.attname)


class _Links:
    """The rows that the snapshots of one model are linked to by one many-to-many field: two queries for all."""

    def __init__(self, field: models.ManyToManyField[Any, Any], history: type[Any], snapshots: Iterable[Any]) -> None:
        self.field = field
        self.names: dict[int, list[str]] = {}
        kept = getattr(history, field.name).model.objects.filter(history__in=[row.pk for row in snapshots])
        pairs = list(kept.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"))
        related = field.remote_field.model._default_manager.in_bulk({key for _snapshot, key in pairs})
        for snapshot, key in pairs:
            name = name_of(related[key]) if key in related else gone(key)
            self.names.setdefault(snapshot, []).append(name)

    def in_words(self, row: Any) -> str:
        return "" if row is None else ", ".join(sorted(self.names.get(row.pk, ())))
