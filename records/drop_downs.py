"""A drop-down that is written in one go: a page of filters has some three hundred options."""

from functools import lru_cache
from typing import Any, Final

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

_CHOSEN: Final = " selected"


class DropDown(forms.Select):
    """A choice of one, without groups. Django includes a template for each option, which takes longer than the rest."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = _options(tuple((str(key), str(label)) for key, label in self.choices))
        chosen = f'<option value="{escape("" if value is None else value)}"'
        with_chosen = options.replace(f"{chosen}>", f"{chosen}{_CHOSEN}>", 1)
        attributes = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", attributes, SafeString(with_chosen))


@lru_cache(maxsize=64)
def _options(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<option value="{escape(key)}">{escape(label)}</option>' for key, label in choices)
