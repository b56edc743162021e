"""Reported figures in the admin: added and superseded, never edited, never deleted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import BooleanField
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.figure_filters import StandingFilter, TouchedYearFilter
from programmes.admin.figure_forms import Beside, FigureForm
from programmes.admin.shown import scope_in_words
from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from records.admin import RecordAdmin, Section

SHOW_YEAR = "_show_year"


def _link(figure: ReportedFigure, text: str) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:programmes_reportedfigure_change", args=[figure.pk]), text)


@admin.register(ReportedFigure)
class ReportedFigureAdmin(RecordAdmin[ReportedFigure]):
    section = Section.PROGRAMME
    place = 2
    form = FigureForm
    list_display = ("years_shown", "measure", "value_shown", "scope_shown", "source_code", "reading", "standing")
    list_select_related = ("source", "funder", "superseded_by")
    list_filter = (("from_year", TouchedYearFilter), "measure", "scope", "source", StandingFilter, "planned")
    search_fields = ("quotation", "note", "source__title")
    autocomplete_fields = ("source",)
    readonly_fields = ("value_shown", "standing", "replaced", "unit", "key", "revision")
    add_fieldsets = (
        (None, {"fields": (("from_year", "to_year"), ("measure", "value", "qualifier"), "planned")}),
        (_("ที่มา"), {"fields": ("source", "quotation", "year_as_written", "note", "note_en")}),
        (_("ความหมายของปีและขอบเขต"), {"fields": ("year_basis", "scope", "scope_basis", "funder", "confidence")}),
        (_("การตีความ"), {"fields": ("reading", "preferred")}),
    )
    fieldsets = (
        (None, {"fields": ("from_year", "to_year", "measure", "value_shown", "planned", "standing", "replaced")}),
        (_("ที่มา"), {"fields": ("source", "quotation", "year_as_written", "note", "note_en")}),
        (_("ความหมายของปีและขอบเขต"), {"fields": ("year_basis", "scope", "scope_basis", "funder", "confidence")}),
        (_("การตีความ"), {"fields": ("reading", "preferred")}),
        (_("ทะเบียน"), {"fields": ("key", "revision")}),
    )

    # -- what may be done --

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may add figures sees them too: a new one is judged beside the others."""
        return super().has_view_permission(request, obj) or self.has_add_permission(request)

    # -- how a figure is shown --

    @admin.display(description=_("ปีงบประมาณ"), ordering="from_year")
    def years_shown(self, figure: ReportedFigure) -> str:
        return figure.years

    @admin.display(description=_("ค่า"), ordering="value")
    def value_shown(self, figure: ReportedFigure) -> str:
        return figure.amount

    @admin.display(description=_("ขอบเขตแหล่งงบ"), ordering="scope")
    def scope_shown(self, figure: ReportedFigure) -> str:
        return scope_in_words(figure)

    @admin.display(description=_("เอกสาร"), ordering="source__code")
    def source_code(self, figure: ReportedFigure) -> str:
        return figure.source.code

    @admin.display(description=_("สถานะ"))
    def standing(self, figure: ReportedFigure) -> str:
        later = getattr(figure, "superseded_by", None)
        return gettext("ใช้อยู่") if later is None else _link(later, gettext("ถูกแทนแล้ว"))

    @admin.display(description=_("แทนตัวเลขเดิม"))
    def replaced(self, figure: ReportedFigure) -> str:
        return _link(figure.supersedes, figure.supersedes.amount) if figure.supersedes else ""

    # -- adding and superseding --

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return super().get_fieldsets(request, obj)
        replacing = [(_("แทนตัวเลขเดิม"), {"fields": ("change_reason", "replaces")})] if _replaced_id(request) else []
        return [*replacing, *self.add_fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj is not None else []

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Ask for a figure, beside those that the year has already."""
        old = self._replaced_figure(request)
        if old is None and _replaced_id(request):
            self.message_user(request, gettext("ไม่พบตัวเลขที่จะแทน หรือมีผู้เพิ่มตัวเลขแทนไปแล้ว"), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:programmes_reportedfigure_changelist"))
        if SHOW_YEAR in request.POST:
            request.method = "GET"  # nothing is saved: the page comes again with what was typed
        asked = request.POST or request.GET
        first, last = asked.get("from_year"), asked.get("to_year")
        if old is not None and not first:
            first, last = str(old.from_year), str(old.to_year)
        context = {"beside": Beside.of_years(first, last), "replaced": old, "show_year": SHOW_YEAR}
        return super().add_view(request, form_url, {**context, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        shown = context["original"]
        open_to_another = shown is not None and not hasattr(shown, "superseded_by")
        context["may_be_superseded"] = open_to_another and self.has_add_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        if SHOW_YEAR in request.POST:
            return self._as_typed(request)
        old = self._replaced_figure(request)
        return super().get_changeform_initial_data(request) if old is None else _values_of(old)

    def _as_typed(self, request: HttpRequest) -> dict[str, Any]:
        """Return what stands in the form now; only an id that isn't one is left out."""
        typed: dict[str, Any] = {name: str(value).replace("\0", "") for name, value in request.POST.items()}
        for field in self.opts.concrete_fields:
            if isinstance(field, BooleanField):
                typed[field.name] = field.name in request.POST
            elif field.is_relation and field.name in typed and not self._reads(field, typed[field.name]):
                del typed[field.name]
        return typed

    def _replaced_figure(self, request: HttpRequest) -> ReportedFigure | None:
        key = self._key(_replaced_id(request))
        return ReportedFigure.objects.current().filter(pk=key).first() if key is not None else None

    def save_model(self, request: HttpRequest, obj: ReportedFigure, form: Any, change: bool) -> None:
        old = form.cleaned_data.get("replaces")
        if old is None:
            super().save_model(request, obj, form, change)
        else:
            supersede_figure(old, obj, by=request.user, reason=form.cleaned_data["change_reason"])  # type: ignore[arg-type]


def _replaced_id(request: HttpRequest) -> str:
    return request.POST.get("replaces") or request.GET.get("supersedes") or ""


def _values_of(old: ReportedFigure) -> dict[str, Any]:
    """Return what a figure in place of ``old`` begins with."""
    value = None if old.value is None else f"{old.value.normalize():f}"
    return {**model_to_dict(old), "value": value, "replaces": old.pk}
