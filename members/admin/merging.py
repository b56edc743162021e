"""The pages on which organisations that may be one are found, compared side by side, merged and made two again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.models import Linkage, Merge, Organisation, User
from members.operations.merging import (
    DROP,
    FIELDS,
    KEEP,
    declare_different,
    default_choices,
    merge_organisations,
    merged_values,
    undo_merge,
)
from members.reports.likely_pairs import LikelyPairs
from members.reports.merge_consents import consents_that_end
from members.rights import sees_contacts
from records.admin.boxes import is_key
from records.errors import RuleBroken

MERGES_SHOWN: Final = 20
PAIRS: Final = "admin:members_organisation_pairs"
MERGE: Final = "admin:members_organisation_merge"


@dataclass(frozen=True)
class FieldLine:
    """One field of both rows, as people read it, and which of the two is picked."""

    name: str
    label: str
    kept: str
    dropped: str
    picked: str

    @property
    def differs(self) -> bool:
        return self.kept != self.dropped


class MergeForm(forms.Form):
    """What is to be done with a pair that was looked at, and for each field which row it's taken from."""

    verb = forms.ChoiceField(choices=[("merge", ""), ("different", "")])
    keep_version = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    drop_version = forms.IntegerField(min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[f"pick-{name}"] = forms.ChoiceField(choices=[(KEEP, ""), (DROP, "")], required=False)

    @property
    def choices(self) -> dict[str, str]:
        picked = {name: self.cleaned_data.get(f"pick-{name}") for name in FIELDS}
        return {name: choice for name, choice in picked.items() if choice}


def pairs_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """List the likely pairs of a stretch of names and the last merges; undo one of these."""
    _ask(request, site)
    if request.method == "POST":
        return _undone(request, site)
    after = request.GET.get("after", "")
    merges = Merge.objects.standing().select_related("kept", "dropped", "merged_by__person")
    context = {
        "found": LikelyPairs.behind(int(after) if is_key(after) else None),
        "after": after,
        "merges": list(merges[:MERGES_SHOWN]),
        "title": _("รายการที่อาจซ้ำกัน"),
    }
    return _page(request, site, "pairs", context)


def _undone(request: HttpRequest, site: AdminSite) -> HttpResponse:
    key = request.POST.get("merge", "")
    merges = Merge.objects.select_related("kept", "dropped")
    merge = merges.filter(pk=key).first() if is_key(key) else None
    if merge is None or not all(_kept_by(request, site, str(row.pk)) for row in (merge.kept, merge.dropped)):
        messages.error(request, _("ไม่พบการรวมรายการนี้"))
        return HttpResponseRedirect(reverse(PAIRS))
    try:
        undo_merge(merge, by=cast(User, request.user))
        messages.success(request, _("ยกเลิกการรวมแล้ว: %(merge)s") % {"merge": merge})
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return HttpResponseRedirect(reverse(PAIRS))


def merge_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Compare two organisations field by field; merge them as was picked, or remember that they are two."""
    _ask(request, site)
    keep, drop = (_kept_by(request, site, request.GET.get(name, "")) for name in (KEEP, DROP))
    if keep is None or drop is None or keep.pk == drop.pk:
        messages.warning(request, _("ไม่พบ หรือท่านไม่มีสิทธิ์แก้ไขทั้งสองรายการ เลือกสองรายการจากหน้านี้ หรือติดต่อผู้ดูแลระบบ"))
        return HttpResponseRedirect(reverse(PAIRS))
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, keep, drop, form):
        return HttpResponseRedirect(reverse(PAIRS))
    choices = {**default_choices(keep, drop), **(form.choices if form.is_bound and form.is_valid() else {})}
    result = merged_values(keep, drop, choices)
    context = {
        "keep": keep,
        "drop": drop,
        "form": form,
        "lines": [_line(name, keep, drop, choices[name]) for name in FIELDS],
        "sides": [_hanging(row, request) for row in (keep, drop)],
        "ends": consents_that_end(keep, drop, result) if sees_contacts(request.user) else [],
        "title": _("เปรียบเทียบและรวมรายการซ้ำ"),
    }
    return _page(request, site, "merge", context)


def _done(request: HttpRequest, keep: Organisation, drop: Organisation, form: MergeForm) -> bool:
    user, sent = cast(User, request.user), form.cleaned_data
    try:
        if sent["verb"] == "different":
            declare_different(keep, drop, by=user)
            words = _("บันทึกแล้วว่า %(one)s และ %(other)s เป็นคนละหน่วยงาน") % {"one": keep.code, "other": drop.code}
        else:
            versions = sent["keep_version"], sent["drop_version"]
            merge_organisations(keep, drop, choices=form.choices, versions=versions, by=user)
            words = _("รวม %(dropped)s เข้ากับ %(kept)s แล้ว ยกเลิกได้ด้านล่างตราบที่ยังไม่มีการเปลี่ยนแปลง")
            words %= {"dropped": drop.code, "kept": keep.code}
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    messages.success(request, words)
    return True


def _kept_by(request: HttpRequest, site: AdminSite, key: str) -> Organisation | None:
    """Return an organisation that the officer may change; another's is like one that isn't there."""
    rows = Organisation.objects.select_related("province", "sector")
    row = rows.filter(pk=key).first() if is_key(key) else None
    return row if row and site.get_model_admin(Organisation).has_change_permission(request, row) else None


def _line(name: str, keep: Organisation, drop: Organisation, picked: str) -> FieldLine:
    field = cast("Field[Any, Any]", Organisation._meta.get_field(name))
    kept, dropped = (_shown(row, name) for row in (keep, drop))
    return FieldLine(name, capfirst(str(field.verbose_name)), kept, dropped, picked)


def _shown(row: Organisation, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else getattr(row, name) or "")


def _hanging(row: Organisation, request: HttpRequest) -> list[tuple[str, list[str]]]:
    """Return what hangs on one of the two, in words; seven queries."""
    members = row.memberships.select_related("cluster").order_by("from_year", "pk")
    supports = row.supports.select_related("cluster").order_by("from_year", "pk")
    links = Linkage.objects.of_organisation(row).select_related("from_organisation", "to_organisation")
    told: list[tuple[str, Iterable[str]]] = [
        (_("สมาชิกคลัสเตอร์"), (f"{each.cluster.code} {each.cluster} {each.years}" for each in members)),
        (_("การสนับสนุนคลัสเตอร์"), (f"{each.cluster}: {each.get_service_display()} {each.years}" for each in supports)),
        (_("ความเชื่อมโยง"), (f"{each} {each.years}" for each in links)),
        (_("ข้อมูลขนาดกิจการรายปี"), (str(each.fiscal_year) for each in row.yearly_figures.all())),
    ]
    if sees_contacts(request.user):
        told.append((_("ข้อมูลติดต่อ"), (str(each) for each in row.contacts.all())))
        current = row.consents.filter(withdrawn_on__isnull=True)
        told.append((_("ความยินยอมที่ยังใช้อยู่"), (each.get_item_display() for each in current)))
    return [(label, list(lines)) for label, lines in told]


def _ask(request: HttpRequest, site: AdminSite) -> None:
    if not site.get_model_admin(Organisation).has_change_permission(request):
        raise PermissionDenied


def _page(request: HttpRequest, site: AdminSite, name: str, context: dict[str, Any]) -> HttpResponse:
    parts = {**site.each_context(request), **context, "opts": Organisation._meta}
    return TemplateResponse(request, f"admin/members/organisation/{name}.html", parts)
