"""Form fields that read the Buddhist Era and Thai digits. All are plain text boxes: a browser's own are in CE."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thai import calendar, numbers
from thai.text import normalise

Value = TypeVar("Value")


def read_or_refuse(read: Callable[[str], Value], text: str) -> Value:
    """Return what ``read`` makes of ``text``, or raise its complaint as a ValidationError."""
    try:
        return read(text)
    except (calendar.ThaiCalendarError, numbers.ThaiNumberError) as error:
        raise ValidationError(str(error), code="invalid") from error


def _is_filled(text: str) -> bool:
    """Tell whether a box holds anything that a person sees; spaces and invisible signs are no year and no mistake."""
    return bool(normalise(text[:100]))


class FiscalYearInput(forms.TextInput):
    """A text box for a year, with the number keys on a phone; Thai digits can be typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "placeholder": "2550", **(attrs or {})})


class BEDateInput(forms.TextInput):
    """A text box that shows a date of the common era in the Buddhist Era."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "placeholder": _("วว/ดด/ปปปป (พ.ศ.)"), **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return calendar.format_date_input(value) if isinstance(value, date) else super().format_value(value)


class BEDateTimeInput(forms.TextInput):
    """A text box that shows a moment in the Buddhist Era by Bangkok's clock."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "placeholder": _("วว/ดด/ปปปป (พ.ศ.) ชช:นน"), **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return calendar.format_datetime_input(value) if isinstance(value, datetime) else super().format_value(value)


class FiscalYearFormField(forms.IntegerField):
    """Reads whatever ``parse_fiscal_year`` reads."""

    widget = FiscalYearInput

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            return read_or_refuse(calendar.parse_fiscal_year, value) if _is_filled(value) else None
        return super().to_python(value)


class BEDateFormField(forms.DateField):
    """Reads whatever ``parse_date`` reads; gives a date of the common era."""

    widget = BEDateInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            return read_or_refuse(calendar.parse_date, value) if _is_filled(value) else None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return value


class BEDateTimeFormField(forms.DateTimeField):
    """Reads whatever ``parse_datetime`` reads; gives an aware moment."""

    widget = BEDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str):
            return read_or_refuse(calendar.parse_datetime, value) if _is_filled(value) else None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare to the minute: the box doesn't show the seconds of the moment that is kept."""
        if isinstance(initial, datetime) and isinstance(data, str):
            return calendar.format_datetime_input(initial) != data.strip() and super().has_changed(initial, data)
        return super().has_changed(initial, data)


class JuristicNumberFormField(forms.CharField):
    """Reads a juristic number with dashes, spaces or Thai digits; gives its 13 digits."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value) or ""
        return read_or_refuse(numbers.clean_juristic_number, text) if _is_filled(text) else self.empty_value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}
