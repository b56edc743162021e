"""The rows behind a figure of a public page, named in the address of a list of the admin as it names them."""

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
from members.models import Organisation
from members.reports.organisation_directory import OrganisationSelection
from programmes.models import Indicator, Measurement
from programmes.reports.took_part import TookPart
from records.admin.reach import ROWS

_NUMBERS: Final = ("year", "centre")
_OF_CLUSTERS: Final = ("sector", "region", "province", "centre")
_ASKED: Final = frozenset((*(field.name for field in fields(TookPart)), *_OF_CLUSTERS))
# What is asked of members and partners besides; only with ``listed`` are those of the year's clusters alone meant.
_OF_SPANS: Final = ("service", "position", "cluster", "listed")
_FORM: Final = defaultdict(
    lambda: re.compile(r"[\w-]{1,60}"),
    year=re.compile(r"25[0-9]{2}"),
    centre=re.compile(r"-1|[0-9]{1,2}"),
    step=re.compile(r"[0-9]|none"),
    potential=re.compile(r"[0-9]|none"),
)


def rows_as_text(asked: dict[str, Any]) -> str:
    """Write what is asked of rows and their clusters as the value of the filter."""
    named = {*_ASKED, *_OF_SPANS}
    return urlencode({name: value for name, value in asked.items() if name in named and value not in {None, ""}})


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


def measurements_behind(text: str) -> QuerySet[Any] | None:
    """Return the results that count of the participations and the indicator that the text names."""
    rows = rows_behind(text)
    if rows is None:
        return None
    counting = Measurement.objects.standing().filter(participation__in=rows.order_by().values("pk"))
    code = dict(parse_qsl(text)).get("indicator", "")
    asked = Indicator.objects.filter(code=code).select_related("numerator", "denominator").first()
    return counting if asked is None else counting.filter(indicator__in=asked.parts)


def memberships_behind(text: str) -> QuerySet[Any] | None:
    """Return what makes the organisations that the text names members."""
    asked = _organisations(text)
    return asked if asked is None else asked.memberships().filter(organisation__state=Organisation.State.PUBLIC)


def supports_behind(text: str) -> QuerySet[Any] | None:
    """Return what makes the organisations that the text names partners."""
    asked = _organisations(text)
    return asked if asked is None else asked.supports().filter(organisation__state=Organisation.State.PUBLIC)


def _organisations(text: str) -> OrganisationSelection | None:
    asked = dict(parse_qsl(text))
    own = {name: asked.pop(name) for name in _OF_SPANS if name in asked}
    rows = rows_behind(urlencode(asked))
    if rows is None or not all(_FORM[name].fullmatch(value) for name, value in own.items()):
        return None
    among = rows.order_by().values("cluster") if own.pop("listed", "") else None
    if among is None and asked.keys() != {"year"}:
        return None
    return OrganisationSelection(int(asked["year"]), took_part_in=int(asked["year"]), among=among, **own)  # type: ignore[arg-type]


class FigureRowsFilter(admin.SimpleListFilter):
    """Stands on the page only while a figure of a public page leads here."""

    title = _("แถวที่นับในตัวเลข")
    parameter_name = ROWS

    @staticmethod
    def behind(text: str) -> QuerySet[Any] | None:
        return rows_behind(text)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        asked = self.used_parameters.get(self.parameter_name)
        return [(str(asked), _("ตามตัวเลขในหน้าสาธารณะ"))] if asked else []

    def has_output(self) -> bool:
        return self.parameter_name in self.used_parameters

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value()
        if not asked:
            return queryset
        rows = self.behind(str(asked))
        return queryset.none() if rows is None else queryset.filter(pk__in=rows.order_by().values("pk"))


class MeasurementsBehindFilter(FigureRowsFilter):
    @staticmethod
    def behind(text: str) -> QuerySet[Any] | None:
        return measurements_behind(text)


class MembershipsBehindFilter(FigureRowsFilter):
    @staticmethod
    def behind(text: str) -> QuerySet[Any] | None:
        return memberships_behind(text)


class SupportsBehindFilter(FigureRowsFilter):
    @staticmethod
    def behind(text: str) -> QuerySet[Any] | None:
        return supports_behind(text)
