"""Members, partners and office holders of clusters: lists of their own, and rows of a cluster."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin.filters import YearFilter
from members.models import Membership, Office, Support
from members.privacy.disclosures import log_listed
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter


@admin.register(Membership)
class MembershipAdmin(RecordAdmin[Membership]):
    """The latest entry first."""

    section = Section.ORGANISATIONS
    place = 1
    ordering = ("-pk",)
    list_display = ("organisation", "cluster", "position", "from_year", "to_year")
    list_display_links = ("organisation",)
    list_select_related = ("organisation", "cluster")
    list_filter = (YearFilter, "position", ("cluster", ChosenRowFilter), ("organisation", ChosenRowFilter))
    sortable_by = ()
    search_fields = ("organisation__name",)
    search_key_field = "organisation__search_key"
    search_code_field = "organisation__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของหน่วยงาน")
    autocomplete_fields = ("organisation", "cluster")
    fieldsets = (
        (None, {"fields": ("organisation", "cluster", "position")}),
        (_("ช่วงเวลา"), {"fields": ("from_year", "to_year", "reason")}),
    )


@admin.register(Support)
class SupportAdmin(RecordAdmin[Support]):
    section = Section.ORGANISATIONS
    place = 2
    ordering = ("-pk",)
    list_display = ("organisation", "cluster", "service", "from_year", "to_year")
    list_display_links = ("organisation",)
    list_select_related = ("organisation", "cluster")
    list_filter = (YearFilter, "service", ("cluster", ChosenRowFilter), ("organisation", ChosenRowFilter))
    sortable_by = ()
    search_fields = ("organisation__name",)
    search_key_field = "organisation__search_key"
    search_code_field = "organisation__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของหน่วยงาน")
    autocomplete_fields = ("organisation", "cluster")
    fieldsets = (
        (None, {"fields": ("organisation", "cluster", "service", "note")}),
        (_("ช่วงเวลา"), {"fields": ("from_year", "to_year")}),
    )


@admin.register(Office)
class OfficeAdmin(RecordAdmin[Office]):
    section = Section.PEOPLE
    place = 1
    ordering = ("-pk",)
    list_display = ("person", "role", "cluster", "from_year", "to_year")
    list_display_links = ("person",)
    list_select_related = ("person", "cluster")
    list_filter = (YearFilter, "role", ("cluster", ChosenRowFilter), ("person", ChosenRowFilter))
    sortable_by = ()
    search_fields = ("person__name",)
    search_key_field = "person__search_key"
    search_help_text = _("ค้นจากชื่อไทยหรืออังกฤษ")
    autocomplete_fields = ("person", "cluster")
    fieldsets = (
        (None, {"fields": ("person", "cluster", "role")}),
        (_("ช่วงเวลา"), {"fields": ("from_year", "to_year")}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Log that people were listed, as the list of persons does."""
        answer = super().changelist_view(request, extra_context)
        log_listed(request, answer)
        return answer
