"""The base of the admins of all records."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from records.admin.boxes import is_key
from records.admin.choices import resolved
from records.admin.conflict_pages import closed_page, conflict_page, deleted_page
from records.admin.conflicts import Conflict
from records.admin.forms import LONGEST_REASON, REASON, VERSION, RecordForm
from records.admin.history import HistoryAdmin
from records.admin.lists import refusal_text
from records.admin.mistakes import mistakes_of
from records.admin.reach import refuse_rows_of_others, who_keeps, works_with_some
from records.admin.related import related_lists
from records.errors import RuleBroken
from records.history import written_by
from records.models import Record
from records.version import StaleSave, hold_as_read

RecordT = TypeVar("RecordT", bound=Record)

ADMIN_REASON = "บันทึกในระบบเจ้าหน้าที่"
REFUSALS = (RuleBroken, IntegrityError, ValidationError)


class RecordAdmin(HistoryAdmin[RecordT]):
    """Saves whole or not at all, never over another's save, and says why in words."""

    form: type[ModelForm[Any]] = RecordForm
    delete_confirmation_template = "admin/records/delete.html"
    delete_selected_confirmation_template = "admin/records/delete_selected.html"
    inlines: ClassVar[tuple[type[admin.options.InlineModelAdmin[Any, Any]], ...]] = ()
    # Relations whose lists are linked from the form, with the number of rows.
    related_lists: ClassVar[Sequence[str]] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add the version that was read and the reason to a form that can be saved over an existing row."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (None, {"fields": (REASON, VERSION)})]

    def get_form(
        self, request: HttpRequest, obj: RecordT | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[RecordT]]:
        made = super().get_form(request, obj, change=change, **kwargs)
        made.refusal = getattr(request, "_refusal", "")  # type: ignore[attr-defined]  # of RecordForm
        return made

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Save within one transaction; what the rules refuse comes back as the form with the words that were typed."""
        if request.method == "POST":
            request.POST = resolved(request.POST)  # type: ignore[assignment]  # of the stubs, not of Django
        for _again in range(2):
            try:
                with self._writing(request):
                    return super().changeform_view(request, object_id, form_url, extra_context)
            except PermissionDenied:
                if object_id is None or not self.has_change_permission(request):
                    raise
                return self._closed_meanwhile(request, object_id) or self.not_there(request, object_id)
            except StaleSave as stale:
                # Somebody came between the check and the write: read once more, the form finds itself stale.
                refused: Exception = stale
            except REFUSALS as broken:
                refused = broken
                break
        # The transaction is rolled back. The same form once more, now with the refusal as its error.
        request._refusal = refusal_text(refused)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _closed_meanwhile(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Show what was typed for a row that was saved since, and by that closed to changes: approved, answered.

        None for any other row: what isn't one's own answers like what doesn't exist.
        """
        row = self.get_object(request, unquote(object_id))
        read = request.POST.get(VERSION, "")
        if row is None or not (is_key(read) and int(read) < row.version and self._has_right(request, "change", row)):
            return None
        return closed_page(self, request, row)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            with self._writing(request):
                return super().delete_view(request, object_id, extra_context)
        except PermissionDenied:
            if not self.has_delete_permission(request):
                raise
            return self.not_there(request, object_id)
        except StaleSave as stale:
            self.message_user(request, _not_deleted(stale), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())  # to look at it as it is now, and decide again
        except (*REFUSALS, ProtectedError) as refused:
            self.message_user(request, refusal_text(refused), messages.ERROR)
            return HttpResponseRedirect(reverse(self._address("change"), args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: RecordT) -> None:
        """Delete the row that was looked at and no later one."""
        hold_as_read(obj, request.POST.get(VERSION) or request.POST.get(f"{VERSION}-{obj.pk}"))
        super().delete_model(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        with self._writing(request):
            return super().changelist_view(request, extra_context)

    @staticmethod
    def _writing(request: HttpRequest) -> AbstractContextManager[None]:
        """Name the author and the reason of whatever a POST writes."""
        if request.method != "POST":
            return nullcontext()
        reason = request.POST.get(REASON, "").replace("\0", "").strip()[:LONGEST_REASON]
        return written_by(cast(AbstractBaseUser, request.user), reason=reason or ADMIN_REASON)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Show the form; in its place both versions of a row that somebody else has saved since it was read."""
        row = context["original"]
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        if request.method == "POST" and row is not None:
            conflict = Conflict.of(request.POST, context["adminform"].form, formsets, request.user)
            if conflict is not None:
                return conflict_page(self, request, row, conflict)
        lists = related_lists(self.admin_site, request, row, self.related_lists) if row is not None else []
        more = {
            "related_lists": lists,
            "kept_by": self._kept_by(request, row),
            "mistakes": mistakes_of(context["adminform"].form, formsets) if context["errors"] else [],
        }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def _kept_by(self, request: HttpRequest, row: RecordT | None) -> str:
        """Return whom to ask for a change of a row that one could change, were it one's own; else ""."""
        if row is None or not works_with_some(request, self.model) or not self.has_change_permission(request):
            return ""
        return "" if self.has_change_permission(request, row) else who_keeps(row)

    def not_there(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what was typed for a row that somebody else has deleted since, to enter it again."""
        asked = request.resolver_match
        if request.method == "POST" and asked is not None and str(asked.url_name).endswith("_change"):
            key = self._key(unquote(object_id))
            last = None if key is None else self.model.history.filter(id=key).order_by("-history_id").first()
            if last is not None and last.history_type == "-" and self.has_change_permission(request, last.instance):
                return deleted_page(self, request, last)
        return super().not_there(request, object_id)

    def save_model(self, request: HttpRequest, obj: RecordT, form: Any, change: bool) -> None:
        """Save what was changed: a form sent as it came makes no version and no history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Refuse, with the whole page, to change a row of others, or to make one's own row theirs."""
        for formset in formsets:
            touched = [each.instance.pk for each in formset.initial_forms if each.has_changed()]
            refuse_rows_of_others(request, formset.model, [key for key in touched if key])
        super().save_related(request, form, formsets, change)
        refuse_rows_of_others(request, self.model, [form.instance.pk] if not change or form.has_changed() else [])
        for formset in formsets:
            changed = [row for row, _names in formset.changed_objects]
            refuse_rows_of_others(request, formset.model, [row.pk for row in [*changed, *formset.new_objects]])

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Link to the public address itself; Django's detour needs the framework of sites."""
        if obj is None or not callable(self.view_on_site):
            return None
        address: str | None = self.view_on_site(obj)
        return address


def _not_deleted(stale: StaleSave) -> str:
    text = _("%(who)s บันทึกรายการนี้ไปแล้วหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้ลบ กรุณาตรวจค่าล่าสุดแล้วยืนยันอีกครั้ง")
    return text % {"who": stale.saved_by}
