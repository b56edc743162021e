"""Two people on one row: what both had read, what the other saved since, and what one typed, field by field.

Only what differs is asked. Where one of both left a value as it was read, the other's is proposed; where both changed
it, one must choose. The page sends the form once more, with the choices beside it (``records.admin.choices``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from django.db import models
from django.forms import CheckboxInput, Field, model_to_dict
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.boxes import is_key
from records.admin.choices import CHOICE, SEEN, THEIRS, is_control
from records.admin.entries import FieldChange
from records.admin.forms import REASON, VERSION, RowForm
from records.admin.inlines import RowFormSet
from records.admin.words import Words, name_of, yes_or_no
from records.models import Record

_NOT_COMPARED: Final = {VERSION, REASON, "id"}

Side = Literal["mine", "theirs", ""]


@dataclass(frozen=True)
class FieldConflict:
    """One field in words: as both read it, as the other saved it, as one typed it; ``chosen`` is proposed."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    chosen: Side
    sent: Sequence[str]

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.name}"

    @property
    def their_name(self) -> str:
        return f"{THEIRS}{self.name}"


@dataclass(frozen=True)
class RowConflict:
    """One row that the other saved or deleted; ``part`` names it if it's a row of an inline.

    ``others`` are the other's changes that this form doesn't show. A deleted row has ``again``, the name of the
    choice whether it's entered once more, if that is possible.
    """

    part: str
    who: str
    when: datetime | None
    fields: Sequence[FieldConflict]
    others: Sequence[FieldChange]
    is_deleted: bool = False
    again: str = ""

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.again}"


@dataclass(frozen=True)
class Conflict:
    """All rows of a form that somebody else saved, and what the page sends along."""

    rows: Sequence[RowConflict]
    hidden: Sequence[tuple[str, str]]
    asked: str

    @classmethod
    def of(cls, data: QueryDict, form: RowForm, formsets: Iterable[RowFormSet], reader: Any) -> "Conflict | None":
        """Compare a form that was refused; None if it wasn't, or not for being stale alone.

        A few queries for each stale row.
        """
        formsets = list(formsets)
        if not all(formset.management_form.is_valid() for formset in formsets):
            return None
        if set(_reasons(form, formsets)) != {"stale"} or not all(_was_deleted(*gone) for gone in _gone(formsets)):
            return None
        forms = [form, *(each for formset in formsets for each in _kept_forms(formset))]
        stale = [each for each in forms if isinstance(each, RowForm) and each.is_stale]
        rows = [_compare(each, reader, part="" if each is form else _part(each)) for each in stale]
        rows += [_deleted(formset, each, reader) for formset, each in _gone(formsets)]
        seen = [(f"{SEEN}{each.add_prefix(VERSION)}", str(each.version_now)) for each in stale]
        gone = [(f"{SEEN}{each.prefix}", "") for _formset, each in _gone(formsets)]
        sent = [(name, value) for name in data if not is_control(name) for value in data.getlist(name)]
        theirs = [(field.their_name, value) for row in rows for field in row.fields for value in field.sent]
        asked = [field.name for row in rows for field in row.fields] + [row.again for row in rows if row.again]
        return cls(rows, [*sent, *theirs, *seen, *gone], " ".join(asked))


def _reasons(form: RowForm, formsets: Iterable[RowFormSet]) -> Iterator[str]:
    """Yield the code of each error of a bound form and its formsets."""
    lists: list[Iterable[list[Any]]] = [_errors(form)]
    for formset in formsets:
        lists.append([formset.non_form_errors().as_data()])
        lists += [_errors(each) for each in _kept_forms(formset)]
        lists += [_errors(each) for each in formset.extra_forms if not _is_dropped(formset, each)]
    for errors in lists:
        yield from (str(error.code) for some in errors for error in some)


def _errors(form: Any) -> list[list[Any]]:
    """Return the errors of a form; a version that can't be read isn't a person's fault, it is none that is known."""
    return [errors for name, errors in form.errors.as_data().items() if name != VERSION]


def _is_dropped(formset: RowFormSet, form: Any) -> bool:
    return bool(formset.can_delete and formset._should_delete_form(form))  # type: ignore[attr-defined]  # Django's


def _kept_forms(formset: RowFormSet) -> list[Any]:
    """Return the forms of the rows that are still there, those that are to be deleted as well."""
    return [form for form, row in zip(formset.initial_forms, formset.get_queryset(), strict=False) if row is not None]


def _gone(formsets: Iterable[RowFormSet]) -> Iterator[tuple[RowFormSet, Any]]:
    """Yield the forms whose rows are no more."""
    for formset in formsets:
        pairs = zip(formset.initial_forms, formset.get_queryset(), strict=False)
        yield from ((formset, form) for form, row in pairs if row is None)


def _was_deleted(formset: RowFormSet, form: Any) -> bool:
    """Whether there was such a row: any other key was never sent out."""
    key = str(formset.data.get(form.add_prefix("id")))
    last = formset.model.history.filter(id=key).order_by("-history_id").first() if is_key(key) else None
    return last is not None and last.history_type == "-"


def _part(form: RowForm) -> str:
    return f"{form.instance._meta.verbose_name}: {form.instance}"


