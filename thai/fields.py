"""Model fields for what Python and Django don't know about Thailand."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.core import checks
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thai import text
from thai.calendar import FIRST_YEAR, LAST_YEAR, parse_fiscal_year
from thai.forms import (
    BEDateFormField,
    BEDateTimeFormField,
    FiscalYearFormField,
    JuristicNumberFormField,
    read_or_refuse,
)
from thai.numbers import LENGTH, clean_juristic_number

# Left open for the type checker's plugin, which fills in what each of Django's fields takes and gives, null or not.
_SetT_contra = TypeVar("_SetT_contra", contravariant=True)
_GetT_co = TypeVar("_GetT_co", covariant=True)


def _without_widget(kwargs: dict[str, Any], *unwanted: type[forms.Widget]) -> dict[str, Any]:
    """Return ``kwargs`` without a widget of the kinds ``unwanted``.

    The admin hands its own widget to every field of a kind: a number box refuses Thai digits, a calendar is in CE.
    """
    widget = kwargs.get("widget")
    kind = widget if isinstance(widget, type) else type(widget)
    return {name: value for name, value in kwargs.items() if name != "widget" or not issubclass(kind, unwanted)}


class FiscalYearField(models.PositiveSmallIntegerField[_SetT_contra, _GetT_co]):
    """A fiscal year of the Buddhist Era as a whole number; strings are read by ``parse_fiscal_year``.

    The range is checked where a form is cleaned; a model adds ``fiscal_year_range`` to its constraints.
    """

    description = _("ปีงบประมาณ (พ.ศ.)")
    default_validators = [
        MinValueValidator(FIRST_YEAR, _("ปีต้องไม่น้อยกว่า พ.ศ. %(limit_value)s")),
        MaxValueValidator(LAST_YEAR, _("ปีต้องไม่เกิน พ.ศ. %(limit_value)s")),
    ]

    def to_python(self, value: Any) -> Any:
        return read_or_refuse(parse_fiscal_year, value) if isinstance(value, str) else super().to_python(value)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": FiscalYearFormField, **_without_widget(kwargs, forms.NumberInput)})


def fiscal_year_range(name: str, *fields: str) -> models.CheckConstraint:
    """Return the constraint that these fields are null or within 2400–2700."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (FIRST_YEAR, LAST_YEAR)})
    message = _("ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700")
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=message)


class BEDateField(models.DateField[_SetT_contra, _GetT_co]):
    """A date kept in the common era that a form reads and shows in the Buddhist Era.

    Strings are read as BE in forms only: the field itself still takes ISO dates in CE, as fixtures write them.
    """

    description = _("วันที่ (พ.ศ.)")

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": BEDateFormField, **_without_widget(kwargs, forms.DateInput)})


class BEDateTimeField(models.DateTimeField[_SetT_contra, _GetT_co]):
    """A moment that a form reads and shows in the Buddhist Era by Bangkok's clock."""

    description = _("วันและเวลา (พ.ศ.)")

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        unwanted = (forms.DateTimeInput, forms.SplitDateTimeWidget)
        return super().formfield(**{**_without_widget(kwargs, *unwanted), "form_class": BEDateTimeFormField})


class JuristicNumberField(models.CharField[_SetT_contra, _GetT_co]):
    """The 13 digits of a juristic number, checked where a form or model is cleaned; lookups take any part of one."""

    description = _("เลขทะเบียนนิติบุคคล")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LENGTH)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if value not in self.empty_values:
            value = read_or_refuse(clean_juristic_number, str(value))
        return super().clean(value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": JuristicNumberFormField, "max_length": None, **kwargs})


class DerivedField(models.TextField[str, str]):
    """Text worked out from other attributes of the row whenever Django saves it by ``save`` or ``bulk_create``.

    ``update``, ``bulk_update`` and ``save(update_fields=…)`` without this field don't reach it: whoever writes that
    way sets it to ``derived_value(row)`` too.
    """

    def __init__(self, *args: Any, sources: Sequence[str] = (), **kwargs: Any) -> None:
        self.sources = tuple(sources)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def derived_value(self, instance: models.Model) -> str:
        """Return what the column of ``instance`` should hold."""
        raise NotImplementedError

    def source_texts(self, instance: models.Model) -> list[str]:
        """Return the sources' texts, those that are null as empty ones."""
        return [str(getattr(instance, source) or "") for source in self.sources]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derived_value(model_instance)
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        missing = [source for source in self.sources if not hasattr(self.model, source)]
        found = [checks.Error(f"The source {source!r} is no attribute of the model.", obj=self) for source in missing]
        if not self.sources:
            found.append(checks.Error("A derived field needs a source.", obj=self))
        return [*super().check(**kwargs), *found]


class SearchKeyField(DerivedField):
    """What a row is searched by: ``text.search_key`` of its names (and of its code, to find that by three signs too).

    Searched by ``text.search_filter``; on PostgreSQL it needs ``operations.TrigramIndex``.
    """

    description = _("คำค้น")

    def __init__(self, *args: Any, sources: Sequence[str] = ("name", "name_en"), **kwargs: Any) -> None:
        super().__init__(*args, sources=sources, **kwargs)

    def derived_value(self, instance: models.Model) -> str:
        return text.search_key(*self.source_texts(instance))


class SortKeyField(DerivedField):
    """What a row is sorted by: ``text.sort_key`` of one attribute, compared byte by byte on both databases."""

    description = _("ลำดับตามพจนานุกรม")

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        kwargs.pop("sources", None)
        super().__init__(*args, sources=(source,), **kwargs)

    def derived_value(self, instance: models.Model) -> str:
        return text.sort_key(*self.source_texts(instance))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        (source,) = kwargs.pop("sources")
        return name, path, args, {**kwargs, "source": source}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        """Ask PostgreSQL for byte order; SQLite compares bytes by itself and has no collation of that name."""
        parameters: dict[str, str | None] = {**super().db_parameters(connection)}
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
