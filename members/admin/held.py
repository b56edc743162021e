"""All that is held on a person, or an organisation that is one: for reading, and as data to hand over."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.admin.privacy import may_see_personal_data
from members.models import Disclosure, Person
from members.privacy.disclosures import disclosures_of, log_disclosure, log_listed
from records.admin import RecordAdmin
from records.admin.dates import be_text
from records.admin.entries import entries_page
from records.admin.words import Words
from records.models import Record

_NOT_TOLD = {"id", "version", "password", "search_key", "sort_key", "identity_key", "public_key", "public_sort_key"}
_MOST_ENTRIES = 100  # pages of a history


@dataclass(frozen=True)
class HeldRow:
    """A row: what it is, its values by their names, and what became of it."""

    what: str
    values: dict[str, str]
    history: list[str]


@dataclass(frozen=True)
class Held:
    """Every row that is of somebody, and who looked at it. A few queries for each row."""

    name: str
    rows: list[HeldRow]
    seen: list[str]

    @classmethod
    def of(cls, subject: Record, reader: Any) -> "Held":
        seen = [
            f"{be_text(each.at, '')} · {each.user} · {each.get_kind_display()} · {each.address}"
            for each in disclosures_of(subject)
        ]
        return cls(str(subject), [_row(row, reader) for row in _rows_of(subject)], seen)


def _rows_of(subject: Record) -> Iterator[Record]:
    """Yield the row itself and all that point at it, of whatever model."""
    yield subject
    for relation in subject._meta.related_objects:
        model: Any = relation.related_model
        yield from model._base_manager.filter(**{relation.field.name: subject.pk}).order_by("pk")


def _row(row: Record, reader: Any) -> HeldRow:
    model = type(row)
    words = Words(model, [row], reader)
    fields: list[models.Field[Any, Any]] = [each for each in model._meta.concrete_fields if each.name not in _NOT_TOLD]
    values = {capfirst(str(field.verbose_name)): text for field in fields if (text := words.of(field, row))}
    return HeldRow(capfirst(str(model._meta.verbose_name)), values, list(_history(row, reader)))


def _history(row: Record, reader: Any) -> Iterator[str]:
    snapshots = {type(row): type(row).history.filter(id=row.pk)}
    number, pages = 1, 1
    while number <= min(pages, _MOST_ENTRIES):
        page = entries_page(snapshots, number, owner=type(row), reader=reader)
        pages = page.paginator.num_pages
        for entry in page.object_list:
            told = ", ".join(f"{each.name}: {each.before or '–'} → {each.after or '–'}" for each in entry.changes)
            yield f"{be_text(entry.when, '')} · {entry.verb} · {entry.who} · {told}"
        number += 1


class OfPeopleAdmin(RecordAdmin[Any]):
    """The admin of persons and of organisations: openings are logged, and all that is held can be handed over."""

    # Whether the list itself names people.
    lists_people: ClassVar[bool] = False

    def get_urls(self) -> list[URLPattern]:
        guarded, start = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        page, data = guarded(require_safe(self.held_view)), guarded(require_safe(self.held_json_view))
        return [
            path("<path:object_id>/held/", page, name=f"{start}_held"),
            path("<path:object_id>/held.json", data, name=f"{start}_held_json"),
            *super().get_urls(),
        ]

    def held_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self._subject(request, object_id)
        if row is None:
            return self.not_there(request, object_id)
        title = _("ข้อมูลทั้งหมดที่เก็บเกี่ยวกับ %(row)s") % {"row": row}
        context = {"title": title, "held": Held.of(row, request.user), "row": row, "data": "../held.json"}
        parts = {**self.admin_site.each_context(request), **context, "opts": self.opts}
        return TemplateResponse(request, "admin/members/held.html", parts)

    def held_json_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self._subject(request, object_id)
        if row is None:
            return self.not_there(request, object_id)
        answer = JsonResponse(
            asdict(Held.of(row, request.user)), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}-{row.pk}.json"'
        return answer

    def _subject(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row and log that its data were taken out; raise ``PermissionDenied`` unless that is allowed."""
        if not may_see_personal_data(request):
            raise PermissionDenied
        key = self._key(object_id)
        row = None if key is None else self.model._base_manager.filter(pk=key).first()
        if row is not None:
            log_disclosure(request, Disclosure.Kind.EXPORT, 1, row)
        return row

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Log that somebody's contacts are opened, as far as the page shows any."""
        row = context["original"]
        if row is not None and request.method == "GET" and self._shows_people(context):
            log_disclosure(request, Disclosure.Kind.PAGE, 1, row)
        held = may_see_personal_data(request)
        return super().render_change_form(request, {**context, "shows_held": held}, *args, **kwargs)

    def _shows_people(self, context: dict[str, Any]) -> bool:
        row, formsets = context["original"], [each.formset for each in context["inline_admin_formsets"]]
        return isinstance(row, Person) or row.is_person or any(formset.initial_forms for formset in formsets)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        answer = super().history_view(request, object_id, extra_context)
        if answer.status_code == 200 and (row := self.get_object(request, object_id)) is not None:
            log_disclosure(request, Disclosure.Kind.PAGE, 1, row)
        return answer

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        answer = super().changelist_view(request, extra_context)
        if self.lists_people:
            log_listed(request, answer)
        return answer

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted is told with its values: names, and contacts of what was part of it."""
        answer = super().deleted_view(request)
        shown: dict[str, Any] = getattr(answer, "context_data", {})
        log_disclosure(request, Disclosure.Kind.LIST, len(shown["entries"]))
        return answer
