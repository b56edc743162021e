"""How old a value is: the year of the list that brought it, or the fiscal year in which a person wrote it."""

import re
from collections.abc import Iterable
from typing import Any, Final

from records.models import Record
from thai.calendar import fiscal_year_of

_REASON: Final = re.compile(r"นำเข้ารายชื่อปีงบประมาณ (?P<year>[0-9]{4}|-) ")
_LONGEST_REASON: Final = 100


def reason_of(list_year: int | None, file_name: str, fingerprint: str) -> str:
    """Return what the history says of every write of an import: the year of the list, the file and its content.

    Of a batch its number stands for the content.
    """
    return f"นำเข้ารายชื่อปีงบประมาณ {list_year or '-'} {fingerprint} {file_name}"[:_LONGEST_REASON]


class Provenance:
    """Knows since when each field of some rows of a model has its value. One query, when it's first asked."""

    def __init__(self, model: type[Record], rows: Iterable[Record]) -> None:
        self.model = model
        self.keys = [row.pk for row in rows]
        self.snapshots: dict[int, list[Any]] | None = None

    def is_older_than(self, list_year: int | None, row: Record, field: str) -> bool:
        """Tell whether a list may replace the value of a field.

        What a person wrote in a fiscal year is newer than any list of that year: whoever corrects a list knows it.
        """
        if list_year is None:
            return False
        value, year, by_person = getattr(row, field), -1, False
        for snapshot in self._history(row.pk):
            if getattr(snapshot, field) != value:
                break
            year, by_person = _written_in(snapshot)
        return list_year > year if by_person else list_year >= year

    def _history(self, key: int) -> list[Any]:
        """Return the snapshots of a row, the latest first."""
        if self.snapshots is None:
            self.snapshots = {}
            found = self.model.history.filter(id__in=self.keys).order_by("-history_date", "-history_id")
            for snapshot in found:
                self.snapshots.setdefault(snapshot.id, []).append(snapshot)
        return self.snapshots.get(key, [])


def _written_in(snapshot: Any) -> tuple[int, bool]:
    listed = _REASON.match(snapshot.history_change_reason or "")
    if listed is None:
        return fiscal_year_of(snapshot.history_date), True
    return (int(listed["year"]) if listed["year"].isdecimal() else 0), False
