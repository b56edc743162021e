"""Query parameters of pages: read through a form, so that an odd value is named and never guessed at."""

import unicodedata
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.paging import Cursor, NoSuchPlace

LONGEST_TEXT = 100
LONGEST_CURSOR = 6000  # a key to sort by of a name of 200 Thai signs, written for an address


class Params(forms.Form):
    """The parameters of a page. Unknown ones are left alone; one given twice with two values is a problem.

    A view asks ``is_valid`` and answers 400 with ``problems`` when it isn't: an empty list would look true.
    """

    use_required_attribute = False

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        self._query = query
        super().__init__(query, **kwargs)

    def clean(self) -> dict[str, Any]:
        for name in self.fields:
            given = set(self._query.getlist(name))
            if len(given) > 1:
                self.add_error(name, _("มีค่านี้มากกว่าหนึ่งค่าในที่อยู่ของหน้า ให้เหลือเพียงค่าเดียว"))
            elif name not in self.errors and any(
                unicodedata.category(sign) == "Cc" for value in given for sign in value
            ):
                self.add_error(name, _("มีอักขระควบคุมที่มองไม่เห็น ให้พิมพ์ค่านี้ใหม่"))
        return self.cleaned_data

    @property
    def problems(self) -> list[tuple[str | Promise, str]]:
        """What is wrong: the parameter's label with its name, and what to do."""
        return [
            (f"{self.fields[name].label or name} ({name})" if name in self.fields else _("ที่อยู่ของหน้า"), str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]


class PageParam(forms.IntegerField):
    """The number of a page of a list; the first one when absent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("เลขหน้า"), required=False, min_value=1, max_value=1_000_000, **kwargs)

    def clean(self, value: Any) -> int:
        number: int | None = super().clean(value)
        return number or 1


class CursorParam(forms.CharField):
    """A place in a long list, as ``records.paging`` writes it into addresses."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("ตำแหน่งในรายการ"), required=False, max_length=LONGEST_CURSOR, strip=False, **kwargs
        )

    def clean(self, value: Any) -> Cursor | None:
        written = super().clean(value)
        try:
            return Cursor.read(written) if written else None
        except NoSuchPlace as broken:
            raise forms.ValidationError(str(broken)) from broken


class TextParam(forms.CharField):
    """A text to search for: short, one line, without control characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_TEXT, strip=True, **kwargs)
