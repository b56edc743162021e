"""Milestones and objectives in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from programmes.models import Milestone, Objective
from records.admin import RecordAdmin, Section
from thai.admin import FiscalYearFilter


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin[Milestone]):
    section = Section.PROGRAMME
    place = 4
    list_display = ("title", "year", "to_year", "day", "kind", "source")
    list_select_related = ("source",)
    list_filter = (("year", FiscalYearFilter), "kind", "source")
    search_fields = ("title", "title_en", "text")
    autocomplete_fields = ("source",)
    fieldsets = (
        (None, {"fields": ("code", "kind", ("year", "to_year"), "day")}),
        (_("เนื้อหา"), {"fields": ("title", "text", "title_en", "text_en")}),
        (_("ที่มา"), {"fields": ("source", "quotation")}),
    )


@admin.register(Objective)
class ObjectiveAdmin(RecordAdmin[Objective]):
    section = Section.PROGRAMME
    place = 5
    list_display = ("number", "text", "source")
    list_display_links = ("number", "text")
    list_select_related = ("source",)
    search_fields = ("text", "text_en")
    autocomplete_fields = ("source",)
    fieldsets = (
        (None, {"fields": ("number", "text", "text_en")}),
        (_("ที่มา"), {"fields": ("source", "quotation")}),
    )
