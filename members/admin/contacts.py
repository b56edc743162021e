"""Contacts and consents: rows of the person or the organisation that they are of."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest

from members.models import Consent, Contact
from records.admin import RecordTabularInline
from records.admin.forms import RowForm


class ContactInline(RecordTabularInline):
    model = Contact
    fields = ("kind", "value", "note")
    shown_rows: ClassVar[int] = 100  # all: they stand on no other page


class ConsentForm(RowForm):
    """A consent is evidence: once saved it can be withdrawn, and nothing else of it changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            return
        kept = {"item", "given_on", "wording", "source"}
        for name in kept if self.instance.is_current else {*kept, "withdrawn_on"}:
            self.fields[name].disabled = True


class ConsentInline(RecordTabularInline):
    """The day of the withdrawal withdraws, by the same law as the operation; what it showed is hidden at once."""

    model = Consent
    form = ConsentForm
    fields = ("item", "given_on", "wording", "source", "withdrawn_on")
    can_delete = False
    shown_rows: ClassVar[int] = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "organisation")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "wording":
            field.widget.attrs["rows"] = 2
        return field
