"""Boxes that choose a related row: by searching as one types, and without scripts by a text that is searched."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from records.admin.reach import seen
from thai.text import normalise

TYPED: Final = "__typed"
MOST_FOUND: Final = 20
_LONGEST_KEY = 18  # digits; no database numbers its rows higher


class RowAutocomplete(AutocompleteSelect):
    """Django's autocomplete, which doesn't ask the database for a label that the row brought along.

    A browser without scripts shows a box for text beside it. What is typed there is searched when the form is sent:
    the one row that it finds is taken, of several the form comes back with a choice.
    """

    known: dict[str, str]

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.known = {}
        self._searched: tuple[str, list[models.Model]] = ("", [])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = str(data.get(f"{name}{TYPED}") or "").strip()
        if not typed:
            return super().value_from_datadict(data, files, name)
        found = self._search(typed)
        return str(found[0].pk) if len(found) == 1 else f"?{typed}"  # the field refuses what is no key

    def _search(self, typed: str) -> list[models.Model]:
        if self._searched[0] != typed:
            related = self.field.remote_field.model
            searcher: Any = self.admin_site.get_model_admin(related)
            everything = related._default_manager.all()
            shown = everything if self.request is None else seen(self.request, everything)
            rows, _doubled = searcher.get_search_results(self.request, shown, typed)
            found = rows.order_by(*searcher.get_ordering(self.request))[:MOST_FOUND] if normalise(typed) else []
            self._searched = (typed, list(found))
        return self._searched[1]

    def _found(self) -> dict[str, str]:
        rows = self._searched[1]
        searcher: Any = self.admin_site.get_model_admin(type(rows[0])) if rows else None
        return {str(row.pk): searcher.found_label(row) for row in rows}

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        chosen = [str(each) for each in value if is_key(str(each))]
        found = {} if chosen else self._found()
        if not all(each in self.known for each in chosen):
            return super().optgroups(name, chosen, attr)
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options += [(each, self.known[each]) for each in chosen] + list(found.items())
        made = [
            self.create_option(name, key, label, selected=key in chosen, index=index)
            for index, (key, label) in enumerate(options)
        ]
        return [(None, made, 0)]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        label = _("%(what)s: ค้นด้วยชื่อหรือรหัส") % {"what": self.field.verbose_name}
        text = format_html(
            '<input type="text" name="{}{}" class="typed-search" aria-label="{}" placeholder="{}">',
            *(name, TYPED, label, _("ชื่อหรือรหัส")),
        )
        return format_html("{}<noscript>{}</noscript>", box, text)


def is_key(text: str) -> bool:
    """Whether a text from a form can be the key of a row: a database fails at a longer number."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_KEY


def cached_choices(field: forms.ModelChoiceField[models.Model]) -> None:
    """Ask for the choices of a short list once, not once for each row of an inline."""
    field.choices = list(field.choices)  # type: ignore[arg-type]
