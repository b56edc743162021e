"""Kinds of lists beside those of organisations: a package above this one says how its own are read and compared.

What is common stays here: the queue, the gate, the mapping of columns, the preview, writing, and taking back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django_stubs_ext import StrOrPromise

from members.imports import other_lists
from members.imports.columns import LABELS
from members.imports.headers import Header, find_header
from members.imports.interpret import interpret
from members.imports.other_lists import EXTRA_LABELS, extra_column, read_extras
from members.imports.rows import Reading
from members.imports.tables import Sheet
from members.models import ImportBatch
from records.models import Record

Extras = Mapping[tuple[str, int], Any]


@dataclass(frozen=True)
class ListKind:
    """How lists of one kind are read, compared and written.

    ``labels`` name what a column can hold, in the order of the template; ``column_of`` tells what a column of a header
    holds, "" for nothing. ``planner`` makes for the rows of a file what plans each (see ``members.imports.planner``).
    ``models`` are written in this order, beside those of organisations. ``template`` names the columns of
    the template where they aren't the labels.
    """

    labels: Mapping[str, StrOrPromise]
    find_header: Callable[[Sheet], Header | None]
    column_of: Callable[[Header, int], str]
    recognises: Callable[[Iterable[Sheet]], bool]
    read: Callable[..., tuple[Reading, Extras]]
    planner: Callable[..., Any]
    models: tuple[type[Record], ...]
    template: Callable[[], Sequence[str]] | None = None


_REGISTERED: Final[dict[str, ListKind]] = {}


def register(kind: str, how: ListKind) -> None:
    """Say how lists of a kind are read; once, when the portal starts."""
    _REGISTERED[kind] = how


def registered(kind: str) -> ListKind | None:
    """Return how lists of a kind are read; None for those of organisations, which ``members.imports`` reads itself."""
    return _REGISTERED.get(kind)


def other_models() -> tuple[type[Record], ...]:
    """Return the models that only registered kinds write, in the order of writing."""
    return tuple(dict.fromkeys(model for how in _REGISTERED.values() for model in how.models))


def guess_kind(sheets: Iterable[Sheet]) -> str:
    """Return what a file is a list of, by the columns of its tables."""
    every = list(sheets)
    found = next((kind for kind, how in _REGISTERED.items() if how.recognises(every)), "")
    return found or other_lists.guess_kind(every)


def header_of(sheet: Sheet, kind: str) -> Header | None:
    """Return the header of a sheet's table as a kind of lists has it."""
    how = registered(kind)
    return find_header(sheet) if how is None else how.find_header(sheet)


def column_of(header: Header, index: int, kind: str) -> str:
    """Return what a column is taken for, "" for nothing."""
    how = registered(kind)
    if how is not None:
        return how.column_of(header, index)
    extra = extra_column(header.names[index]) if kind not in {"", ImportBatch.Kind.MEMBERS} else ""
    return header.fields.get(index, "") or extra


def labels_of(kind: str) -> dict[str, StrOrPromise]:
    """Return what a column can hold, by the name that is kept of it."""
    how = registered(kind)
    if how is not None:
        return dict(how.labels)
    return {**{field.value: label for field, label in LABELS.items()}, **EXTRA_LABELS}


def read_list(kind: str, sheets: Sequence[Sheet], *, today: date) -> tuple[Reading, Extras]:
    """Return the rows of a file, and by sheet and row what its kind tells beside. Raises FileRefused."""
    how = registered(kind)
    if how is not None:
        return how.read(sheets, today=today)
    reading = interpret(sheets, today=today)
    return reading, read_extras(kind, sheets, reading, today=today)
