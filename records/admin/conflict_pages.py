"""The pages that an officer gets whose row somebody else has saved or deleted since."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.choices import is_control
from records.admin.conflicts import Conflict
from records.admin.entries import FieldChange
from records.admin.forms import VERSION
from records.admin.words import Words


def conflict_page(shown_by: "ModelAdmin[Any]", request: HttpRequest, row: models.Model, conflict: Conflict) -> Any:
    """Show both versions, field by field, with what is to be chosen."""
    now = type(row)._base_manager.get(pk=row.pk)  # the form has put into ``row`` what was typed
    title = _("มีผู้บันทึก “%(row)s” ในระหว่างที่ท่านแก้ไข") % {"row": now}
    merged = getattr(now, "merged_into", None)
    context = {
        "title": title,
        "original": now,
        "conflict": conflict,
        "merged_into": merged,
        "merged_address": "" if merged is None else _address(shown_by, "change", merged.pk),
    }
    return _page(shown_by, request, "conflict", context)


def deleted_page(shown_by: "ModelAdmin[Any]", request: HttpRequest, last: Any) -> HttpResponse:
    """Show what one had typed beside what the row was when it was deleted; it can be entered again as a new one."""
    row = last.instance
    form = shown_by.get_form(request, row, change=True)(request.POST, request.FILES, instance=row)
    form.is_valid()
    words = Words(shown_by.model, [last, form.instance], request.user)
    fields = [field for field in shown_by.model._meta.concrete_fields if field.name in form.fields]
    told = [
        (capfirst(str(field.verbose_name)), words.of(field, last), words.of(field, form.instance)) for field in fields
    ]
    context = {
        "title": _("มีผู้ลบ “%(row)s” ในระหว่างที่ท่านแก้ไข") % {"row": row},
        "who": str(last.history_user) if last.history_user else _("ระบบ"),
        "when": last.history_date,
        "changes": [FieldChange(*each) for each in told if each[1] or each[2]],
        "hidden": list(_as_new(shown_by, request, row)) if shown_by.has_add_permission(request) else [],
        "add_address": _address(shown_by, "add"),
        "original": None,
    }
    return _page(shown_by, request, "deleted", context)


def closed_page(shown_by: "ModelAdmin[Any]", request: HttpRequest, row: Any) -> HttpResponse:
    """Show what one had typed beside what the row is now, which somebody has closed to changes in between."""
    last = row.history.order_by("-history_id").first()
    form = shown_by.get_form(request, row)(request.POST, request.FILES, instance=copy(row))
    form.is_valid()
    words = Words(shown_by.model, [row, form.instance], request.user)
    fields = [field for field in shown_by.model._meta.concrete_fields if field.name in form.fields]
    told = [
        (capfirst(str(field.verbose_name)), words.of(field, form.instance), words.of(field, row)) for field in fields
    ]
    context = {
        "title": _("“%(row)s” ปิดรับการแก้ไขในระหว่างที่ท่านแก้ไข") % {"row": row},
        "who": str(last.history_user) if last is not None and last.history_user else _("ระบบ"),
        "when": None if last is None else last.history_date,
        "why": "" if last is None else last.history_change_reason,
        "lines": [FieldChange(*each) for each in told if each[1] != each[2]],
        "address": _address(shown_by, "change", row.pk),
        "original": row,
    }
    return _page(shown_by, request, "closed", context)


def _as_new(shown_by: "ModelAdmin[Any]", request: HttpRequest, row: models.Model) -> Iterable[tuple[str, str]]:
    """Yield what was sent, as the form of a new row sends it: rows of inlines have neither key, version nor owner."""
    dropped = {VERSION}
    counts = set()
    for formset, _inline in shown_by.get_formsets_with_inlines(request, row):
        prefix = formset.get_default_prefix()
        counts.add(f"{prefix}-INITIAL_FORMS")
        of_rows = [name for name in request.POST if name.startswith(f"{prefix}-")]
        dropped |= {name for name in of_rows if name.rpartition("-")[2] in {"id", VERSION, formset.fk.name}}
    for name in request.POST:
        if name not in dropped and not is_control(name):
            yield from ((name, "0" if name in counts else value) for value in request.POST.getlist(name))


def _address(shown_by: "ModelAdmin[Any]", page: str, *args: object) -> str:
    return reverse(f"{shown_by.admin_site.name}:{shown_by.opts.app_label}_{shown_by.opts.model_name}_{page}", args=args)


def _page(shown_by: "ModelAdmin[Any]", request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    request.current_app = shown_by.admin_site.name
    parts = {**shown_by.admin_site.each_context(request), **context, "opts": shown_by.opts, "subtitle": None}
    return TemplateResponse(request, f"admin/records/{name}.html", parts)
