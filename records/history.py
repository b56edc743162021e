"""Who wrote what, when and why: a snapshot of the row beside every write, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from simple_history.models import HistoricalRecords


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


def _author_of_write(*, request: HttpRequest | None = None, **_: Any) -> Any:
    authorship = _authorship.get()
    if authorship is not None:
        return authorship.author
    return request.user if request is not None else None


class History(HistoricalRecords):  # type: ignore[misc]  # simple-history has no types
    """The history of a record; its reason is the operation's or the command's."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("get_user", _author_of_write)
        super().__init__(**kwargs)

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str) -> str | None:
        authorship = _authorship.get()
        if authorship is not None and authorship.reason:
            return authorship.reason
        reason: str | None = super().get_change_reason_for_object(instance, history_type, using)
        return reason
