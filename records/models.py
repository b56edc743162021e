"""What every record of the portal has: a version, a history and a guard."""

from typing import Any, ClassVar

from django.db import models, router, transaction

from records.guard import GuardedQuerySet
from records.history import History
from records.version import Versioned


class Record(Versioned):
    """The base of every row that people keep.

    A write and its history are one transaction. Foreign keys between records are ``PROTECT`` or, for a row that is
    part of another, ``CASCADE``: what Django would set to NULL by itself would leave no history.
    """

    # Derived columns follow from the others, and a password leaves no trace, not even a hashed one.
    history = History(
        inherit=True,
        excluded_fields=["search_key", "sort_key", "identity_key", "public_key", "public_sort_key", "password"],
    )

    objects: ClassVar[models.Manager[Any]] = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802  # Django's name
        """Return the word of a choice. Django translates all words of the field to find one, for each row of a list."""
        value = getattr(self, field.attname)
        label = next((label for key, label in field.flatchoices if key == value), value)
        return "" if label is None else str(label)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(using=kwargs.get("using") or router.db_for_write(type(self), instance=self)):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=kwargs.get("using") or router.db_for_write(type(self), instance=self)):
            return super().delete(*args, **kwargs)
