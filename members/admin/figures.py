"""How large enterprises were, in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.filters import YearFilter
from members.models import EnterpriseFigures
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter


@admin.register(EnterpriseFigures)
class EnterpriseFiguresAdmin(RecordAdmin[EnterpriseFigures]):
    """The size class follows from the figures; nobody types it."""

    section = Section.ORGANISATIONS
    place = 4
    ordering = ("-pk",)
    list_display = ("organisation", "fiscal_year", "activity", "employees", "revenue_thb", "size_class")
    list_display_links = ("organisation", "fiscal_year")
    list_select_related = ("organisation",)
    list_filter = (YearFilter, "activity", "size_class", ("organisation", ChosenRowFilter))
    sortable_by = ()
    search_fields = ("organisation__name",)
    search_key_field = "organisation__search_key"
    search_code_field = "organisation__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของหน่วยงาน")
    autocomplete_fields = ("organisation",)
    readonly_fields = ("size_class", "size_rule")
    fieldsets = (
        (None, {"fields": ("organisation", "fiscal_year", "activity")}),
        (_("ข้อมูลที่ไม่เผยแพร่"), {"fields": ("employees", "revenue_thb", "source")}),
        (_("ขนาดที่ระบบคำนวณ"), {"fields": ("size_class", "size_rule")}),
    )
