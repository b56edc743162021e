"""Who wrote what, when, from where and why: a snapshot of the row beside every write, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.errors import UnguardedWrite
from records.origin import named_origin

LONGEST_ORIGIN: Final = 200
# Parts of an address that open a door: they never stand in a history.
_SECRETS: Final = frozenset({"key", "uidb36", "token"})


@dataclass(frozen=True)
class Authorship:
    """Who writes, and why; a command without a person behind it has no author but always a reason."""

    author: AbstractBaseUser | None
    reason: str


_authorship: ContextVar[Authorship | None] = ContextVar("records_authorship", default=None)


@contextmanager
def written_by(author: AbstractBaseUser | None, *, reason: str = "") -> Iterator[None]:
    """Name the author of all writes in a block; it comes before the user of the request."""
    token = _authorship.set(Authorship(author, reason))
    try:
        yield
    finally:
        _authorship.reset(token)


def origin_of_write() -> str:
    """Return from where the present write comes: what was named, else the address of the request; "" if unknown."""
    request: HttpRequest | None = getattr(HistoricalRecords.context, "request", None)
    origin = named_origin() or ("" if request is None else _address_of(request))
    return origin[:LONGEST_ORIGIN]


def _address_of(request: HttpRequest) -> str:
    match = request.resolver_match
    secret = match is not None and _SECRETS & match.kwargs.keys()
    return f"/{match.route}" if match is not None and secret else request.path


class OriginField(models.CharField[str, str]):
    """Filled when a row is added, in ``save`` and in ``bulk_create`` alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_ORIGIN)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if add and not getattr(model_instance, self.attname):
            setattr(model_instance, self.attname, origin_of_write())
        return str(super().pre_save(model_instance, add))


class Snapshot(models.Model):
    """What each row of a history has besides the row's own fields."""

    history_origin = OriginField(_("จาก"))

    class Meta:
        abstract = True


def _author_of_write(*, request: HttpRequest | None = None, **_: Any) -> Any:
    authorship = _authorship.get()
    if authorship is not None:
        return authorship.author
    return request.user if request is not None else None


class History(HistoricalRecords):  # type: ignore[misc]  # simple-history has no types
    """The history of a record; its reason is the operation's or the command's.

    Rows that a record is linked to many-to-many are part of its snapshots if the model names the field in
    ``_history_m2m_fields``.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("get_user", _author_of_write)
        kwargs.setdefault("bases", (Snapshot,))
        super().__init__(**kwargs)

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str) -> str | None:
        authorship = _authorship.get()
        if authorship is not None and authorship.reason:
            return authorship.reason
        reason: str | None = super().get_change_reason_for_object(instance, history_type, using)
        return reason

    def create_history_model(self, model: type[models.Model], inherited: bool) -> Any:
        """Name among the excluded fields only those that the model has: simple-history reads each from it."""
        made = super().create_history_model(model, inherited)
        held = {field.name for field in model._meta.fields}
        made._history_excluded_fields = [name for name in self.excluded_fields if name in held]
        return made

    def m2m_changed(
        self,
        instance: models.Model,
        action: str,
        attr: str,
        pk_set: set[Any] | None,
        reverse: bool,
        **signal: Any,
    ) -> None:
        """Keep a snapshot of the row as the database holds it: what is changed in memory isn't written yet."""
        if reverse:
            raise UnguardedWrite(f"write {attr} from the row that has it, or its history doesn't tell of it.")
        if action.startswith("post_") and pk_set != set():
            kept = type(instance)._base_manager.get(pk=instance.pk)
            super().m2m_changed(kept, action, attr, pk_set, reverse, **signal)
