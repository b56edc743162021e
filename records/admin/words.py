"""The values of a row as people read them: names instead of keys, dates of the Buddhist Era, hidden where they must."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.utils.translation import gettext as _

from records.admin.dates import be_text
from records.admin.rights import right_name
from records.masking import masked_fields
from thai.fields import FiscalYearField
from thai.templatetags.thai import thai_number


class Words:
    """The values of rows or snapshots of one model, with the names of the rows that they point at.

    A query for each key, whatever the number of rows. What ``reader`` may not read is said to be hidden.
    """

    def __init__(self, model: type[models.Model], rows: Iterable[Any], reader: Any) -> None:
        self._hidden = masked_fields(reader, model)
        self._names: dict[str, dict[Any, str]] = {}
        rows = [row for row in rows if row is not None]
        for field in model._meta.concrete_fields:
            if field.remote_field and field.name not in self._hidden:
                related = field.remote_field.model
                ids = {getattr(row, field.attname) for row in rows if hasattr(row, field.attname)} - {None}
                found = related._default_manager.in_bulk(ids) if ids else {}
                nameless = "name" in masked_fields(reader, related)
                self._names[field.name] = {key: hidden() if nameless else str(row) for key, row in found.items()}

    def of(self, field: models.Field[Any, Any], row: Any) -> str:
        """Return the value of a field of a row; "" where there is none."""
        value = None if row is None else getattr(row, field.attname)
        if value is None or value == "":
            return ""
        if field.name in self._hidden:
            return hidden()
        if field.remote_field:
            return self._names[field.name].get(value) or gone(value)
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        return plain(field, value)

    def hides(self, field: models.Field[Any, Any]) -> bool:
        return field.name in self._hidden


def hidden() -> str:
    return _("(ไม่แสดงแก่บัญชีนี้)")


def name_of(row: models.Model) -> str:
    return right_name(row) if isinstance(row, Permission) else str(row)


def gone(key: Any) -> str:
    return _("รายการที่ลบแล้ว (หมายเลข %(id)s)") % {"id": key}


def yes_or_no(value: bool) -> str:
    return _("ใช่") if value else _("ไม่ใช่")


def plain(field: models.Field[Any, Any], value: Any) -> str:
    """Return a value that names no row."""
    if in_words := getattr(field, "in_words", None):
        return str(in_words(value))
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, date):
        return be_text(value, "")
    if isinstance(value, Decimal | int) and not isinstance(field, FiscalYearField):
        return thai_number(value)
    return str(value)
