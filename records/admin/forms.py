"""Forms that know which version of the row was read, and refuse to write over a later one."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import InlineForeignKeyField
from django.utils.translation import gettext_lazy as _

from records.admin.boxes import RowAutocomplete
from records.version import StaleSave

VERSION = "version_read"
REASON = "change_reason"
LONGEST_REASON = 100


class RefusableForm(forms.ModelForm[Any]):
    """A form that was found valid and refused all the same, when it was saved: the page comes back with the words."""

    refusal: ClassVar[str] = ""  # set by the admin

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, ValidationError(self.refusal, code="refused"))
        return cleaned


class RowForm(RefusableForm):
    """A form of one record, in an inline or a page of its own."""

    version_read = forms.IntegerField(label=_("รุ่นที่อ่าน"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read before the form's values come into the instance, which is at the version of the database now.
        self.version_now = self.instance.version
        if not self.instance._state.adding:
            self.fields[VERSION].initial = self.version_now
        self._lend_labels()

    def _lend_labels(self) -> None:
        """Tell the autocompletes the related rows that came with the instance: else each would ask the database."""
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RowAutocomplete) and name in self.instance._state.fields_cache:
                related = getattr(self.instance, name)
                widget.known = {str(related.pk): str(related)} if related is not None else {}

    def _post_clean(self) -> None:
        """Check the rules that speak of the owner too: Django leaves them out of the rows of an inline.

        A row that stays as it is isn't judged: what a locked year holds must not stop its owner from being saved.
        """
        if not self.is_written:
            return
        super()._post_clean()  # type: ignore[misc]  # Django's, absent from its stubs
        keys = [name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)]
        if not self.errors and any(getattr(self.instance, f"{name}_id", None) for name in keys):
            try:
                self.instance.validate_constraints(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
            except ValidationError as broken:
                self._update_errors(broken)

    def _update_errors(self, errors: ValidationError) -> None:
        """Show above the row what the model says of a field that the person can't see or change here."""
        for name in list(errors.error_dict):
            if name not in self.fields or isinstance(self.fields[name], InlineForeignKeyField):
                moved = errors.error_dict.pop(name)
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(moved)
        super()._update_errors(errors)  # type: ignore[misc]  # Django's, absent from its stubs

    @property
    def changed_data(self) -> list[str]:
        """Name what the person changed: the version isn't theirs, and a reason alone changes nothing."""
        return [name for name in super().changed_data if name not in {VERSION, REASON}]

    @property
    def is_stale(self) -> bool:
        """Whether the row was saved by somebody since this form was read. A form that doesn't say counts as stale."""
        if self.instance._state.adding:
            return False
        try:
            read = self.fields[VERSION].clean(self.raw(VERSION))
        except ValidationError:
            read = None
        return bool(read != self.version_now)

    def raw(self, name: str) -> Any:
        """Return what was sent for a field, before it is read."""
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.refusal and self.is_written and self.is_stale:
            raise ValidationError(str(StaleSave(self.instance)), code="stale")
        return cleaned

    @property
    def is_written(self) -> bool:
        """A row of an inline that wasn't touched isn't written, so nothing of another's is lost."""
        return self.instance._state.adding or self.has_changed()


class RecordForm(RowForm):
    """The form of a record's own page; it also asks why."""

    change_reason = forms.CharField(
        label=_("เหตุผลที่แก้ไข"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("ไม่บังคับ จะแสดงในประวัติ เช่น แก้ตามหนังสือเลขที่ …"),
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )

    @property
    def is_written(self) -> bool:
        return True
