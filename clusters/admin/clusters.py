"""Clusters in the admin."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clusters.admin.filters import CentreOfClusterFilter
from clusters.models import Cluster, ClusterProvince
from records.admin import RecordAdmin, RecordTabularInline, Section
from records.admin.filters import ChosenRowFilter
from records.admin.lists import count_of
from thai.admin import FiscalYearFilter


class ClusterProvinceInline(RecordTabularInline):
    model = ClusterProvince
    autocomplete_fields = ("province",)
    fields = ("province",)
    shown_rows: ClassVar[int] = 80  # there are 77

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("province")


@admin.register(Cluster)
class ClusterAdmin(RecordAdmin[Cluster]):
    section = Section.CLUSTERS
    list_display = ("code", "name", "shown_provinces", "sector", "state", "founded", "participation_count")
    list_display_links = ("code", "name")
    list_filter = (
        "state",
        CentreOfClusterFilter,
        "sector",
        "provinces",
        ("founded", FiscalYearFilter),
        ("merged_into", ChosenRowFilter),
    )
    search_fields = ("name",)
    search_key_field = "search_key"
    search_code_field = "code"
    search_help_text = _("ค้นจากชื่อไทยหรืออังกฤษ หรือต้นรหัสคลัสเตอร์")
    autocomplete_fields = ("merged_into",)
    readonly_fields = ("code",)
    inlines = (ClusterProvinceInline,)
    related_lists: ClassVar[Sequence[str]] = ("merged_from",)
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "name_note")}),
        (_("ลักษณะของกลุ่ม"), {"fields": ("sector", "core_industry", "founded", "vision")}),
        (_("การเผยแพร่"), {"fields": ("state", "merged_into")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cluster]:
        rows: Any = super().get_queryset(request)
        found: QuerySet[Cluster] = rows.with_places().annotate(participation_total=count_of(Cluster, "participations"))
        return found

    def found_label(self, row: Cluster) -> str:
        return f"{row} · {row.code}"

    @admin.display(description=_("จังหวัด"))
    def shown_provinces(self, cluster: Cluster) -> str:
        return ", ".join(str(province) for province in cluster.provinces_shown)

    @admin.display(description=_("จำนวนปีที่เข้าร่วม"), ordering="participation_total")
    def participation_count(self, cluster: Any) -> int:
        return int(cluster.participation_total)

    def view_on_site(self, cluster: Cluster) -> str | None:
        is_public = cluster.state in {Cluster.State.PUBLIC, Cluster.State.ENDED}
        return cluster.get_absolute_url() if is_public else None
