"""Links between organisations in the admin."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.admin.filters import WithinClusterFilter, YearFilter
from members.models import Linkage, Organisation
from records.admin import RecordAdmin, Section
from records.admin.filters import ChosenRowFilter
from records.admin.lists import LONGEST_PARAMETER
from thai.text import normalise

_ENDS = ("from_organisation", "to_organisation")


@admin.register(Linkage)
class LinkageAdmin(RecordAdmin[Linkage]):
    section = Section.ORGANISATIONS
    place = 3
    ordering = ("-pk",)
    list_display = (*_ENDS, "kind", "from_year", "to_year")
    list_display_links = _ENDS
    list_select_related = _ENDS
    list_filter = (
        YearFilter,
        "kind",
        WithinClusterFilter,
        ("from_organisation", ChosenRowFilter),
        ("to_organisation", ChosenRowFilter),
    )
    sortable_by = ()
    search_fields = ("from_organisation__name", "to_organisation__name")
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของหน่วยงานทั้งสองฝ่าย")
    autocomplete_fields = _ENDS
    fieldsets = (
        (None, {"fields": ("from_organisation", "kind", "to_organisation", "note")}),
        (_("ช่วงเวลา"), {"fields": ("from_year", "to_year")}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Linkage], search_term: str
    ) -> tuple[QuerySet[Linkage], bool]:
        """Find the organisations once, then their links at either end: one search over both ends reads every link."""
        if not normalise(search_term[: LONGEST_PARAMETER + 1]):
            return queryset, False
        found = Organisation.objects.matching(search_term[:LONGEST_PARAMETER]).order_by().values("pk")
        ends = [Linkage.objects.filter(Q(**{f"{end}__in": found})).order_by().values("pk") for end in _ENDS]
        return queryset.filter(pk__in=ends[0].union(ends[1])), False
