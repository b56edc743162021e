"""The participations behind a figure of a public page, named in the address of a list of the admin as it names them."""

import re
from collections import defaultdict
from dataclasses import fields
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clusters.reports.cluster_directory import ClusterSelection
from programmes.reports.took_part import TookPart
from records.admin.reach import ROWS

_NUMBERS: Final = ("year", "centre")
_OF_CLUSTERS: Final = ("sector", "region", "province", "centre")
_ASKED: Final = frozenset((*(field.name for field in fields(TookPart)), *_OF_CLUSTERS))
_FORM: Final = defaultdict(
    lambda: re.compile(r"[\w-]{1,60}"),
    year=re.compile(r"25[0-9]{2}"),
    centre=re.compile(r"-1|[0-9]{1,2}"),
    step=re.compile(r"[0-9]|none"),
    potential=re.compile(r"[0-9]|none"),
)


def rows_as_text(asked: dict[str, Any]) -> str:
    """Write what is asked of participations and their clusters as the value of the filter."""
    return urlencode({name: value for name, value in asked.items() if name in _ASKED and value not in {None, ""}})


def rows_behind(text: str) -> QuerySet[Any] | None:
    """Return the participations that the text names; None if it can't be read."""
    asked: dict[str, Any] = dict(parse_qsl(text))
    if "year" not in asked or not all(name in _ASKED and _FORM[name].fullmatch(asked[name]) for name in asked):
        return None
    asked |= {name: int(asked[name]) for name in _NUMBERS if name in asked}
    places = {name: asked.pop(name) for name in _OF_CLUSTERS if name in asked}
    rows = TookPart(**asked).rows()
    if not places:
        return rows
    return rows.filter(cluster__in=ClusterSelection(asked["year"], **places, with_merged=True).rows().order_by())


class FigureRowsFilter(admin.SimpleListFilter):
    """Stands on the page only while a figure of a public page leads here."""

    title = _("แถวที่อยู่หลังตัวเลข")
    parameter_name = ROWS

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        asked = self.used_parameters.get(self.parameter_name)
        return [(str(asked), _("ตามตัวเลขในหน้าสาธารณะ"))] if asked else []

    def has_output(self) -> bool:
        return self.parameter_name in self.used_parameters

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value()
        if not asked:
            return queryset
        rows = rows_behind(str(asked))
        return queryset.none() if rows is None else queryset.filter(pk__in=rows.order_by().values("pk"))
