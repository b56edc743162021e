"""What one row of a list changes: gathered first, carried out on the rows in memory only if nothing is in doubt."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from members.imports.columns import Field
from records.models import Record


class Change(NamedTuple):
    """A value as people read it, before and after; before is "" where nothing was known."""

    label: str
    old: str
    new: str


class Flagged(Exception):  # noqa: N818  # the row is
    """A row that the database puts in doubt; ``field`` is where a person must decide."""

    def __init__(
        self, field_: Field | str, message: str, *, candidates: "tuple[Any, ...]" = (), may_be_new: bool = False
    ) -> None:
        super().__init__(message)
        self.field = field_
        # Organisations of which a person may say that the row is one, and whether it may be none of them.
        self.candidates, self.may_be_new = candidates, may_be_new


class _Setting(NamedTuple):
    row: Record
    name: str
    value: Any


@dataclass
class Edits:
    created: list[Record] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    is_new: bool = False
    _settings: list[_Setting] = field(default_factory=list)
    _added: list[tuple[list[Any], Record]] = field(default_factory=list)

    @property
    def changed(self) -> list[Record]:
        return [setting.row for setting in self._settings]

    def set(self, row: Record, name: str, value: Any, change: Change | None) -> None:
        self._settings.append(_Setting(row, name, value))
        if change is not None:
            self.changes.append(change)

    def create(self, row: Record, among: list[Any] | None, change: Change | None = None) -> None:
        """Bring in a row; ``among`` are its like, where the next row of the file finds it."""
        self.created.append(row)
        if among is not None:
            self._added.append((among, row))
        if change is not None:
            self.changes.append(change)

    def carry_out(self) -> None:
        for setting in self._settings:
            setattr(setting.row, setting.name, setting.value)
        for among, row in self._added:
            among.append(row)
