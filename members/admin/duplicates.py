"""Organisations that may be there already: told while one is typed, and once before one is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.models import Province
from members.models import Contact, Organisation
from records.admin.boxes import is_key
from records.admin.forms import RecordForm
from records.params import Params
from thai.numbers import ThaiNumberError, clean_juristic_number
from thai.phones import ThaiPhoneError, clean_phone

SHOWN: Final = 5  # of each kind
ACCEPTED: Final = "not_duplicate"
_MOST_PHONES = 3
_IDENTITY = {"name", "province", "juristic_number"}


@dataclass(frozen=True)
class PossibleDuplicate:
    """An organisation that may be the same ``by`` its number, name or phone."""

    row: int
    by: str
    label: str
    address: str

    @classmethod
    def of(cls, organisation: Organisation, by: str) -> Self:
        where = f", {organisation.province}" if organisation.province else ""
        return cls(
            row=organisation.pk,
            by=by,
            label=f"{organisation.name} ({organisation.code}{where})",
            address=reverse("admin:members_organisation_change", args=[organisation.pk]),
        )


def possible_duplicates(  # what is typed of one organisation
    *,
    name: str = "",
    province: Province | None = None,
    number: str = "",
    phones: Iterable[str] = (),
    among: "QuerySet[Organisation] | None" = None,
    apart_from: Any,
) -> list[PossibleDuplicate]:
    """Return what may be the same, ``SHOWN`` at most for each reason. A query for each text that can be compared.

    Telephones are compared ``among`` those whose contacts may be seen: else they could be guessed one by one.
    """
    asked: list[tuple[str, dict[str, Any]]] = []
    if clean := _clean(clean_juristic_number, number):
        asked.append(("number", {"number": clean}))
    if name.strip():
        asked.append(("name", {"name": name, "province": province}))
    cleaned = dict.fromkeys(filter(None, (_clean(clean_phone, phone) for phone in phones)))
    asked += [("phone", {"phone": phone}) for phone in list(cleaned)[:_MOST_PHONES]]
    found: dict[int, PossibleDuplicate] = {}
    for by, what in asked:
        rows = Organisation.objects.possible_duplicates(**what, apart_from=apart_from).select_related("province")
        if by == "phone" and among is not None:
            rows = rows.filter(pk__in=among.values("pk"))
        for row in rows[:SHOWN]:
            found.setdefault(row.pk, PossibleDuplicate.of(row, by))
    return list(found.values())


def _clean(read: Any, text: str) -> str:
    """Return a number as it's kept; "" for one that isn't whole yet."""
    try:
        return str(read(text)) if text.strip() else ""
    except (ThaiNumberError, ThaiPhoneError):
        return ""


def _row(model: Any, key: str) -> Any:
    return model.objects.filter(pk=key).first() if is_key(key) else None


class Typed(Params):
    """What has been typed of an organisation so far."""

    name = forms.CharField(required=False, max_length=200)
    number = forms.CharField(required=False, max_length=60)
    phone = forms.CharField(required=False, max_length=60)
    province = forms.CharField(required=False, max_length=18)
    apart_from = forms.CharField(required=False, max_length=18)

    def found(self, *, among: "QuerySet[Organisation]") -> list[PossibleDuplicate]:
        typed = self.cleaned_data
        return possible_duplicates(
            name=typed["name"],
            number=typed["number"],
            phones=[typed["phone"]],
            among=among,
            province=_row(Province, typed["province"]),
            apart_from=_row(Organisation, typed["apart_from"]),
        )


class OrganisationForm(RecordForm):
    """Comes back once when the organisation may be there already; ticking the box takes what was shown for others."""

    possible_duplicates: ClassVar[Sequence[PossibleDuplicate]] = ()
    among: "ClassVar[QuerySet[Organisation] | None]" = None  # set by the admin

    def clean(self) -> Any:
        cleaned = super().clean()
        found = self._found() if self._identity_is_new() else []
        accepted = set(str(self.data.get(ACCEPTED, "")).split(","))
        if any(str(each.row) not in accepted for each in found):
            self.possible_duplicates = found  # type: ignore[misc]  # of this form alone
            text = _("อาจมีรายการนี้อยู่แล้ว ยังไม่ได้บันทึก กรุณาตรวจสอบรายการด้านล่างก่อน")
            self.add_error(None, ValidationError(text, code="duplicate"))
        return cleaned

    def _identity_is_new(self) -> bool:
        return self.instance._state.adding or bool(_IDENTITY & set(self.changed_data)) or bool(self._new_phones())

    def _found(self) -> list[PossibleDuplicate]:
        typed = self.cleaned_data
        return possible_duplicates(
            name=typed.get("name") or "",
            province=typed.get("province"),
            number=typed.get("juristic_number") or str(self.data.get("juristic_number", ""))[:60],
            phones=self._new_phones(),
            among=self.among,
            apart_from=self.instance if self.instance.pk else None,
        )

    def _new_phones(self) -> list[str]:
        """Return the telephones in the rows below that aren't kept yet."""
        data: Mapping[str, Any] = self.data
        count = str(data.get("contacts-TOTAL_FORMS", ""))
        rows = [f"contacts-{index}" for index in range(min(int(count), 200) if is_key(count) else 0)]
        return [
            str(data.get(f"{row}-value", ""))
            for row in rows
            if not data.get(f"{row}-id") and data.get(f"{row}-kind") in Contact.PHONES
        ]

    @property
    def shown_rows(self) -> str:
        return ",".join(str(each.row) for each in self.possible_duplicates)

    @property
    def has_same_number(self) -> bool:
        return any(each.by == "number" for each in self.possible_duplicates)
