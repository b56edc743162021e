"""The page on which a year is closed and opened again: ask, look at what is locked, approve."""

from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.rights import may_approve
from programmes.models import LockRequest, Round
from programmes.operations.locks import (
    LONGEST_REASON,
    approve_lock,
    ask_for_lock,
    is_closed,
    mark_of,
    refuse_lock,
    withdraw_lock,
)
from programmes.reports.lock_preview import LockPreview
from records.errors import RuleBroken

ASK: Final = "programmes.change_round"

ANSWERS: Final = ("approve", "refuse", "withdraw")


class LockForm(forms.Form):
    """A new request, or an answer to one that waits."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("ask", *ANSWERS)])
    lock = forms.ChoiceField(choices=LockRequest.Lock.choices, required=False)
    action = forms.ChoiceField(choices=LockRequest.Action.choices, required=False)
    request = forms.ModelChoiceField(LockRequest.objects.none(), required=False)
    seen = forms.CharField(required=False, max_length=60)
    reason = forms.CharField(label=gettext_lazy("เหตุผล"), required=False, max_length=LONGEST_REASON)

    def __init__(self, *args: Any, held: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request"].queryset = held.lock_requests.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        asks = cleaned.get("verb") == "ask"
        if asks and not (cleaned.get("lock") and cleaned.get("action")):
            self.add_error(None, _("ไม่มีคำขอแบบนี้"))
        if not asks and cleaned.get("request") is None:
            self.add_error(None, _("ไม่พบคำขอ อาจพิจารณาไปแล้ว"))
        return cleaned


def locks_view(request: HttpRequest, site: AdminSite, held: Round) -> HttpResponse:
    """Show both locks, what they hold and what waits; take a request or the answer to one."""
    user = cast(User, request.user)
    form = LockForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid() and _done(request, held, form):
        return HttpResponseRedirect(request.path)
    requests = list(held.lock_requests.select_related("asked_by__person", "decided_by__person"))
    context = {
        "held": held,
        "form": form,
        "locks": [_lock(held, lock, requests, user) for lock in LockRequest.Lock],
        "preview": LockPreview.for_round(held),
        "seen": mark_of(held),
        "past": [each for each in requests if each.state != LockRequest.State.WAITING],
        "title": _("ปิดและเปิด%(year)s") % {"year": held},
        "opts": Round._meta,
    }
    return TemplateResponse(request, "admin/programmes/round/locks.html", {**site.each_context(request), **context})


def _lock(held: Round, lock: LockRequest.Lock, requests: list[LockRequest], user: User) -> dict[str, Any]:
    """Return what the page shows of one lock, and what just this officer may do with it."""
    waiting = next((each for each in requests if each.lock == lock and each.state == "waiting"), None)
    closed = is_closed(held, lock)
    can_be = held.state in {Round.State.OPEN, Round.State.CLOSED}
    own = waiting is not None and waiting.asked_by_id == user.pk
    return {
        "lock": lock,
        "closed": closed,
        "action": LockRequest.Action.REOPEN if closed else LockRequest.Action.CLOSE,
        "waiting": waiting,
        "may_ask": waiting is None and can_be and user.has_perm(ASK),
        "may_decide": waiting is not None and not own and may_approve(user),
        "own": own,
    }


def _done(request: HttpRequest, held: Round, form: LockForm) -> bool:
    sent, user = form.cleaned_data, cast(User, request.user)
    try:
        words = _carry_out(held, sent, user)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    messages.success(request, words)
    return True


def _carry_out(held: Round, sent: dict[str, Any], user: User) -> str:
    """Do what was sent and return what to say of it. Raises ``RuleBroken``."""
    if sent["verb"] == "ask":
        asked = ask_for_lock(held, lock=sent["lock"], action=sent["action"], reason=sent["reason"], by=user)
        return _("ส่งคำขอ “%(what)s” แล้ว รอผู้อนุมัติอีกคนพิจารณา") % {"what": asked}
    asked = sent["request"]
    if sent["verb"] == "withdraw":
        withdraw_lock(asked, by=user)
        return _("ถอนคำขอแล้ว")
    if sent["verb"] == "refuse":
        refuse_lock(asked, by=user, answer=sent["reason"])
        return _("ไม่อนุมัติคำขอแล้ว")
    approve_lock(asked, seen=sent["seen"], by=user, answer=sent["reason"])
    return _("อนุมัติแล้ว: %(what)s") % {"what": asked}
