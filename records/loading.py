"""Rows that come with the portal: created once, brought up to date, and never against an officer's edit."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from records.history import written_by
from records.models import Record

RecordT = TypeVar("RecordT", bound=Record)


@dataclass
class Tally:
    """What a load did: rows created, changed, unchanged and left as officers made them."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: str) -> None:
        self.counts[outcome] += 1

    @property
    def wrote(self) -> int:
        return self.counts["created"] + self.counts["changed"]


@dataclass(frozen=True)
class Loader:
    """Writes rows under one ``reason``, which its history entries carry and by which it knows its own work."""

    reason: str
    tally: Tally = field(default_factory=Tally)

    def load(self, model: type[RecordT], key: dict[str, Any], values: dict[str, Any]) -> RecordT | None:
        """Create the row of ``key``, or bring it to ``values`` if nobody but this loader has written it.

        A row that was loaded under ``key`` is known by its history when an officer has since changed what it is found
        by: it doesn't come in a second time. Returns the row; None if an officer deleted it. Two queries for a row
        that is right already.
        """
        row = cast(RecordT | None, model.objects.filter(**key).first())
        if row is None:
            loaded = model.history.filter(**key, history_type="+", history_change_reason=self.reason).first()
            if loaded is None and not self._deleted_by_a_person(model, key):
                return self._write(model(**key, **values), "created")
            row = cast(RecordT | None, model.objects.filter(pk=loaded.id).first()) if loaded else None
            values = {**key, **values}
        if row is None:
            self.tally.add("kept")
            return None
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not differing:
            self.tally.add("unchanged")
            return row
        if self._edited_by_a_person(row):
            self.tally.add("kept")
            return row
        for name, value in differing.items():
            setattr(row, name, value)
        return self._write(row, "changed")

    def _write(self, row: RecordT, outcome: str) -> RecordT:
        with written_by(None, reason=self.reason):
            row.save()
        self.tally.add(outcome)
        return row

    def _edited_by_a_person(self, row: Record) -> bool:
        return bool(row.history.exclude(history_change_reason=self.reason).exists())

    def _deleted_by_a_person(self, model: type[Record], key: dict[str, Any]) -> bool:
        return bool(model.history.filter(**key, history_type="-").exists())
