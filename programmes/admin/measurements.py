"""Measurements in the admin: what was reached, by group, indicator and period."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from programmes.admin.figure_rows import MeasurementsBehindFilter
from programmes.admin.result_entry import waiting_view
from programmes.models import Measurement
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter
from thai.admin import FiscalYearFilter
from thai.templatetags.thai import thai_number


@admin.register(Measurement)
class MeasurementAdmin(RecordAdmin[Measurement]):
    """Drafts are entered and changed here too; what is approved can only be looked at."""

    section = Section.PROGRAMME
    place = 8
    list_display = ("indicator", "participation", "period", "value_shown", "state", "author")
    list_select_related = ("indicator", "participation__cluster", "participation__round", "author__person")
    list_filter = (
        ("participation__round__fiscal_year", FiscalYearFilter),
        "state",
        "indicator",
        ("participation", ChosenRowFilter),
        MeasurementsBehindFilter,
    )
    search_fields = ("participation__cluster__name",)
    search_key_field = "participation__cluster__search_key"
    search_code_field = "participation__cluster__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของคลัสเตอร์")
    autocomplete_fields = ("participation",)
    readonly_fields = ("state", "return_reason", "author", "approver", "approved_at", "supersedes")
    fieldsets = (
        (None, {"fields": ("participation", "indicator", "period")}),
        (_("ผล"), {"fields": ("value", "enterprises", "evidence")}),
        (_("การอนุมัติ"), {"fields": ("state", "return_reason", "author", "approver", "approved_at", "supersedes")}),
    )

    def get_urls(self) -> list[URLPattern]:
        waiting = self.admin_site.admin_view(self.waiting_view)
        return [path("waiting/", waiting, name="programmes_measurement_waiting"), *super().get_urls()]

    def waiting_view(self, request: HttpRequest) -> HttpResponse:
        return waiting_view(request, self.admin_site)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_open)

    def save_model(self, request: HttpRequest, obj: Measurement, form: Any, change: bool) -> None:
        if not change or form.has_changed():
            obj.author = request.user  # type: ignore[assignment]  # an officer
        super().save_model(request, obj, form, change)

    @admin.display(description=_("ผล"), ordering="value")
    def value_shown(self, measurement: Measurement) -> str:
        return f"{thai_number(measurement.value)} {measurement.indicator.unit_shown}"
