"""What two organisations that become one may publish: never more than either did."""

from collections import defaultdict
from typing import Any, Final, cast

from django.db import models
from django.utils.translation import gettext as _

from members.models import Consent, Contact, Organisation
from records.errors import RuleBroken

# What is public of an organisation unless it may be one person, by its name for an officer.
_PUBLIC_UNLESS_PERSON: Final = ("name", "name_en", "address", "web")


def consents_that_end(keep: Organisation, drop: Organisation, result: Organisation) -> list[tuple[Consent, str]]:
    """Return the standing consents of both that can't stand for the merged one, each with why. Two queries.

    A consent to a kind of contacts ends if it would cover one that wasn't public; a consent to the name if another
    name was picked; any if the other row's was withdrawn since. Of two that both stand, the kept one's stays.
    """
    pair = (keep.pk, drop.pk)
    consents = list(Consent.objects.filter(organisation__in=pair).order_by("pk"))
    contacts: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for owner, kind, value in Contact.objects.filter(organisation__in=pair).values_list(
        "organisation", "kind", "value"
    ):
        contacts[owner, kind].add(value)
    ended = []
    for item in Consent.Item:
        standing = [each for each in consents if each.item == item and each.is_current]
        standing.sort(key=lambda each: each.organisation_id != keep.pk)
        stays = None
        for consent in standing:
            why = _why_it_ends(consent, consents, standing, contacts, (keep, drop, result))
            if not why and stays is not None:
                why = _("อีกรายการมีความยินยอมนี้อยู่แล้ว")
            if why:
                ended.append((consent, why))
            else:
                stays = consent
    return ended


def _why_it_ends(
    consent: Consent,
    consents: list[Consent],
    standing: list[Consent],
    contacts: dict[tuple[int | None, str], set[str]],
    rows: tuple[Organisation, Organisation, Organisation],
) -> str:
    """Return why a consent can't stand for the merged organisation; "" if it can."""
    keep, drop, result = rows
    others = (each for each in consents if each.item == consent.item)
    withdrawn = (each.withdrawn_on for each in others if each.organisation_id != consent.organisation_id)
    if any(day is not None and day >= consent.given_on for day in withdrawn):
        return _("อีกรายการถอนความยินยอมนี้แล้ว")
    if consent.item == Consent.Item.NAME:
        owner = keep if consent.organisation_id == keep.pk else drop
        same = (result.name, result.name_en) == (owner.name, owner.name_en)
        return "" if same else _("ชื่อที่เลือกไม่ใช่ชื่อที่ยินยอมให้เผยแพร่")
    allowed: set[str] = set()
    for each in standing:
        allowed |= contacts[each.organisation_id, consent.item]
    held = contacts[keep.pk, consent.item] | contacts[drop.pk, consent.item]
    return "" if held <= allowed else _("อีกรายการมีข้อมูลติดต่อช่องทางนี้ที่ไม่ได้ยินยอมให้เผยแพร่")


def refuse_what_publishes_more(keep: Organisation, drop: Organisation, result: Organisation) -> None:
    """Raise ``RuleBroken`` if a value that was private, as that of a person, would become public."""
    if result.is_person:
        return
    public_before = [row for row in (keep, drop) if not row.is_person]
    for name in _PUBLIC_UNLESS_PERSON:
        value = getattr(result, name)
        if value and all(value != getattr(row, name) for row in public_before):
            field = cast("models.Field[Any, Any]", Organisation._meta.get_field(name)).verbose_name
            raise RuleBroken(
                _("“%(field)s” ที่เลือกเป็นของบุคคลธรรมดาและยังไม่เคยเผยแพร่ ให้เลือกค่าจากอีกรายการ") % {"field": field}
            )
