"""The page of one file: how far it is, what it would do row by row, what must be decided, and what it did."""

from collections.abc import Callable
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.admin.imports.forms import (
    VERSION,
    AboutListForm,
    ColumnsForm,
    ConfirmForm,
    EndingForm,
    MeantClusterForm,
    NewClustersForm,
    choices_of,
    decisions_in,
)
from members.imports import worker
from members.imports.operations import batches, undo
from members.imports.unknown_clusters import UnknownCluster, unknown_clusters
from members.models import ImportBatch, ImportRow, User
from records.errors import RuleBroken
from thai.numbers import format_juristic_number

REFRESH_SECONDS: Final = 2
PER_PAGE: Final = 50
_UNKNOWN_SHOWN: Final = 60


def batch_view(request: HttpRequest, site: AdminSite, batch: ImportBatch, *, may_act: bool) -> HttpResponse:
    """Show a file; do what one of its buttons asks for, and come back."""
    page = _Page(request, site, batch)
    if request.method == "POST":
        if not may_act:
            raise PermissionDenied
        if (answer := page.acted()) is not None:
            return answer
    else:
        worker.wake()
        batch.refresh_from_db()
    response = TemplateResponse(request, "admin/members/importbatch/batch.html", page.context(may_act=may_act))
    if request.method == "GET" and batch.is_at_work:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


