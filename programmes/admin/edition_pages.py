"""The pages of an edition: draft it, look at the draft, approve and publish it, and see what differs from today."""

import json
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from members.rights import may_approve
from programmes.edition_files import issue, prepare
from programmes.models import Edition, Round
from programmes.operations.editions import RIGHT, discard_draft, draft_edition, publish_edition, why_not
from programmes.paper.make import missing_packages
from programmes.reports.edition_differences import differences_between, differences_today
from programmes.reports.edition_value import report_in
from programmes.reports.editions import EditionHead
from records.errors import RuleBroken

LOOK: Final = "programmes.view_edition"
DRAFT: Final = RIGHT
SHOWN: Final = 500  # differences on one page; behind them stands how many there are


class DraftForm(forms.Form):
    """Which year, and from the second edition on why."""

    round = forms.ModelChoiceField(
        Round.objects.none(),
        label=gettext_lazy("ปีงบประมาณที่ปิดแล้ว"),
        empty_label=gettext_lazy("เลือกปี"),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกปีงบประมาณ"),
            "invalid_choice": gettext_lazy("ปีนี้จัดทำฉบับเผยแพร่ไม่ได้ ให้เลือกจากรายการ"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่แก้ไข"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
        help_text=gettext_lazy("จำเป็นตั้งแต่ฉบับที่ 2 ผู้อ่านเห็นข้อความนี้"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        over = Round.objects.filter(state__in=(Round.State.CLOSED, Round.State.HISTORICAL))
        cast(forms.ModelChoiceField[Round], self.fields["round"]).queryset = over.order_by("-fiscal_year")


def drafting_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Ask for the year and draft its edition."""
    user = _asked(request, DRAFT)
    form = DraftForm(request.POST or None, initial={"round": request.GET.get("round")})
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_edition(form.cleaned_data["round"], by=user, reason=form.cleaned_data["reason"])
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("จัดทำร่างแล้ว ให้ผู้อนุมัติคนอื่นตรวจและเผยแพร่"))
            return HttpResponseRedirect(_address("preview", draft))
    return _page(request, site, "draft", {"form": form, "title": _("จัดทำร่างฉบับเผยแพร่")})


def preview_view(request: HttpRequest, site: AdminSite, edition: Edition) -> HttpResponse:
    """Show what an edition says; a draft is approved or dropped here."""
    user = _asked(request, LOOK)
    if request.method == "POST":
        return _decided(request, edition, user)
    content = json.loads(edition.content)
    before = _published_before(edition)
    context = {
        "edition": edition,
        "head": EditionHead.of(edition),
        "report": report_in(content, "all"),
        "codes": {name: len(content[name]) for name in ("clusters", "organisations")},
        "today": differences_today(edition),
        "before": before,
        "changes": differences_between(before, edition)[:SHOWN] if before else (),
        "may_publish": _may_publish(edition, user),
        "may_discard": not edition.is_published and user.has_perm(DRAFT),
        "missing": missing_packages(),
        "files": edition.files.all(),
        "own": edition.drafted_by_id == user.pk,
        "problem": "" if edition.is_published else why_not(edition.round),
        "title": str(edition),
    }
    return _page(request, site, "preview", context)


def differences_view(request: HttpRequest, site: AdminSite, edition: Edition) -> HttpResponse:
    """Show figure by figure what is otherwise today."""
    _asked(request, LOOK)
    found = differences_today(edition)
    context = {
        "edition": edition,
        "found": found[:SHOWN],
        "count": len(found),
        "rest": max(0, len(found) - SHOWN),
        "may_correct": edition.is_published and cast(User, request.user).has_perm(DRAFT),
        "title": _("%(edition)s เทียบกับข้อมูลวันนี้") % {"edition": edition},
    }
    return _page(request, site, "differences", context)


def _decided(request: HttpRequest, edition: Edition, user: User) -> HttpResponse:
    """Publish or drop the draft, and say what was refused."""
    try:
        if "publish" in request.POST:
            if _may_publish(edition, user):
                prepare(edition)
            publish_edition(edition, seen=request.POST.get("seen", ""), by=user, issue=issue)
            messages.success(request, _("เผยแพร่%(edition)s แล้ว") % {"edition": edition})
        elif "discard" in request.POST:
            _asked(request, DRAFT)
            discard_draft(edition, by=user)
            messages.success(request, _("ยกเลิกร่างแล้ว"))
            return HttpResponseRedirect(reverse("admin:programmes_edition_changelist"))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return HttpResponseRedirect(_address("preview", edition))


def _may_publish(edition: Edition, user: User) -> bool:
    return not edition.is_published and may_approve(user) and edition.drafted_by_id != user.pk


def _published_before(edition: Edition) -> Edition | None:
    earlier = Edition.objects.published().filter(round=edition.round_id, number__lt=edition.number)
    return earlier.order_by("-number").first()


def _asked(request: HttpRequest, right: str) -> User:
    user = cast(User, request.user)
    if not user.has_perm(right):
        raise PermissionDenied
    return user


def _address(page: str, edition: Edition) -> str:
    return reverse(f"admin:programmes_edition_{page}", args=[edition.pk])


def _page(request: HttpRequest, site: AdminSite, name: str, context: dict[str, Any]) -> HttpResponse:
    parts = {**site.each_context(request), **context, "opts": Edition._meta}
    return TemplateResponse(request, f"admin/programmes/edition/{name}.html", parts)
