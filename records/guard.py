"""QuerySets that write in bulk only inside an operation.

``update``, ``bulk_create``, ``bulk_update`` and ``delete`` skip ``save``: no version is compared, no rule across
rows is checked and no history is written. An operation that does all three itself opens ``bulk_writes``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models

from records.errors import UnguardedWrite

_open: ContextVar[bool] = ContextVar("records_bulk_writes", default=False)

RowT = TypeVar("RowT", bound=models.Model)


@contextmanager
def bulk_writes() -> Iterator[None]:
    """Let bulk writes through for the length of a block.

    Only ``operations`` modules may open it (a test holds this)."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


class GuardedQuerySet(models.QuerySet[RowT]):
    """The QuerySet of every record."""

    def _refuse_unless_open(self, verb: str) -> None:
        if not _open.get():
            raise UnguardedWrite(
                f"{self.model.__name__}.objects.{verb}() skips version, rules and history: "
                "save or delete row by row, or write an operation."
            )

    def update(self, **kwargs: Any) -> int:
        self._refuse_unless_open("update")
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[RowT]:
        self._refuse_unless_open("bulk_create")
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        self._refuse_unless_open("bulk_update")
        return super().bulk_update(*args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_unless_open("delete")
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
