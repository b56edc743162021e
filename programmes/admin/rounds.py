"""Rounds and funders in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.participations import ClustersOfRoundInline
from programmes.admin.reconciliation import findings_view, reconciliation_view
from programmes.admin.result_entry import results_view
from programmes.admin.round_locks import locks_view
from programmes.admin.round_opening import RIGHTS, opening_view
from programmes.models import Funder, Round
from records.admin import RecordAdmin, Section
from records.admin.lists import count_of
from records.admin.pages import Page, page_of


@admin.register(Round)
class RoundAdmin(RecordAdmin[Round]):
    section = Section.PROGRAMME
    change_list_template = "admin/programmes/round/change_list.html"
    list_display = (
        "fiscal_year",
        "state",
        "recorded_count",
        "list_complete",
        "locked",
        "results_link",
    )
    list_filter = ("state", "list_complete", "participation_locked")
    search_fields = ("fiscal_year",)
    inlines = (ClustersOfRoundInline,)
    # Declared on the page of the findings, and turned by two people on the page of the locks, with a reason.
    readonly_fields = ("list_complete", "participation_locked", "results_locked")
    change_form_template = "admin/programmes/round/change_form.html"
    fieldsets = (
        (None, {"fields": ("fiscal_year", "state", "list_complete", "note")}),
        (_("การล็อก"), {"fields": ("participation_locked", "results_locked")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Round]:
        return super().get_queryset(request).annotate(recorded_total=count_of(Round, "participations"))

    @admin.display(description=_("กลุ่มที่มีรายชื่อในระบบ"), ordering="recorded_total")
    def recorded_count(self, held: Any) -> int:
        return int(held.recorded_total)

    @admin.display(description=_("ล็อกแล้ว"))
    def locked(self, held: Round) -> str:
        """Name what is locked: a cross for what is open would look like a fault."""
        names = {gettext("รายชื่อกลุ่ม"): held.participation_locked, gettext("ผล"): held.results_locked}
        return " · ".join(name for name, is_locked in names.items() if is_locked) or "–"

    @admin.display(description=_("ผลการดำเนินงาน"))
    def results_link(self, held: Round) -> str:
        address = reverse("admin:programmes_round_results", args=[held.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("บันทึกผล"))

    def view_on_site(self, held: Round) -> str:
        return held.get_absolute_url()

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("open/", guarded(self.opening_view), name="programmes_round_open"),
            path("reconciliation/", guarded(self.reconciliation_view), name="programmes_round_reconciliation"),
            path("<path:object_id>/findings/", guarded(self.findings_view), name="programmes_round_findings"),
            path("<path:object_id>/locks/", guarded(self.locks_view), name="programmes_round_locks"),
            path("<path:object_id>/results/", guarded(self.results_view), name="programmes_round_results"),
            *super().get_urls(),
        ]

    def opening_view(self, request: HttpRequest) -> HttpResponse:
        return opening_view(request, self.admin_site)

    def reconciliation_view(self, request: HttpRequest) -> HttpResponse:
        return reconciliation_view(request, self.admin_site)

    def findings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._of_round(request, object_id, findings_view)

    def locks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._of_round(request, object_id, locks_view)

    def results_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._of_round(request, object_id, results_view)

    def _of_round(self, request: HttpRequest, object_id: str, page: Page[Round]) -> HttpResponse:
        return page_of(self, request, object_id, page, Round.objects.all())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {"may_open": request.user.has_perms(RIGHTS), **(extra_context or {})}
        return super().changelist_view(request, context)


@admin.register(Funder)
class FunderAdmin(RecordAdmin[Funder]):
    section = Section.REFERENCE
    place = 4
    list_display = ("short_name", "name", "is_department")
    search_fields = ("name", "short_name", "code")
    fields = ("code", "name", "name_en", "short_name", "short_name_en", "is_department")
