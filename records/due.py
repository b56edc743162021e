"""What is due: each package says what waits for an officer, and the start page of the admin shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final


@dataclass(frozen=True)
class Due:
    """One line of the start page.

    ``title`` is a whole sentence with the count in words ("คลัสเตอร์ 3 กลุ่มยังเป็นร่าง"); ``address`` leads to where it's
    done. ``count`` is how many wait: a line that counts nothing isn't shown. ``due_on`` is the day by which it's to be
    done, ``late`` that the day is over.
    """

    title: str
    count: int
    address: str
    due_on: date | None = None
    late: bool = False


DueFor = Callable[[Any, date], Iterable[Due]]
NoteFor = Callable[[Any], str]

_registered: Final[list[DueFor]] = []
_notes: Final[list[NoteFor]] = []


def due_for(ask: DueFor) -> DueFor:
    """Register a function of an account and a day, which returns what waits for just this officer.

    It looks at rights itself, and asks the database a number of queries that doesn't grow with the rows.
    """
    _registered.append(ask)
    return ask


def what_is_due(user: Any, today: date) -> list[Due]:
    """Return all that waits for the officer: what is late, then what has a day, then the others as registered."""
    lines = [line for ask in _registered for line in ask(user, today) if line.count]
    return sorted(lines, key=lambda line: (not line.late, line.due_on or date.max))


def note_for(tell: NoteFor) -> NoteFor:
    """Register a function of an account, which returns a sentence about what is as it should be, or ""; no query."""
    _notes.append(tell)
    return tell


def notes_for(user: Any) -> list[str]:
    """Return what an officer is told besides."""
    return [note for tell in _notes if (note := tell(user))]
