"""Provinces and centres in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clusters.models import CentreProvince, PromotionCentre, Province
from records.admin import RecordAdmin, RecordTabularInline, Section
from records.admin.lists import count_of


class CentreProvinceInline(RecordTabularInline):
    model = CentreProvince
    autocomplete_fields = ("province",)
    fields = ("province", "from_year", "to_year", "basis", "note")
    shown_rows: ClassVar[int] = 150  # all: they stand on no other page

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("province", "centre")


@admin.register(PromotionCentre)
class PromotionCentreAdmin(RecordAdmin[PromotionCentre]):
    section = Section.REFERENCE
    place = 1
    list_display = ("number", "name", "seat", "phone", "province_count")
    list_display_links = ("number", "name")
    list_select_related = ("seat",)
    search_fields = ("name", "name_en", "short_name")
    autocomplete_fields = ("seat",)
    inlines = (CentreProvinceInline,)
    fieldsets = (
        (None, {"fields": ("number", "name", "name_en", "short_name")}),
        (_("ที่ตั้งและการติดต่อ"), {"fields": ("seat", "phone", "address")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PromotionCentre]:
        return super().get_queryset(request).annotate(province_total=count_of(PromotionCentre, "responsibilities"))

    @admin.display(description=_("จังหวัดในความดูแล"), ordering="province_total")
    def province_count(self, centre: Any) -> int:
        return int(centre.province_total)


@admin.register(Province)
class ProvinceAdmin(RecordAdmin[Province]):
    section = Section.REFERENCE
    place = 2
    list_display = ("code", "name", "name_en", "region", "since")
    list_display_links = ("code", "name")
    list_filter = ("region",)
    search_fields = ("name",)
    search_key_field = "search_key"
    search_code_field = "code"
    fields = ("code", "name", "name_en", "region", "since")
