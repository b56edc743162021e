"""Filters of the lists of organisations and of what holds for a time."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from members.models import Linkage, Membership
from thai.calendar import ThaiCalendarError, fiscal_year_of, format_year, parse_fiscal_year

FIRST_YEAR: Final = 2546  # the work began


class RoleFilter(admin.SimpleListFilter):
    """Members of clusters, BDS organisations, and those that are neither yet; one can be both."""

    title = _("บทบาท")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("member", _("สมาชิกคลัสเตอร์")),
            ("partner", _("หน่วยงาน BDS")),
            ("none", _("ยังไม่มีบทบาท")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        role = self.value()
        if role == "member":
            return queryset.members()  # type: ignore[attr-defined, no-any-return]  # of organisations
        if role == "partner":
            return queryset.partners()  # type: ignore[attr-defined, no-any-return]
        if role == "none":
            return queryset.filter(memberships__isnull=True, supports__isnull=True)
        return queryset


class YearFilter(admin.SimpleListFilter):
    """The programme's fiscal years, the latest first; asks the database for nothing.

    A year in the address is read as it is typed anywhere else.
    """

    title = _("ปีงบประมาณ")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        latest = fiscal_year_of(timezone.localdate()) + 1
        return [(str(year), format_year(year)) for year in range(latest, FIRST_YEAR - 1, -1)]

    def value(self) -> str | None:
        written = super().value()
        try:
            return None if written is None else str(parse_fiscal_year(written))
        except ThaiCalendarError:
            return written

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        written = self.value()
        offered = {year for year, _name in self.lookup_choices}
        return queryset if written not in offered else self.in_year(queryset, int(written or 0))

    def in_year(self, queryset: QuerySet[Any], year: int) -> QuerySet[Any]:
        return queryset.in_year(year)  # type: ignore[attr-defined, no-any-return]  # of spans and figures


class MemberInYearFilter(YearFilter):
    """The organisations that were members of a cluster in a year."""

    title = _("เป็นสมาชิกในปีงบประมาณ")
    parameter_name = "year"

    def in_year(self, queryset: QuerySet[Any], year: int) -> QuerySet[Any]:
        return queryset.filter(pk__in=Membership.objects.in_year(year).order_by().values("organisation"))


class WithinClusterFilter(admin.SimpleListFilter):
    """The links between members of one cluster, to which the cluster's page leads."""

    title = _("ระหว่างสมาชิกของคลัสเตอร์")
    parameter_name = "within"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the cluster that was asked for and no other: there are thousands."""
        code = self.used_parameters.get(self.parameter_name)
        return [(row.code, str(row)) for row in Cluster.objects.filter(code=str(code))] if code else []

    def has_output(self) -> bool:
        return self.parameter_name in self.used_parameters

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        code = self.value()
        return queryset if code is None else queryset.filter(pk__in=linkages_within(code).values("pk"))


def linkages_within(code: str) -> QuerySet[Linkage]:
    """Return the links between organisations that are or were members of the cluster with this code."""
    members = Membership.objects.filter(cluster__code=code).order_by().values("organisation")
    return Linkage.objects.filter(from_organisation__in=members, to_organisation__in=members)
