"""The queue: every file that came in, how far it is, and what remains to be done with it."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from members.admin.imports.files import flagged_view, members_view, original_view, template_view
from members.admin.imports.review import REFRESH_SECONDS, batch_view
from members.admin.imports.seen import batches_seen_by
from members.admin.imports.upload import upload_view
from members.imports import worker
from members.models import Disclosure, ImportBatch, User
from members.privacy.disclosures import log_disclosure
from members.rights import clusters_written_by, sees_contacts
from records.admin import RecordAdmin, Section
from thai.admin import FiscalYearFilter


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordAdmin[ImportBatch]):
    """A centre sees the files of its own people; headquarters sees all."""

    section = Section.ORGANISATIONS
    place = 5
    change_list_template = "admin/members/importbatch/change_list.html"
    list_display = ("file_name", "state", "remains", "fiscal_year", "cluster", "kind", "uploaded_at")
    list_display_links = ("file_name",)
    list_select_related = ("cluster",)
    list_filter = ("state", ("fiscal_year", FiscalYearFilter))
    sortable_by = ()
    search_fields = ("file_name",)
    search_help_text = _("ค้นจากชื่อไฟล์")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        return batches_seen_by(cast(User, request.user)).order_by(*self.get_ordering(request))

    @admin.display(description=_("สิ่งที่ต้องทำ"))
    def remains(self, batch: ImportBatch) -> str:
        if batch.state == ImportBatch.State.READY and batch.flagged:
            words = ngettext("%(count)d แถวรอการตัดสินใจ", "%(count)d แถวรอการตัดสินใจ", batch.flagged)
            return words % {"count": batch.flagged}
        return str(_TO_DO.get(batch.state, "–"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a batch is changed by what is asked of it on its page

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or self.has_add_permission(request)

    def get_urls(self) -> list[URLPattern]:
        guarded, name = self.admin_site.admin_view, "members_importbatch"
        return [
            path("template.xlsx", guarded(self.template_xlsx), name=f"{name}_template_xlsx"),
            path("template.csv", guarded(self.template_csv), name=f"{name}_template_csv"),
            path("members/<int:cluster>.xlsx", guarded(self.members_view), name=f"{name}_members"),
            path("<path:object_id>/flagged.xlsx", guarded(self.flagged_view), name=f"{name}_flagged"),
            path("<path:object_id>/original", guarded(self.original_view), name=f"{name}_original"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        worker.wake()
        response = super().changelist_view(request, {"title": gettext("ไฟล์ที่นำเข้า"), **(extra_context or {})})
        shown = getattr(response, "context_data", {}).get("cl")
        if request.method == "GET" and shown and any(batch.is_at_work for batch in shown.result_list):
            response["Refresh"] = str(REFRESH_SECONDS)
        return response

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload_view(request, self.admin_site)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = self._batch(request, object_id)
        if batch is None:
            return self.not_there(request, object_id)
        if request.method == "GET" and rows_of_people(batch):
            log_disclosure(request, Disclosure.Kind.LIST, rows_of_people(batch), batch)
        return batch_view(request, self.admin_site, batch, may_act=self.has_add_permission(request))

    def flagged_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self._batch(request, object_id)
        if batch is None:
            return self.not_there(request, object_id)
        log_disclosure(request, Disclosure.Kind.EXPORT, batch.flagged, batch)
        return flagged_view(batch)

    def original_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self._batch(request, object_id)
        answer = None if batch is None else original_view(batch)
        if batch is None or answer is None:
            return self.not_there(request, object_id)
        log_disclosure(request, Disclosure.Kind.EXPORT, rows_of_people(batch), batch)
        return answer

    def template_xlsx(self, request: HttpRequest) -> HttpResponse:
        return self._template(request, "xlsx")

    def template_csv(self, request: HttpRequest) -> HttpResponse:
        return self._template(request, "csv")

    def members_view(self, request: HttpRequest, cluster: int) -> HttpResponse:
        """Contacts stand in the list: who may not write into a cluster doesn't take it away."""
        user = cast(User, request.user)
        found = clusters_written_by(user, on=timezone.localdate()).filter(pk=cluster).first()
        if found is None or not (self.has_add_permission(request) and sees_contacts(user)):
            raise PermissionDenied
        return members_view(request, found)

    def _template(self, request: HttpRequest, ending: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return template_view(ending, request.GET.get("kind", ""))

    def _batch(self, request: HttpRequest, object_id: str) -> ImportBatch | None:
        """Return a batch that the officer may see; None if there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = self._key(object_id)
        found = self.get_queryset(request).select_related("cluster", "author", "author__person", "asked_by")
        return None if key is None else found.filter(pk=key).first()


def rows_of_people(batch: ImportBatch) -> int:
    """Return how many rows of a file can hold somebody's contacts: none while nobody has looked at it."""
    return 0 if batch.is_at_work else batch.ok + batch.flagged


_TO_DO = {
    ImportBatch.State.READY.value: _("ดูผลการตรวจแล้วยืนยัน"),
    ImportBatch.State.STOPPED.value: _("กดตรวจอีกครั้ง"),
    ImportBatch.State.REFUSED.value: _("ดูเหตุผล แล้วส่งไฟล์ที่แก้แล้ว"),
}
