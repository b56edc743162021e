"""Dates of the admin in the Buddhist Era: Django's own display prints the common era."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from thai.calendar import format_date, format_datetime
from thai.forms import BEDateFormField, BEDateInput, BEDateTimeFormField, BEDateTimeInput


def be_text(value: date | None, empty: str) -> str:
    """Return a date or a moment as people read it."""
    if value is None:
        return empty
    return format_datetime(value) if isinstance(value, datetime) else format_date(value)


@dataclass(frozen=True)
class BEColumn:
    """Shows a date field of a row; stands in a list or among the fields of a form in place of the field's name.

    Equal to any other of the same field, because Django compares what stands in different attributes.
    """

    field: models.Field[Any, Any]
    empty: str

    # A template would call it like any function, without the row.
    do_not_call_in_templates = True

    def __call__(self, row: models.Model) -> str:
        return be_text(getattr(row, self.field.attname), self.empty)

    def __str__(self) -> str:
        return self.field.name

    @property
    def __name__(self) -> str:
        return self.field.name

    @property
    def short_description(self) -> str:
        return capfirst(str(self.field.verbose_name))

    @property
    def admin_order_field(self) -> str:
        return self.field.name


DATE_FORM_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"form_class": BEDateFormField, "widget": BEDateInput},
    models.DateTimeField: {"form_class": BEDateTimeFormField, "widget": BEDateTimeInput},
}


class BEDates:
    """Puts a ``BEColumn`` wherever an admin or an inline would show a date field that can't be edited."""

    opts: Any

    def in_be(self, name: Any) -> Any:
        """Return what shows ``name``: a column of the Buddhist Era for a date field, else ``name`` itself."""
        if isinstance(name, list | tuple):
            return tuple(self.in_be(part) for part in name)
        try:
            field = self.opts.get_field(name) if isinstance(name, str) else None
        except FieldDoesNotExist:
            field = None
        return BEColumn(field, self.get_empty_value_display()) if isinstance(field, models.DateField) else name  # type: ignore[attr-defined]

    def get_list_display(self, request: HttpRequest) -> Any:
        return [self.in_be(name) for name in super().get_list_display(request)]  # type: ignore[misc]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [self.in_be(name) for name in super().get_readonly_fields(request, obj)]  # type: ignore[misc]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Write the readonly dates as columns, all of them where the row may only be looked at."""
        readonly = set(map(str, self.get_readonly_fields(request, obj)))
        view_only = obj is not None and not self.has_change_permission(request, obj)  # type: ignore[attr-defined]

        def shown(name: Any) -> Any:
            if isinstance(name, list | tuple):
                return tuple(map(shown, name))
            return self.in_be(name) if view_only or str(name) in readonly else name

        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        return [(title, {**options, "fields": tuple(map(shown, options["fields"]))}) for title, options in fieldsets]
