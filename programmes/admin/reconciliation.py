"""The pages on which reported and recorded are compared, and on which a list is declared complete."""

from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import Cluster, PromotionCentre
from clusters.reports.centres import clusters_of_centre
from members.models import User
from programmes.models import Round
from programmes.operations.rounds import RIGHT_TO_DECLARE, declare_list
from programmes.reports.findings import YearFindings
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.reconciliation import Reconciliation
from records.admin.forms import LONGEST_REASON
from records.errors import RuleBroken
from records.params import Params
from thai.calendar import fiscal_year_of

LOOK: Final = "programmes.view_round"
DECLARE: Final = RIGHT_TO_DECLARE


class DeclarationForm(forms.Form):
    """The reason, the version that was read, and what is declared."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผลหรือหลักฐาน"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("กรุณาระบุเหตุผลหรือหลักฐาน เช่น ตรวจกับบัญชีรายชื่อตามคำสั่งเลขที่ …")},
    )
    version_read = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    complete = forms.BooleanField(widget=forms.HiddenInput, required=False)


class CentreParam(Params):
    """Whose clusters are looked at: those of one centre, or all."""

    centre = forms.ModelChoiceField(PromotionCentre.objects.all(), to_field_name="number", required=False)

    def clusters(self) -> QuerySet[Cluster] | None:
        """Return what the centre looks after today: that's who mends it."""
        centre = self.cleaned_data["centre"]
        return None if centre is None else clusters_of_centre(centre.number, fiscal_year_of(localdate()))


def reconciliation_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show all years: reported, recorded, gap, state, and how much there is to look at."""
    _ask(request, LOOK)
    context = {"report": Reconciliation.of_all_years(), "title": _("กระทบยอดจำนวนกลุ่มรายปี")}
    return _page(request, site, "reconciliation", context)


def findings_view(request: HttpRequest, site: AdminSite, held: Round) -> HttpResponse:
    """Show what was found in one year, each with the link that mends it; declare its list complete or not."""
    _ask(request, LOOK)
    form = DeclarationForm(request.POST or None, initial=_declaration(held))
    if request.method == "POST":
        _ask(request, DECLARE)
        if form.is_valid() and _declared(request, held, form):
            return HttpResponseRedirect(request.path)
    centre = CentreParam(request.GET)
    if not centre.is_valid():
        messages.error(request, _("ไม่มีศูนย์ที่ระบุในที่อยู่ จึงแสดงทุกคลัสเตอร์"))
        return HttpResponseRedirect(request.path)
    groups = GroupsPerYear.for_span(held.fiscal_year, held.fiscal_year)
    context = {
        "held": held,
        "line": groups.line_of(held.fiscal_year),
        "found": YearFindings.for_round(held, among=centre.clusters()),
        "centre": centre.cleaned_data["centre"],
        "form": form,
        "may_declare": cast(User, request.user).has_perm(DECLARE),
        "title": _("กระทบยอด%(year)s") % {"year": held},
    }
    return _page(request, site, "findings", context)


def _declaration(held: Round) -> dict[str, Any]:
    return {"version_read": held.version, "complete": not held.list_complete}


def _declared(request: HttpRequest, held: Round, form: DeclarationForm) -> bool:
    sent = form.cleaned_data
    try:
        declare_list(
            held,
            complete=sent["complete"],
            version_read=sent["version_read"],
            by=cast(User, request.user),
            reason=sent["reason"],
        )
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    words = _("ยืนยันแล้วว่ารายชื่อครบถ้วน") if sent["complete"] else _("บันทึกแล้วว่ารายชื่อยังไม่ครบถ้วน")
    messages.success(request, words)
    return True


def _ask(request: HttpRequest, right: str) -> None:
    if not cast(User, request.user).has_perm(right):
        raise PermissionDenied


def _page(request: HttpRequest, site: AdminSite, name: str, context: dict[str, Any]) -> HttpResponse:
    parts = {**site.each_context(request), **context, "opts": Round._meta}
    return TemplateResponse(request, f"admin/programmes/round/{name}.html", parts)
