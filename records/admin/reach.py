"""Which rows the admin lets an officer see and change: what the backend of the accounts says of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol, TypeVar, cast, runtime_checkable

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_backends
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

RowT = TypeVar("RowT", bound=Model)

ROWS: Final = "rows"  # a filter that names rows one by one, to which another page leads


@runtime_checkable
class Reach(Protocol):
    """A backend of accounts that tells rows apart; ``has_perm`` of it, given a row, is what Django's admin asks."""

    def is_narrow(self, user: Any, model: type[Model]) -> bool:
        """Tell whether an account works with some rows of a model only; where it's with all, none of this costs."""

    def own_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Keep the rows on which the account's lists open."""

    def seen_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Keep the rows that the account may read."""

    def kept_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Keep the rows that the account may change."""

    def refuse_rows_of_others(self, user: Any, model: type[Model], keys: Iterable[Any]) -> None:
        """Raise ``RuleBroken``, naming a row and whom to ask, unless the account may change all rows."""

    def keepers(self, row: Model) -> list[str]:
        """Return the names of those who keep a row."""


def reach() -> Reach:
    return next(backend for backend in get_backends() if isinstance(backend, Reach))


def seen(request: HttpRequest, rows: "QuerySet[RowT]") -> "QuerySet[RowT]":
    return reach().seen_rows(request.user, rows)


def works_with_some(request: HttpRequest, model: type[Model]) -> bool:
    return reach().is_narrow(request.user, model)


def who_keeps(row: Model) -> str:
    return ", ".join(reach().keepers(row))


def refuse_rows_of_others(request: HttpRequest, model: type[Model], keys: Iterable[Any]) -> None:
    """Raise ``RuleBroken`` unless the officer may change all rows with these keys."""
    if keys and works_with_some(request, model):
        reach().refuse_rows_of_others(request.user, model, keys)


class OwnRowsFilter(admin.SimpleListFilter):
    """Opens a list on the rows of one's own centre; taken off, it shows all that may be read.

    A list that was opened from the page of one row, or from a figure, shows all rows of that one.
    """

    title = gettext_lazy("ความดูแล")
    parameter_name = "of"
    EVERYBODY = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(self.EVERYBODY, _("ทุกหน่วยงาน"))]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        of_certain_rows = any(name == ROWS or name.endswith("__id__exact") for name in request.GET)
        return queryset if self.value() or of_certain_rows else reach().own_rows(request.user, queryset)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        own, everybody = super().choices(changelist)
        yield {**own, "display": _("หน่วยงานของฉัน")}
        yield cast(dict[str, Any], everybody)
