"""Lists of the admin: stable, strict about what their address asks for, searched by the portal's search key."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from records.admin.boxes import RowAutocomplete
from records.admin.dates import DATE_FORM_FIELDS, BEDates
from records.admin.lists.changelist import LONGEST_PARAMETER, StrictChangeList
from records.admin.lists.pages import CappedPaginator, OddPage
from records.admin.reach import OwnRowsFilter, reach, refuse_rows_of_others, seen, works_with_some
from records.admin.site import Section
from records.errors import RuleBroken
from thai.text import normalise, search_filter, search_terms

RowT = TypeVar("RowT", bound=models.Model)

_ENDS_OF_A_FILTER = {"", "exact", "isnull", "id__exact", "pk__exact"}


class OddAddress(Exception):  # noqa: N818  # it names what is wrong
    """The address of a list asks for what can't be meant; the message says what, ``page_only`` that it's its page."""

    def __init__(self, why: str, *, page_only: bool) -> None:
        super().__init__(why)
        self.page_only = page_only


class NoForm:
    """Rows that are looked at in the admin, and written on pages of their own if at all."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ListAdmin(BEDates, admin.ModelAdmin[RowT]):
    """Of any model: dates in the Buddhist Era, 50 rows a page, declared filters only."""

    section: Section = Section.REFERENCE
    place: int = 0
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {
        **DATE_FORM_FIELDS,
        models.URLField: {"widget": admin.widgets.AdminURLFieldWidget, "assume_scheme": "https"},
    }
    # Where a search key is, it's what is searched; Django only wants to see that ``search_fields`` isn't empty.
    search_key_field: str | None = None
    search_code_field: str | None = None

    # -- who may do what with which rows --

    def get_queryset(self, request: HttpRequest) -> QuerySet[RowT]:
        return seen(request, super().get_queryset(request))

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Let lists open on the rows of one's own centre, where there are others."""
        declared = super().get_list_filter(request)
        return (OwnRowsFilter, *declared) if works_with_some(request, self.model) else declared

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._has_right(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "delete", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change a kind of rows reads it too."""
        return self._has_right(request, "view", obj) or self._has_right(request, "change", obj)

    def _has_right(self, request: HttpRequest, verb: str, row: Any = None) -> bool:
        """Django's own methods ask without the row."""
        name = f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}"
        return bool(getattr(request, "user", None) and request.user.has_perm(name, row))

    def found_label(self, row: RowT) -> str:
        """Return how a row is told among those that a box found: two may have one name."""
        return str(row)

    # -- the list --

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StrictChangeList

    def get_ordering(self, request: HttpRequest) -> Any:
        """Name the model's order where the admin has none of its own: Django forgets it once rows are counted."""
        return self.ordering or self.opts.ordering

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters as odd:
            why = str(odd) or _("เงื่อนไขในที่อยู่อ่านไม่ได้")
            raise OddAddress(why, page_only=isinstance(odd, OddPage)) from odd

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Say in words why a list goes back to its beginning; Django redirects without a word."""
        if request.method == "POST" and not self._selection_can_be_read(request):
            self.message_user(request, _("อ่านรายการที่เลือกไม่ได้ กรุณาเลือกใหม่"), messages.ERROR)
            return HttpResponseRedirect(request.path)
        try:
            response = super().changelist_view(request, extra_context)
        except OddAddress as odd:
            return self._back_to_the_beginning(request, odd)
        terms = search_terms(request.GET.get(SEARCH_VAR, ""))
        if terms.prefix_only and self.search_key_field:
            self.message_user(request, _("คำค้นสั้นกว่าสามตัวอักษร จึงค้นเฉพาะที่ขึ้นต้นชื่อหรือรหัส"), messages.INFO)
        return response

    def _back_to_the_beginning(self, request: HttpRequest, odd: OddAddress) -> HttpResponse:
        """Keep what was asked for, if only the page isn't there."""
        named = {"why": str(odd)[:LONGEST_PARAMETER]}
        text = _("%(why)s จึงแสดงหน้าแรก") if odd.page_only else _("%(why)s จึงแสดงรายการทั้งหมด")
        self.message_user(request, text % named, messages.ERROR)
        kept = request.GET.copy()
        kept.pop(PAGE_VAR, None)
        rest = f"?{kept.urlencode()}" if odd.page_only and kept else ""
        return HttpResponseRedirect(f"{request.path}{rest}")

    def _refuse_selected_rows_of_others(self, request: HttpRequest, rows: QuerySet[RowT]) -> None:
        """Refuse an action that needs more than reading, if a row that was selected for it is kept by others."""
        chosen = self.get_actions(request).get(request.POST.get("action", ""))
        needs = set(getattr(chosen[0], "allowed_permissions", ["change"])) if chosen else set()
        if needs <= {"view"} or not works_with_some(request, self.model):
            return
        if request.POST.get("select_across") != "1":
            rows = rows.filter(pk__in=request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))
        others = rows.exclude(pk__in=reach().kept_rows(request.user, self.model._base_manager.all()).values("pk"))
        refuse_rows_of_others(request, self.model, list(others.values_list("pk", flat=True)[:1]))

    def _selection_can_be_read(self, request: HttpRequest) -> bool:
        return all(self._is_key(text) for text in request.POST.getlist(helpers.ACTION_CHECKBOX_NAME))

    def _is_key(self, text: str) -> bool:
        try:
            self.opts.pk.clean(text, None)
        except ValidationError:
            return False
        return True

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[RowT], search_term: str
    ) -> tuple[QuerySet[RowT], bool]:
        """Search by the search key where there is one; what people type is normalised first in any case."""
        term = normalise(search_term[: LONGEST_PARAMETER + 1])
        if len(term) > LONGEST_PARAMETER:
            return queryset.none(), False
        if self.search_key_field:
            asked = search_filter(term, key_field=self.search_key_field, code_field=self.search_code_field)
            return queryset.filter(asked), False
        return super().get_search_results(request, queryset, term)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the declared filters and nothing else: any field could be probed through its lookups."""
        return any(self._belongs_to(lookup, path) for path in self._filter_paths(request))

    @staticmethod
    def _belongs_to(lookup: str, path: str) -> bool:
        return lookup == path or (lookup.startswith(f"{path}__") and lookup[len(path) + 2 :] in _ENDS_OF_A_FILTER)

    def _filter_paths(self, request: HttpRequest | None) -> Iterable[str]:
        declared = self.list_filter if request is None else self.get_list_filter(request)
        for each in cast(Iterable[Any], declared or ()):
            if isinstance(each, str):
                yield each
            elif isinstance(each, tuple):
                yield each[0]
            else:
                yield each.parameter_name

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take from the address what the form's fields can read; an id that isn't one would fail in the page."""
        given = super().get_changeform_initial_data(request)
        fields = [field for field in self.opts.get_fields() if isinstance(field, models.Field) and field.name in given]
        return {
            field.name: given[field.name]
            for field in fields
            if field.editable and self._reads(field, given[field.name])
        }

    @staticmethod
    def _reads(field: models.Field[Any, Any], value: Any) -> bool:
        form_field = field.formfield()
        if form_field is None:
            return False
        try:
            form_field.clean(value)
        except ValidationError:
            return False
        return True

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault(
                "widget", RowAutocomplete(db_field, self.admin_site, request=request, using=kwargs.get("using"))
            )
        if works_with_some(request, db_field.remote_field.model):
            kwargs.setdefault("queryset", seen(request, db_field.remote_field.model._default_manager.all()))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer to add and look at a related row, not to delete it in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def get_preserved_filters(self, request: HttpRequest) -> str:
        """Carry the list's filters through a form; what is longer than any list's isn't one."""
        kept = super().get_preserved_filters(request)
        return kept if len(kept) <= 10 * LONGEST_PARAMETER else ""

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[RowT]) -> None:
        """Delete row by row, so that the rules are asked and the history is written."""
        for row in queryset:
            self.delete_model(request, row)

    def response_action(self, request: HttpRequest, queryset: QuerySet[RowT]) -> HttpResponse | None:
        """Run an action as a whole or not at all, Django's own log of it included, and on rows that one keeps."""
        try:
            with transaction.atomic():
                self._refuse_selected_rows_of_others(request, queryset)
                return super().response_action(request, queryset)
        except (RuleBroken, ProtectedError) as refused:
            self.message_user(request, refusal_text(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


def count_of(model: type[models.Model], relation: str) -> Coalesce:
    """Return the number of rows that point at a row of ``model``: counted for the rows of a page, not for all."""
    key = cast(models.ManyToOneRel, model._meta.get_field(relation)).field
    rows = key.model._default_manager.filter(**{key.name: models.OuterRef("pk")}).order_by()
    counted = rows.values(key.name).annotate(rows=models.Count("pk")).values("rows")
    return Coalesce(models.Subquery(counted), 0)


def refusal_text(refused: Exception) -> str:
    """Return why a write was refused, in words for the officer."""
    if isinstance(refused, RuleBroken):
        return str(refused)
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    if isinstance(refused, ProtectedError):
        return _("ลบไม่ได้ เพราะยังมีรายการอื่นอ้างถึงรายการนี้")
    return _("มีผู้บันทึกรายการที่ขัดกันในเวลาเดียวกัน ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
