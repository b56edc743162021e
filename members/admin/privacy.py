"""Requests of people about their data, the log of who saw data, the ledger of erasures, and the register."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.models import Consent, Disclosure, Erasure, PrivacyRequest, User
from members.privacy.disclosures import log_disclosure, log_listed
from members.privacy.operations import Decision, answer_request
from members.privacy.register import Register
from members.rights import answers_people, is_headquarters
from records.admin import ListAdmin, NoForm, RecordAdmin, Section
from records.errors import RuleBroken


def may_see_personal_data(request: HttpRequest) -> bool:
    """Whoever answers people's requests: headquarters, as far as they see contacts."""
    return answers_people(request.user)


class _OfHeadquarters(NoForm):
    """Headquarters look; nobody adds or deletes."""

    section = Section.PEOPLE

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_see_personal_data(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see_personal_data(request)


class AnswerForm(forms.Form):
    """What is done with a request, and what the person is told."""

    decision = forms.ChoiceField(label=gettext_lazy("ดำเนินการ"), choices=Decision, widget=forms.RadioSelect)
    consents = forms.ModelMultipleChoiceField(
        label=gettext_lazy("ความยินยอมที่จะถอน"),
        queryset=Consent.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.CharField(
        label=gettext_lazy("คำตอบหรือเหตุผล"), max_length=3000, widget=forms.Textarea({"rows": 4, "cols": 60})
    )
    version_read = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, held: PrivacyRequest, data: Any = None) -> None:
        super().__init__(data, initial={"version_read": held.version})
        subject = held.person or held.organisation
        if subject is not None:
            consents = cast(forms.ModelMultipleChoiceField[Consent], self.fields["consents"])
            consents.queryset = subject.consents.current().select_related("person", "organisation")


@admin.register(PrivacyRequest)
class PrivacyRequestAdmin(_OfHeadquarters, RecordAdmin[PrivacyRequest]):
    change_list_template = "admin/members/privacyrequest/change_list.html"
    change_form_template = "admin/members/privacyrequest/change_form.html"
    list_display = ("reference", "kind", "about", "received_on", "due_on", "state")
    list_filter = ("state", "kind")
    search_fields = ("reference",)
    search_help_text = gettext_lazy("ค้นจากเลขอ้างอิง")
    autocomplete_fields = ("person", "organisation")
    fieldsets = (
        (None, {"fields": ("reference", "kind", "state", "received_on", "due_on")}),
        (gettext_lazy("คำขอ"), {"fields": ("name", "reach", "about", "text")}),
        (gettext_lazy("ข้อมูลของใคร"), {"fields": ("person", "organisation")}),
        (gettext_lazy("คำตอบ"), {"fields": ("answer", "closed_on")}),
    )
    sent_by_the_person = ("reference", "kind", "state", "received_on", "due_on", "name", "reach", "about", "text")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see_personal_data(request) and (obj is None or obj.is_open)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = (*self.sent_by_the_person, "answer", "closed_on")
        return [*super().get_readonly_fields(request, obj), *map(self.in_be, fixed)]

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        register = guarded(require_safe(self.register_view))
        return [
            path("register/", register, name="members_privacyrequest_register"),
            path("<path:object_id>/answer/", guarded(self.answer_view), name="members_privacyrequest_answer"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        answer = super().changelist_view(request, extra_context)
        log_listed(request, answer)
        return answer

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A request names who sent it and how to reach them."""
        if request.method == "GET":
            log_disclosure(request, Disclosure.Kind.PAGE, 1, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def answer_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do what was decided and close the request."""
        if not may_see_personal_data(request):
            raise PermissionDenied
        key = self._key(object_id)
        held = None if key is None else PrivacyRequest.objects.filter(pk=key).first()
        if held is None:
            return self.not_there(request, object_id)
        form = AnswerForm(held, request.POST or None)
        if request.method == "POST" and form.is_valid() and _answered(request, held, form):
            messages.success(request, _("ตอบคำขอ %(reference)s แล้ว") % {"reference": held.reference})
            return HttpResponseRedirect(reverse(self._address("change"), args=[held.pk]))
        if request.method == "GET":
            log_disclosure(request, Disclosure.Kind.PAGE, 1, held)
        title = _("ตอบคำขอ %(reference)s") % {"reference": held.reference}
        return self._page(request, "answer", {"title": title, "held": held, "form": form})

    def register_view(self, request: HttpRequest) -> HttpResponse:
        """Show what is held, why, by which right and for how long (section 39 of the Act)."""
        if not (is_headquarters(request.user) and request.user.has_perm("members.view_organisation")):
            raise PermissionDenied  # it names nobody, but is no page for who reads nothing
        title = _("บันทึกรายการกิจกรรมการประมวลผลข้อมูลส่วนบุคคล (มาตรา 39)")
        return self._page(request, "register", {"title": title, "register": Register.of_now(), "today": localdate()})

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        parts = {**self.admin_site.each_context(request), **context, "opts": self.opts}
        return TemplateResponse(request, f"admin/members/privacyrequest/{name}.html", parts)


def _answered(request: HttpRequest, held: PrivacyRequest, form: AnswerForm) -> bool:
    sent = form.cleaned_data
    try:
        answer_request(
            held,
            Decision(sent["decision"]),
            answer=sent["answer"],
            version_read=sent["version_read"],
            by=cast(User, request.user),
            consents=list(sent["consents"]),
        )
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    return True


@admin.register(Disclosure)
class DisclosureAdmin(_OfHeadquarters, ListAdmin[Disclosure]):
    list_display = ("at", "user", "kind", "rows", "address", "subject")
    list_select_related = ("user__person",)
    list_filter = ("kind",)
    search_fields = ("user__email", "subject")
    search_help_text = gettext_lazy("ค้นจากอีเมลของผู้เปิดดู หรือรหัสของรายการที่เปิดดู")
    ordering = ("-pk",)


@admin.register(Erasure)
class ErasureAdmin(_OfHeadquarters, ListAdmin[Erasure]):
    list_display = ("erased_at", "by", "reason", "rows", "key")
    list_select_related = ("by__person",)
    ordering = ("-pk",)
