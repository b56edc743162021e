"""Sectors in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clusters.models import Sector
from records.admin import RecordAdmin, Section
from records.admin.lists import count_of


@admin.register(Sector)
class SectorAdmin(RecordAdmin[Sector]):
    section = Section.REFERENCE
    place = 3
    list_display = ("position", "name", "name_en", "tsic_divisions", "cluster_count")
    list_display_links = ("name",)
    search_fields = ("name", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("code", "position", "name", "name_en")}),
        (_("รหัสอุตสาหกรรม"), {"fields": ("tsic_edition", "tsic_divisions")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sector]:
        return super().get_queryset(request).annotate(cluster_total=count_of(Sector, "clusters"))

    @admin.display(description=_("จำนวนคลัสเตอร์"), ordering="cluster_total")
    def cluster_count(self, sector: Any) -> int:
        return int(sector.cluster_total)
