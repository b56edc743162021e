"""The lists of the rows that hang on a row, one click away from its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.db.models import Field, ManyToOneRel, Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from records.admin.lists.pages import count_text
from records.keyset import counted


@dataclass(frozen=True)
class RelatedList:
    """A list with the rows of one row: what they are, how many, and where they stand."""

    label: str
    count: str
    address: str


def related_lists(site: AdminSite, request: HttpRequest, row: Model, relations: Iterable[str]) -> list[RelatedList]:
    """Return the lists of ``relations`` that the officer may see. A query each, whatever the number of rows.

    Their admins declare ``(key, ChosenRowFilter)``. Where two keys of one model lead here, the label names the key.
    """
    keys = [cast(ManyToOneRel, row._meta.get_field(name)).field for name in relations]
    models = [key.model for key in keys]
    return [
        _list_of(site, row, key, named=models.count(key.model) > 1 or isinstance(row, key.model))
        for key in keys
        if site.get_model_admin(key.model).has_view_permission(request)
    ]


def _list_of(site: AdminSite, row: Model, key: "Field[Any, Any]", *, named: bool) -> RelatedList:
    options = key.model._meta
    label = capfirst(str(options.verbose_name_plural))
    rows = key.model._default_manager.filter(**{key.name: row})
    changelist = reverse(f"{site.name}:{options.app_label}_{options.model_name}_changelist")
    return RelatedList(
        label=f"{label} ({key.verbose_name})" if named else label,
        count=count_text(counted(rows)),
        address=f"{changelist}?{key.name}__id__exact={row.pk}",
    )