def _compare(form: RowForm, reader: Any, *, part: str) -> RowConflict:
    model: type[Record] = type(form.instance)
    theirs = model._base_manager.get(pk=form.instance.pk)
    base, last = _base(form, model, form.instance.pk), _last(model, form.instance.pk)
    words = Words(model, [base, theirs, form.instance], reader)
    compared = [_field(form, name, base, theirs, words) for name in _compared(form)]
    shown = {*form.fields, "id", "version"}
    others = [
        FieldChange(capfirst(str(field.verbose_name)), words.of(field, base), words.of(field, theirs))
        for field in model._meta.concrete_fields
        if field.name not in shown and base is not None and hasattr(base, field.attname)
        and getattr(base, field.attname) != getattr(theirs, field.attname)
    ]  # fmt: skip
    return RowConflict(part, last.who, last.when, [each for each in compared if each is not None], others)


@dataclass(frozen=True)
class _Last:
    who: str
    when: datetime | None


def _last(model: type[Record], key: Any) -> _Last:
    latest = model.history.filter(id=key).order_by("-history_date", "-history_id").first()
    who = str(latest.history_user) if latest and latest.history_user else _("ระบบ")
    return _Last(who, latest.history_date if latest else None)


def _base(form: RowForm, model: type[Record], key: Any) -> Any:
    """Return the snapshot of the version that was read; None if the form names none that is known."""
    raw = str(form.raw(VERSION) or "")
    read = int(raw) if raw.isdecimal() and len(raw) < 10 else None
    return model.history.filter(id=key, version=read).order_by("-history_id").first()


def _compared(form: RowForm) -> list[str]:
    """Return the fields that a person could change here, the box that deletes a row last."""
    names = {field.name for field in (*form.instance._meta.concrete_fields, *form.instance._meta.many_to_many)}
    return [
        name
        for name, field in form.fields.items()
        if name not in _NOT_COMPARED
        and not field.disabled
        and not isinstance(field, InlineForeignKeyField)
        and (name in names or name == DELETION_FIELD_NAME)
    ]


def _field(form: RowForm, name: str, base: Any, theirs: Record, words: Words) -> FieldConflict | None:
    """Compare one field; None if what was typed is what the other saved."""
    field, raw = form.fields[name], form.raw(name)
    if name == DELETION_FIELD_NAME:
        # To delete what somebody has just changed is asked of in any case.
        if not raw:
            return None
        stays = yes_or_no(False)
        return FieldConflict(form.add_prefix(name), _("ลบแถวนี้"), stays, stays, yes_or_no(True), "", [])
    of_model = form.instance._meta.get_field(name)
    now = _value(of_model, theirs)
    if not field.has_changed(now, raw):
        return None
    read = None if base is None else _value(of_model, base)
    mine_alone = base is not None and read == now
    theirs_alone = base is not None and not field.has_changed(read, raw)
    if isinstance(of_model, models.ManyToManyField):
        texts = tuple(_linked(linked) for linked in (read or [], now, field.clean(raw)))
    else:
        texts = tuple(words.of(of_model, row) for row in (base, theirs, form.instance))
    chosen: Side = "mine" if mine_alone else "theirs" if theirs_alone else ""
    label = capfirst(str(of_model.verbose_name))
    before, after, mine = texts
    return FieldConflict(form.add_prefix(name), label, before, after, mine, chosen, _sent(field, now))


def _value(field: Any, row: Any) -> Any:
    """Return the value of a row or of a snapshot as a form begins with it."""
    if not isinstance(field, models.ManyToManyField):
        return getattr(row, field.attname)
    if isinstance(row, Record):
        return model_to_dict(row, [field.name])[field.name]
    keys = getattr(row, field.name).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)
    return list(field.remote_field.model._default_manager.filter(pk__in=list(keys)))


def _linked(rows: Iterable[models.Model]) -> str:
    return ", ".join(sorted(name_of(row) for row in rows))


def _sent(field: Field, value: Any) -> list[str]:
    """Return a value as a browser sends it from the form of the row as it is now."""
    widget: Any = getattr(field.widget, "widget", field.widget)
    prepared = field.prepare_value(value)
    if isinstance(widget, CheckboxInput):
        return ["on"] if prepared else []
    if isinstance(prepared, list | tuple):
        return [str(each) for each in prepared]
    written = widget.format_value(prepared)
    return [str(each) for each in written] if isinstance(written, list) else [str("" if written is None else written)]


def _deleted(formset: RowFormSet, form: RowForm, reader: Any) -> RowConflict:
    """Tell of a row of an inline that the other deleted; if one had changed it, ask what to do."""
    key = formset.data.get(form.add_prefix("id"))
    base, last = _base(form, formset.model, key), _last(formset.model, key)
    words = Words(formset.model, [base, form.instance], reader)
    names = [name for name in _compared(form) if name != DELETION_FIELD_NAME]
    told = [each for each in (_of_deleted(form, name, base, words) for name in names) if each.before or each.after]
    changed = base is None or any(_differs(form, name, base) for name in names)
    asks = changed and formset.max_num > 0 and not _is_dropped(formset, form)
    part = str(formset.model._meta.verbose_name)
    return RowConflict(part, last.who, last.when, [], told, is_deleted=True, again=str(form.prefix) if asks else "")


def _differs(form: RowForm, name: str, base: Any) -> bool:
    return form.fields[name].has_changed(_value(form.instance._meta.get_field(name), base), form.raw(name))


def _of_deleted(form: RowForm, name: str, base: Any, words: Words) -> FieldChange:
    field: Any = form.instance._meta.get_field(name)
    return FieldChange(capfirst(str(field.verbose_name)), words.of(field, base), words.of(field, form.instance))
