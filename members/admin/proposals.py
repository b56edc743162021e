"""Changes of organisations that several centres keep: the page to propose one, and the page to decide on one."""

from copy import copy
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import ChangeProposal, Disclosure, Organisation, User
from members.models.proposals import PROPOSED, label_of
from members.operations.proposals import (
    LONGEST_REASON,
    accept_change,
    propose_change,
    refuse_change,
    withdraw_change,
)
from members.privacy.disclosures import log_disclosure
from members.proposal_rights import may_decide, may_propose
from records.admin import NoForm, RecordAdmin, Section
from records.admin.filters import ChosenRowFilter
from records.admin.forms import REASON, VERSION
from records.admin.words import Words
from records.errors import RuleBroken

PAGE: Final = "admin:members_changeproposal_change"


@dataclass(frozen=True)
class ChangeLine:
    """One field in words: as the proposer saw it, as it's proposed, and as it is now where that differs from both."""

    label: str
    before: str
    after: str
    now: str
    has_moved: bool


def propose_view(request: HttpRequest, organisations: Any, row: Organisation) -> HttpResponse:
    """Show the organisation's form; what is changed in it is proposed, nothing is saved."""
    made = organisations.get_form(request, row, change=False, fields=list(PROPOSED))
    form = made(request.POST if request.method == "POST" else None, instance=row)
    form.fields[REASON].required = True
    form.fields[REASON].help_text = _("จำเป็น ผู้พิจารณาจะเห็น เช่น ตามหนังสือรับรองลงวันที่ …")
    form.fields["state"].choices = [each for each in Organisation.State.choices if each[0] != "merged"]
    if request.method == "POST" and form.is_valid() and _proposed(request, form):
        return HttpResponseRedirect(reverse("admin:members_organisation_change", args=[row.pk]))
    if row.is_person and request.method == "GET":
        log_disclosure(request, Disclosure.Kind.PAGE, 1, row)
    parts: list[Any] = [(title, {"fields": _only_proposed(each["fields"])}) for title, each in organisations.fieldsets]
    parts.append((None, {"fields": (REASON, VERSION)}))
    shown = AdminForm(form, parts, {}, model_admin=organisations)
    kept = Organisation.objects.get(pk=row.pk)  # the form has put into ``row`` what was typed
    context = {
        "title": _("เสนอแก้ไข %(organisation)s") % {"organisation": kept},
        "adminform": shown,
        "media": organisations.media + shown.media,
        "row": kept,
        "opts": Organisation._meta,
    }
    request.current_app = organisations.admin_site.name
    parts_of_page = {**organisations.admin_site.each_context(request), **context}
    return TemplateResponse(request, "admin/members/organisation/propose.html", parts_of_page)


def _only_proposed(names: Any) -> tuple[str, ...]:
    return tuple(name for name in names if name in PROPOSED)


def _proposed(request: HttpRequest, form: Any) -> bool:
    sent, user = form.cleaned_data, cast(User, request.user)
    try:
        propose_change(form.instance, version_read=sent[VERSION], reason=sent[REASON], by=user)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    messages.success(request, _("ส่งข้อเสนอแก้ไขแล้ว รอหน่วยงานที่ดูแลร่วมหรือส่วนกลางพิจารณา ยังไม่มีข้อมูลใดเปลี่ยน"))
    return True


def proposing_address(request: HttpRequest, row: Organisation | None) -> str:
    """Return where a change of the organisation can be proposed; "" for who can't, or may write it themselves."""
    if row is None or not may_propose(request.user, row, on=localdate()):
        return ""
    return reverse("admin:members_organisation_propose", args=[row.pk])


class DecisionForm(forms.Form):
    """What is done with a proposal that was looked at."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("accept", "refuse", "withdraw")])
    version_seen = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    answer = forms.CharField(label=gettext_lazy("เหตุผล"), required=False, max_length=LONGEST_REASON)


@admin.register(ChangeProposal)
class ChangeProposalAdmin(NoForm, RecordAdmin[ChangeProposal]):
    """A proposal is made on its organisation's page and decided on its own: nobody edits one."""

    section = Section.ORGANISATIONS
    place = 6
    list_display = ("shown_organisation", "what", "proposed_by", "proposed_at", "state", "decided_by")
    list_select_related = ("organisation", "proposed_by__person", "decided_by__person")
    list_filter = ("state", ("organisation", ChosenRowFilter))
    sortable_by = ()

    @admin.display(description=gettext_lazy("หน่วยงานและผู้ประกอบการ"))
    def shown_organisation(self, proposal: ChangeProposal) -> str:
        return str(proposal)

    @admin.display(description=gettext_lazy("สิ่งที่เสนอแก้ไข"))
    def what(self, proposal: ChangeProposal) -> str:
        return ", ".join(map(label_of, proposal.changes)) or "–"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "view", obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = self._key(object_id)
        rows = self.get_queryset(request).select_related(*self.list_select_related)
        row = None if key is None else rows.filter(pk=key).first()
        return self.not_there(request, object_id) if row is None else self._decision_view(request, row)

    def _decision_view(self, request: HttpRequest, row: ChangeProposal) -> HttpResponse:
        """Show each field before and after, and what just this officer may do."""
        user = cast(User, request.user)
        form = DecisionForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and _decided(request, row, form):
            return HttpResponseRedirect(reverse(PAGE, args=[row.pk]))
        if row.organisation.is_person and request.method == "GET":
            log_disclosure(request, Disclosure.Kind.PAGE, 1, row.organisation)
        own = row.proposed_by_id == user.pk
        context = {
            "title": _("ข้อเสนอแก้ไข %(organisation)s") % {"organisation": row},
            "held": row,
            "form": form,
            "lines": _lines(row, user),
            "moved": row.is_waiting and bool(row.moved_on()),
            "own": own and row.is_waiting,
            "may_decide": row.is_waiting and not own and may_decide(user, row, on=localdate()),
            "opts": self.opts,
        }
        request.current_app = self.admin_site.name
        parts = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, "admin/members/changeproposal/proposal.html", parts)


def _decided(request: HttpRequest, row: ChangeProposal, form: DecisionForm) -> bool:
    sent, user = form.cleaned_data, cast(User, request.user)
    try:
        if sent["verb"] == "withdraw":
            withdraw_change(row, by=user)
            words = _("ถอนข้อเสนอแล้ว")
        elif sent["verb"] == "refuse":
            refuse_change(row, by=user, answer=sent["answer"])
            words = _("ไม่รับข้อเสนอแล้ว ข้อมูลของหน่วยงานยังเป็นเหมือนเดิม")
        else:
            accept_change(row, version_seen=sent["version_seen"], by=user, answer=sent["answer"])
            words = _("รับข้อเสนอและแก้ไขหน่วยงานแล้ว")
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    messages.success(request, words)
    return True


def _lines(row: ChangeProposal, reader: User) -> list[ChangeLine]:
    """Return each change in words; a query for each key that is among them, at most two."""
    sides = [copy(row.organisation), copy(row.organisation)]
    fields: list[Any] = [Organisation._meta.get_field(name) for name in row.changes]
    for field in fields:
        for side, value in zip(sides, row.changes[field.name], strict=True):
            setattr(side, field.attname, value)
    before, after = sides
    words = Words(Organisation, [before, row.organisation, after], reader)
    moved = row.moved_on() if row.is_waiting else []
    return [
        ChangeLine(
            label_of(field.name),
            words.of(field, before),
            words.of(field, after),
            words.of(field, row.organisation),
            field.name in moved,
        )
        for field in fields
    ]
