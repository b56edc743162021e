"""What is wrong with a form that came back, said at its head: a long page shows nothing of it there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Mistake:
    """One field that was refused: in words where it is, the place to go to, and why."""

    where: str
    address: str
    why: str


def mistakes_of(form: BaseForm, formsets: Iterable[Any]) -> list[Mistake]:
    """Return them in the order of the page: the form's own, then those of the rows of its inlines."""
    found = list(_of_form(form, ""))
    for formset in formsets:
        name = capfirst(str(formset.model._meta.verbose_name_plural))
        found += [Mistake(name, f"#{formset.prefix}-group", why) for why in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            part = _("%(rows)s แถวที่ %(number)s") % {"rows": name, "number": number}
            found += [
                Mistake(each.where or part, each.address or f"#{formset.prefix}-{number - 1}", each.why)
                for each in _of_form(row, part)
            ]
    return found


def _of_form(form: BaseForm, part: str) -> Iterator[Mistake]:
    """Yield what is wrong; what concerns the whole form has no place of its own."""
    for name, errors in form.errors.items():
        for why in errors:
            if name in form.fields:
                label = str(form[name].label)
                yield Mistake(f"{part}: {label}" if part else label, f"#{form[name].id_for_label}", str(why))
            elif part:
                yield Mistake("", "", str(why))
