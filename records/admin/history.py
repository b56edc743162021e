"""The history pages of a record: of one row, and of the rows that were deleted."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from records.admin.entries import deletions, entries_page
from records.admin.lists import ListAdmin
from records.admin.reach import seen
from records.keyset import NoSuchPlace, Place
from records.masking import masked_fields
from records.models import Record
from thai.calendar import format_datetime

RecordT = TypeVar("RecordT", bound=Record)


class HistoryAdmin(ListAdmin[RecordT]):
    """Of any record. The rows of its inlines that are part of it are told of together with it."""

    change_list_template = "admin/records/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        deleted = self.admin_site.admin_view(self.deleted_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", deleted, name=name), *super().get_urls()]

    def _address(self, page: str) -> str:
        return f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what happened to a row, also to one that is no more."""
        key = self._key(unquote(object_id))
        row = self.get_object(request, str(key)) if key is not None else None
        known = row is not None or (key is not None and self._tells_of_deleted(request, key))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if not known:
            return self.not_there(request, object_id)
        names = {"what": self.opts.verbose_name, "key": key}
        unnamed = _("%(what)s หมายเลข %(key)s") if row else _("%(what)s หมายเลข %(key)s (ลบแล้ว)")
        is_named = row is not None and "name" not in masked_fields(request.user, self.model)
        shown = str(row) if is_named else unnamed % names
        histories: dict[type[Record], Any] = {self.model: self.model.history.filter(id=key)}
        for part, parent in self._parts(request, row):
            histories[part] = part.history.filter(**{parent: key})
        written = request.GET.get("p", "1")
        number = int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 1
        page = entries_page(histories, number, owner=self.model, reader=request.user)
        title = _("ประวัติการแก้ไข: %(row)s") % {"row": shown}
        context = {
            "title": title,
            "object": row,
            "shown": shown,
            "of_one_row": True,
            "entries": page.object_list,
            "page": page,
        }
        return self._render(request, context)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Show the rows that were deleted, the last deletion first."""
        if not self.has_view_or_change_permission(request) or self._hides_rows(request):
            raise PermissionDenied
        title = _("%(what)sที่ลบแล้ว") % {"what": self.opts.verbose_name_plural}
        place = Place.read(request.GET.get("p", "")) or Place("first")
        try:
            entries, page = deletions(self.model, place, reader=request.user)
        except NoSuchPlace:
            entries, page = deletions(self.model, Place("first"), reader=request.user)
        context = {"title": title, "object": None, "shown": "", "of_one_row": False, "entries": entries, "page": page}
        return self._render(request, context)

    def _render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/records/history.html",
            {
                **self.admin_site.each_context(request),
                **context,
                "subtitle": None,
                "opts": self.opts,
                "module_name": str(self.opts.verbose_name_plural),
            },
        )

    def _hides_rows(self, request: HttpRequest) -> bool:
        """Whether some rows of the model aren't seen: of a deleted one nobody can tell any more whose it was."""
        everything = self.model._base_manager.all()
        return seen(request, everything) is not everything

    def _tells_of_deleted(self, request: HttpRequest, key: int) -> bool:
        return not self._hides_rows(request) and self.model.history.filter(id=key).exists()

    def _parts(self, request: HttpRequest, row: RecordT | None) -> Iterable[tuple[type[Record], str]]:
        """Yield the models of the inlines that are part of a row and may be read, with the name of their key to it."""
        shown = (each for each in self.get_inline_instances(request) if each.has_view_permission(request, row))
        for inline in shown:
            for field in inline.model._meta.concrete_fields:
                relation = field.remote_field
                if relation and relation.model is self.model and relation.on_delete is models.CASCADE:
                    yield inline.model, field.attname

    def _key(self, text: str) -> int | None:
        try:
            key: int = self.opts.pk.clean(text, None)
        except ValidationError:
            return None
        return key

    def not_there(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to the list and say who deleted the row, if it ever existed; who may not open the list learns nothing."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        text = self._deletion_text(request, unquote(object_id)) or _("ไม่พบรายการที่ขอ หรือไม่มีสิทธิ์ กรุณาติดต่อผู้ดูแลระบบ")
        if request.method == "POST":
            text += " " + _("ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข")
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse(self._address("changelist")))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        return self.not_there(request, object_id)  # where Django goes to the index, without a reason

    def _deletion_text(self, request: HttpRequest, object_id: str) -> str:
        """Return who deleted the row and when; empty if it isn't known to have been deleted."""
        key = self._key(object_id)
        tells = key is not None and not self._hides_rows(request)
        last = self.model.history.filter(id=key).order_by("-history_id").first() if tells else None
        if last is None or last.history_type != "-":
            return ""
        who = str(last.history_user) if last.history_user else _("ระบบ")
        return _("%(who)s ลบรายการนี้ไปแล้วเมื่อ %(when)s") % {"who": who, "when": format_datetime(last.history_date)}
