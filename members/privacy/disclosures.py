"""The log of who opened or took away data of people."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from members.models import Disclosure, User


def subject_of(row: models.Model) -> str:
    """Return how the log names a row, without saying whose it is."""
    return f"{row._meta.label}:{row.pk}"


def log_disclosure(request: HttpRequest, kind: Disclosure.Kind, rows: int, row: models.Model | None = None) -> None:
    """Log that the account of a request saw ``rows`` people's data: those of ``row``, or a list's.

    Whatever hands out contacts calls it: pages of the admin, and exports before their first byte.
    """
    if isinstance(request.user, User):
        subject = "" if row is None else subject_of(row)
        Disclosure.objects.create(user=request.user, kind=kind, address=request.path[:200], rows=rows, subject=subject)


def log_listed(request: HttpRequest, answer: Any) -> None:
    """Log the rows of a list of the admin that was answered; a redirect shows none."""
    listed = (getattr(answer, "context_data", None) or {}).get("cl")
    if listed is not None:
        log_disclosure(request, Disclosure.Kind.LIST, len(listed.result_list))


def disclosures_of(row: models.Model) -> QuerySet[Disclosure]:
    """Return who saw a row's data by itself, the latest first."""
    return Disclosure.objects.filter(subject=subject_of(row)).select_related("user", "user__person")
