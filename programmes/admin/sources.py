"""Documents in the admin, each with the figures that it states."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.admin.shown import scope_in_words
from programmes.models import ReportedFigure, Source
from records.admin import RecordAdmin, RecordTabularInline, Section
from records.admin.lists import count_of


class FiguresOfSourceInline(RecordTabularInline):
    """To look at: figures are added and superseded on their own page."""

    model = ReportedFigure
    fields = ("years_shown", "measure", "value_shown", "scope_shown", "preferred")
    readonly_fields = ("years_shown", "value_shown", "scope_shown")
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("funder")

    @admin.display(description=_("ปีงบประมาณ"))
    def years_shown(self, figure: ReportedFigure) -> str:
        return figure.years

    @admin.display(description=_("ค่า"))
    def value_shown(self, figure: ReportedFigure) -> str:
        return figure.amount

    @admin.display(description=_("ขอบเขตแหล่งงบ"))
    def scope_shown(self, figure: ReportedFigure) -> str:
        return scope_in_words(figure)


@admin.register(Source)
class SourceAdmin(RecordAdmin[Source]):
    section = Section.PROGRAMME
    place = 3
    list_display = ("code", "title", "publisher", "published", "year_kind", "figure_count")
    list_display_links = ("code", "title")
    list_filter = ("year_kind", "title_language")
    search_fields = ("code", "title", "publisher")
    inlines = (FiguresOfSourceInline,)
    fieldsets = (
        (None, {"fields": ("code", "title", "title_language", "publisher", "published", "reference", "address")}),
        (_("การอ่านเอกสาร"), {"fields": ("year_kind", "note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(figure_total=count_of(Source, "figures"))

    @admin.display(description=_("จำนวนตัวเลข"), ordering="figure_total")
    def figure_count(self, source: Any) -> int:
        return int(source.figure_total)
