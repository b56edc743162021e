"""Filters of the list of reported figures."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thai.admin import FiscalYearFilter
from thai.calendar import parse_fiscal_year


class TouchedYearFilter(FiscalYearFilter):
    """The year of the figure, or one of its several."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        first_year = super().queryset(request, queryset)  # refuses a year that can't be read
        written = self._asked(self.year_parameter)
        if written is None:
            return first_year
        year = parse_fiscal_year(written)
        return queryset.filter(from_year__lte=year, to_year__gte=year)


class StandingFilter(admin.SimpleListFilter):
    title = _("สถานะของตัวเลข")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("current", _("ใช้อยู่")), ("superseded", _("ถูกแทนแล้ว"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        standing = self.value()
        return queryset.filter(superseded_by__isnull=standing == "current") if standing else queryset
