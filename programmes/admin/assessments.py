"""Assessments of groups in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.models import Assessment
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter
from thai.admin import FiscalYearFilter


@admin.register(Assessment)
class AssessmentAdmin(RecordAdmin[Assessment]):
    section = Section.PROGRAMME
    place = 9
    list_display = ("participation", "assessed_on", "step", "potential")
    list_select_related = ("participation__cluster", "participation__round")
    list_filter = (
        ("participation__round__fiscal_year", FiscalYearFilter),
        "step",
        "potential",
        ("participation", ChosenRowFilter),
    )
    search_fields = ("participation__cluster__name",)
    search_key_field = "participation__cluster__search_key"
    search_code_field = "participation__cluster__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของคลัสเตอร์")
    autocomplete_fields = ("participation",)
    fields = ("participation", "assessed_on", "step", "potential", "evidence")