class _Page:
    def __init__(self, request: HttpRequest, site: AdminSite, batch: ImportBatch) -> None:
        self.request, self.site, self.batch = request, site, batch
        self.user = cast(User, request.user)
        self.refused: dict[str, forms.Form] = {}

    # -- what the buttons do --

    def acted(self) -> HttpResponse | None:
        """Do what is asked; None if the page must be shown again with a form that couldn't be read."""
        action = self._actions().get(self.request.POST.get("do", ""))
        if action is None or self.request.POST.get(VERSION) != str(self.batch.version):
            messages.error(self.request, _("รายการนี้เปลี่ยนไปแล้วตั้งแต่ท่านเปิดหน้านี้ กรุณาดูอีกครั้งแล้วทำรายการใหม่"))
            return HttpResponseRedirect(self.request.get_full_path())
        try:
            said = action()
        except RuleBroken as broken:
            messages.error(self.request, str(broken))
            said = ""
        if said is None:
            return None
        if said:
            messages.success(self.request, said)
        worker.wake()
        return HttpResponseRedirect(self.request.get_full_path())

    def _actions(self) -> dict[str, Callable[[], str | None]]:
        return {
            "again": self._again,
            "columns": self._columns,
            "cluster": self._meant_cluster,
            "create_clusters": self._new_clusters,
            "decide": self._decide,
            "end": self._end,
            "stay": self._stay,
            "confirm": self._confirm,
            "discard": self._discard,
            "undo": self._undo,
        }

    def _read(self, name: str, form: forms.Form) -> forms.Form | None:
        """Return a form that can be read; else keep it for the page."""
        if form.is_valid():
            return form
        self.refused[name] = form
        return None

    def _again(self) -> str | None:
        form = self._read("about", self._about_form(self.request.POST))
        if form is None:
            return None
        sent = form.cleaned_data
        said = {"cluster": sent["cluster"], "fiscal_year": sent["fiscal_year"], "kind": sent["kind"]}
        batches.ask_again(self.batch, **said, by=self.user)
        return ""

    def _columns(self) -> str | None:
        form = self._read("columns", ColumnsForm(self.request.POST, batch=self.batch))
        if not isinstance(form, ColumnsForm):
            return None
        held = self.batch
        batches.ask_again(held, cluster=held.cluster, fiscal_year=held.fiscal_year, mapping=form.mapping, by=self.user)
        return ""

    def _meant_cluster(self) -> str | None:
        form = self._read("cluster", MeantClusterForm(self.request.POST, site=self.site, user=self.user))
        if form is None:
            return None
        batches.say_which_cluster(self.batch, form.cleaned_data["name"], form.cleaned_data["cluster"], by=self.user)
        return ""

    def _new_clusters(self) -> str | None:
        if not self.user.has_perm("clusters.add_cluster"):
            raise PermissionDenied
        form = self._read("create_clusters", NewClustersForm(self.request.POST, unknown=self._unknown()))
        if not isinstance(form, NewClustersForm):
            return None
        wanted = form.wanted
        provinces = {each.name: each.province for each in form.unknown.values() if each.province}
        batches.create_clusters(self.batch, wanted, provinces=provinces, by=self.user)
        names = ", ".join(wanted)[:200]
        return ngettext(
            "เพิ่มคลัสเตอร์เป็นร่างแล้ว %(count)d กลุ่ม: %(names)s", "เพิ่มคลัสเตอร์เป็นร่างแล้ว %(count)d กลุ่ม: %(names)s", len(wanted)
        ) % {"count": len(wanted), "names": names}

    def _decide(self) -> str | None:
        decisions = decisions_in(self.request.POST, self.batch)
        if not decisions:
            return _("ยังไม่ได้เลือกแถวใด")
        batches.decide(self.batch, decisions, by=self.user)
        return ""

    def _end(self) -> str | None:
        form = self._read("ending", EndingForm(self.request.POST))
        if form is None:
            return None
        return self._ended(year=form.cleaned_data["year"], reason=form.cleaned_data["reason"])

    def _stay(self) -> str | None:
        return self._ended(year=None, reason="")

    def _ended(self, *, year: int | None, reason: str) -> str:
        sent = self.request.POST.getlist("absent")
        keys = [int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 18]
        count = batches.end_absent(self.batch, keys, year=year, reason=reason, by=self.user)
        if not count:
            raise RuleBroken(_("ยังไม่ได้เลือกรายใด"))
        return _("บันทึกไว้แล้ว %(count)d ราย จะมีผลเมื่อยืนยันการนำเข้า") % {"count": count}

    def _confirm(self) -> str | None:
        form = self._read("confirm", ConfirmForm(self.request.POST, batch=self.batch))
        if form is None:
            return None
        only_clean = form.cleaned_data.get("only_clean", False)
        batches.confirm(self.batch, only_clean=only_clean, by=self.user)
        return ""

    def _discard(self) -> str:
        batches.discard(self.batch, by=self.user)
        return _("บันทึกแล้วว่าไม่นำเข้าไฟล์นี้")

    def _undo(self) -> str:
        undo.ask_to_undo(self.batch, today=timezone.localdate(), by=self.user)
        return ""

    def _about_form(self, data: Any = None) -> AboutListForm:
        initial = {"cluster": self.batch.cluster, "fiscal_year": self.batch.fiscal_year, "kind": self.batch.kind}
        return AboutListForm(data, initial=initial, site=self.site, user=self.user)

    # -- what the page shows --

    def context(self, *, may_act: bool) -> dict[str, Any]:
        batch = self.batch
        asks = may_act and batch.state in {*_LOOKED_AT, ImportBatch.State.STOPPED, ImportBatch.State.REFUSED}
        decides = may_act and batch.state == ImportBatch.State.READY
        today = timezone.localdate()
        about = self.refused.get("about") or (self._about_form() if asks else None)
        return {
            **self.site.each_context(self.request),
            "opts": ImportBatch._meta,
            "title": batch.file_name,
            "batch": batch,
            "media": about.media if about else forms.Media(),
            "about": about,
            "columns": self.refused.get("columns") or (ColumnsForm(batch=batch) if asks and batch.columns else None),
            "confirm": self.refused.get("confirm") or (ConfirmForm(batch=batch) if decides else None),
            "ending": self.refused.get("ending") or (EndingForm() if decides else None),
            "decides": decides,
            **(self._unknown_clusters() if decides else {}),
            "before": _before(batch),
            "may_undo": may_act and batch.may_be_undone_on(today),
            "has_flagged_file": batch.flagged and batch.state in _SHOWN,
            **(self._rows() if batch.state in _SHOWN else {}),
        }

    def _unknown(self) -> list[UnknownCluster]:
        return unknown_clusters(self.batch)[:_UNKNOWN_SHOWN]

    def _unknown_clusters(self) -> dict[str, Any]:
        """Return the names that nobody knows, with how many rows, and the forms that say what is meant."""
        found = self._unknown()
        new = self.refused.get("create_clusters")
        if new is None and found and self.user.has_perm("clusters.add_cluster"):
            new = NewClustersForm(unknown=found)
        return {
            "unknown": [
                {"told": each, "meant": self._meant_form(each.name, position)} for position, each in enumerate(found)
            ],
            "new_clusters": new,
        }

    def _meant_form(self, name: str, position: int) -> forms.Form:
        refused = self.refused.get("cluster")
        if refused is not None and refused.data.get("name") == name:
            return refused
        how: dict[str, Any] = {"initial": {"name": name}, "auto_id": f"id_cluster{position}_%s"}
        return MeantClusterForm(site=self.site, user=self.user, **how)

    def _rows(self) -> dict[str, Any]:
        """Return a page of the rows, filtered by what becomes of them. Three queries."""
        counts = dict(self.batch.rows.values_list("outcome").annotate(count=Count("pk")).order_by("outcome"))
        asked = self.request.GET.get("outcome", "")
        default = ImportRow.Outcome.FLAGGED if self.batch.flagged else ""
        chosen = asked if asked in {*ImportRow.Outcome.values, "all"} else default
        rows: QuerySet[ImportRow] = self.batch.rows.order_by("position")
        if chosen in ImportRow.Outcome.values:
            rows = rows.filter(outcome=chosen)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p", "1")[:9])
        for row in page.object_list:
            row.choices = _choices(row)
        return {
            "page": page,
            "has_choices": any(row.choices for row in page.object_list),
            "chosen": chosen or "all",
            "filters": [
                ("all", _("ทุกแถว"), sum(counts.values())),
                *((outcome.value, outcome.label, counts.get(outcome.value, 0)) for outcome in ImportRow.Outcome),
            ],
        }


_LOOKED_AT: Final = frozenset({ImportBatch.State.READY})
_SHOWN: Final = frozenset({ImportBatch.State.READY, *ImportBatch.WRITTEN, ImportBatch.State.DISCARDED})


def _choices(row: ImportRow) -> list[tuple[str, str]]:
    """Return what can be said of a row in doubt, in words."""
    words = {"new": _("เป็นรายใหม่ ไม่ใช่รายใดในระบบ")}
    for candidate in row.candidates:
        number = format_juristic_number(candidate["number"]) if candidate["number"] else _("ไม่มีเลขทะเบียน")
        told = (candidate["code"], candidate["name"], number, candidate["province"])
        words[f"same:{candidate['key']}"] = _("รายเดียวกับ %(which)s") % {"which": " · ".join(filter(None, told))}
    return [(choice, words[choice]) for choice in choices_of(row)]


def _before(batch: ImportBatch) -> int:
    """Return how many files are in line before this one."""
    if batch.state not in ImportBatch.NEXT:
        return 0
    earlier = ImportBatch.objects.waiting().filter(asked_at__lt=batch.asked_at).count()
    return earlier + ImportBatch.objects.at_work().count()
