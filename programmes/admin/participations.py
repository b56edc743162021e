"""Participations in the admin, by themselves and as rows of a cluster or of a year."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.admin.figure_rows import FigureRowsFilter
from programmes.models import Participation, Round
from records.admin import RecordAdmin, RecordTabularInline, Section
from records.admin.filters import ChosenRowFilter
from thai.admin import FiscalYearFilter


class _ParticipationInline(RecordTabularInline):
    model = Participation
    autocomplete_fields = ("source",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("cluster", "round", "funder", "source")


class RoundsOfClusterInline(_ParticipationInline):
    fields = ("round", "entry", "funder", "source", "outcome")


class ClustersOfRoundInline(_ParticipationInline):
    """The list of a year; once it's locked it can be looked at only."""

    autocomplete_fields = ("cluster", "source")  # type: ignore[assignment]  # the stubs infer one name
    fields = ("cluster", "entry", "funder", "source", "outcome")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and _takes_participations(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _takes_participations(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _takes_participations(obj)


def _takes_participations(held: Round | None) -> bool:
    return held is None or held.takes_participations


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin[Participation]):
    section = Section.PROGRAMME
    place = 1
    list_display = ("cluster", "round", "entry", "funder", "outcome", "source")
    list_select_related = ("cluster", "round", "funder", "source")
    list_filter = (
        ("round__fiscal_year", FiscalYearFilter),
        "entry",
        "funder",
        "outcome",
        ("cluster", ChosenRowFilter),
        ("round", ChosenRowFilter),
        FigureRowsFilter,
    )
    search_fields = ("cluster__name",)
    search_key_field = "cluster__search_key"
    search_code_field = "cluster__code"
    search_help_text = _("ค้นจากชื่อหรือต้นรหัสของคลัสเตอร์")
    autocomplete_fields = ("cluster", "source")
    fieldsets = (
        (None, {"fields": ("cluster", "round", "entry", "funder")}),
        (_("เมื่อออกจากโครงการ"), {"fields": ("outcome", "reason_for_leaving")}),
        (_("ที่มา"), {"fields": ("source", "note")}),
    )
