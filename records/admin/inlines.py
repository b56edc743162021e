"""Rows of a record that are part of another's form: the first of them, however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from records.admin.boxes import RowAutocomplete, cached_choices, is_key
from records.admin.dates import DATE_FORM_FIELDS, BEColumn, BEDates
from records.admin.forms import VERSION, RowForm
from records.admin.lists.pages import count_text
from records.admin.reach import seen, works_with_some
from records.admin.related import RelatedList
from records.keyset import counted
from records.version import StaleSave, hold_as_read


class RowFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows of an inline; one that somebody saved in between isn't deleted either.

    It shows the first ``shown_rows``. What is sent back is compared with the very rows that were sent out, whatever
    came or went in between: another row is never taken for one of them.
    """

    shown_rows: ClassVar[int]
    new_rows: ClassVar[int]
    changelist: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_num:  # none may be added
            self.max_num = min(self.initial_form_count(), self.shown_rows) + self.new_rows

    def get_queryset(self) -> Any:
        """Return the rows in the order of the forms, None for one that is no more."""
        if not hasattr(self, "_shown"):
            rows = super().get_queryset()
            self._shown: Sequence[Any] = self._sent_back(rows) if self.is_bound else list(rows[: self.shown_rows])
        return self._shown

    def _sent_back(self, rows: Any) -> list[Any]:
        sent = range(min(self.initial_form_count(), self.total_form_count()))
        keys = [str(self.data.get(f"{self.add_prefix(index)}-{self.model._meta.pk.name}")) for index in sent]
        found = {str(row.pk): row for row in rows.filter(pk__in=[key for key in keys if is_key(key)])}
        return [found.get(key) for key in keys]

    def _existing_object(self, pk: Any) -> Any:
        return next((row for row in self.get_queryset() if row is not None and row.pk == pk), None)

    @cached_property
    def whole(self) -> RelatedList | None:
        """The list of all rows where some aren't shown. A query only if there may be some."""
        if len(self.get_queryset()) < self.shown_rows:
            return None
        count = counted(cast(QuerySet[Any], self.queryset))
        address = f"{self.changelist}?{self.fk.name}__id__exact={self.instance.pk}" if self.changelist else ""
        return RelatedList("", count_text(count), address) if count > self.shown_rows else None

    @property
    def place_of_new(self) -> str:
        """Where new rows are typed: at the first empty one, or at the end, where one is asked for."""
        return f"#{self.prefix}-{self.initial_form_count() if self.extra_forms else 'new'}"

    def clean(self) -> None:
        super().clean()
        stale = [form for form in self._forms_to_delete() if form.is_stale]
        if stale:
            raise ValidationError([ValidationError(str(StaleSave(form.instance)), code="stale") for form in stale])
        if None in self.get_queryset():
            raise ValidationError(_("มีผู้ลบบางแถวไปแล้วหลังจากที่ท่านเปิดหน้านี้ กรุณาเปิดหน้านี้ใหม่แล้วแก้ไขอีกครั้ง"), code="stale")

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        """Delete the row that was read and no later one, whoever comes in between."""
        hold_as_read(obj, obj.version)
        super().delete_existing(obj, commit)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = _("ลบแถวนี้")

    def _forms_to_delete(self) -> Iterable[RowForm]:
        rows = (form for form in self.initial_forms if form.instance.pk is not None)
        return (form for form in rows if self.can_delete and self._should_delete_form(form))  # type: ignore[attr-defined]


class _RowInline(BEDates):
    """What both kinds of inlines share."""

    fields: ClassVar[Any]
    form: type[ModelForm[Any]] = RowForm
    formset: type[BaseInlineFormSet[Any, Any, Any]] = RowFormSet
    formfield_overrides: ClassVar[Mapping[type[Field[Any, Any]], Mapping[str, Any]]] = DATE_FORM_FIELDS
    extra = 0
    # How many rows there are at most on a page: more would pass what Django takes from one form.
    shown_rows: ClassVar[int] = 30
    new_rows: ClassVar[int] = 10
    # Fields whose related row can be added in a window of its own, while the page stays.
    addable: ClassVar[Sequence[str]] = ()

    # -- an inline is reached as far as the row that it's part of --

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "delete", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._has_right(request, "view", obj) or self._has_right(request, "change", obj)

    def _has_right(self, request: HttpRequest, verb: str, owner: Any) -> bool:
        name = f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}"
        return request.user.has_perm(name, owner)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return seen(request, super().get_queryset(request))  # type: ignore[misc]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        made = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        options = self.opts
        listed = options.model in self.admin_site._registry  # type: ignore[attr-defined]
        name = f"{self.admin_site.name}:{options.app_label}_{options.model_name}_changelist"  # type: ignore[attr-defined]
        made.shown_rows, made.new_rows = self.shown_rows, self.new_rows
        made.absolute_max = self.shown_rows + self.new_rows  # Django itself would build and show 2,000 rows
        made.changelist = reverse(name) if listed else ""
        return made

    @property
    def rows_parameter(self) -> str:
        return f"rows_{self.opts.model_name}"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer as many empty rows as the address asks for: without scripts no row can be added to the page."""
        asked = request.GET.get(self.rows_parameter, "")
        is_number = asked.isascii() and asked.isdecimal() and len(asked) < 4
        return min(int(asked), self.new_rows) if is_number else self.extra

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the dates of rows that may only be looked at as columns: Django would look for fields of a form."""
        given = list(super().get_readonly_fields(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return given
        columns = [self.in_be(name) for name in self.fields or ()]
        return given + [each for each in columns if isinstance(each, BEColumn) and each not in given]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (title, options), *others = fieldsets
        return [(title, {**options, "fields": (*options["fields"], VERSION)}), *others]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A narrow row has room for one button at most; its own label is read out, not shown."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = self._with_one_button(field.widget, db_field.name)
        field.widget.attrs.setdefault("aria-label", str(db_field.verbose_name))
        return field

    def _with_one_button(self, box: RelatedFieldWidgetWrapper, name: str) -> Any:
        if name not in self.addable or not box.can_add_related:
            return box.widget
        box.can_change_related = box.can_delete_related = box.can_view_related = False
        return box

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Autocompletes bring their labels along, short lists are read once: the cost doesn't grow with the rows."""
        searched = db_field.name in self.get_autocomplete_fields(request)  # type: ignore[attr-defined]
        if searched:
            site = self.admin_site  # type: ignore[attr-defined]
            kwargs.setdefault("widget", RowAutocomplete(db_field, site, request=request, using=kwargs.get("using")))
        if works_with_some(request, db_field.remote_field.model):
            kwargs.setdefault("queryset", seen(request, db_field.remote_field.model._default_manager.all()))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if not searched and db_field.remote_field.model is not self.parent_model:  # type: ignore[attr-defined]
            cached_choices(field)
        return field


class RecordTabularInline(_RowInline, admin.TabularInline[Any, Any]):
    """Rows that are part of another, one to a line."""

    template = "admin/records/tabular.html"


class RecordStackedInline(_RowInline, admin.StackedInline[Any, Any]):
    """Rows that are part of another, one below the other."""
