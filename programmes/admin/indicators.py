"""Indicators and targets in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.models import Indicator, Target
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter
from thai.admin import FiscalYearFilter
from thai.templatetags.thai import thai_number


@admin.register(Indicator)
class IndicatorAdmin(RecordAdmin[Indicator]):
    section = Section.PROGRAMME
    place = 6
    list_display = ("position", "name", "unit", "rule", "frequency", "direction", "is_active")
    list_display_links = ("name",)
    list_filter = ("rule", "is_active")
    list_select_related = ("objective",)
    search_fields = ("name", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("code", "position", "name", "name_en", "is_active")}),
        (_("ความหมาย"), {"fields": ("definition", "definition_en", "objective", "direction")}),
        (_("หน่วยและการรายงาน"), {"fields": ("unit", "unit_en", "decimals", "frequency", "is_confidential")}),
        (_("วิธีรวมค่า"), {"fields": ("rule", "counted", "numerator", "denominator", "factor")}),
    )


@admin.register(Target)
class TargetAdmin(RecordAdmin[Target]):
    section = Section.PROGRAMME
    place = 7
    list_display = ("indicator", "participation", "round", "value_shown")
    list_select_related = ("indicator", "participation__cluster", "participation__round", "round")
    list_filter = (
        ("participation__round__fiscal_year", FiscalYearFilter),
        "indicator",
        ("participation", ChosenRowFilter),
        ("round", ChosenRowFilter),
    )
    search_fields = ("participation__cluster__name",)
    search_key_field = "participation__cluster__search_key"
    search_code_field = "participation__cluster__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของคลัสเตอร์")
    autocomplete_fields = ("participation",)
    fields = ("indicator", "participation", "round", "value", "note")

    @admin.display(description=_("เป้าหมาย"), ordering="value")
    def value_shown(self, target: Target) -> str:
        return f"{thai_number(target.value)} {target.indicator.unit_shown}"
