"""Filters of lists by whom a place is looked after."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.models import ClusterProvince, PromotionCentre
from clusters.reports.centres import provinces_of_centre
from thai.calendar import fiscal_year_of


class CentreFilter(admin.SimpleListFilter):
    """The rows with a ``province`` that a centre looks after this fiscal year. One query for the twelve centres."""

    title = _("ศูนย์ส่งเสริมอุตสาหกรรม")
    parameter_name = "centre"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(number), name) for number, name in PromotionCentre.objects.values_list("number", "short_name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        number = self.value()
        if number is None:
            return queryset
        return self.within(queryset, provinces_of_centre(int(number), fiscal_year_of(timezone.localdate())))

    def within(self, queryset: QuerySet[Any], provinces: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(province__in=provinces)


class CentreOfClusterFilter(CentreFilter):
    """The clusters that work in a province of the centre."""

    parameter_name = "centre"

    def within(self, queryset: QuerySet[Any], provinces: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pk__in=ClusterProvince.objects.filter(province__in=provinces).values("cluster"))
