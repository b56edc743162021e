"""How to reach a row's organisation, and what it let be published.

Contacts and consents are the organisation's own: the list names them for it. Who answers is a note, never public.
A consent covers what the template's wording names, and of that only what the row holds.
"""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from members.imports.columns import LABELS, Field
from members.imports.edits import Change, Edits, Flagged
from members.imports.match import Held
from members.imports.rows import Member, ReadRow
from members.models import Consent, Contact
from thai.calendar import fiscal_year_of, format_date
from thai.phones import is_mobile

if TYPE_CHECKING:
    from members.imports.planner import Planner

# The wording is evidence and stands in the language in which it was shown.
WORDING: Final = "ยินยอมเปิดเผยข้อมูล ได้แก่ ชื่อ โทรศัพท์ และอีเมล"
_FIELD_OF: Final = {
    Contact.Kind.PHONE.value: Field.PHONE,
    Contact.Kind.MOBILE.value: Field.PHONE,
    Contact.Kind.EMAIL.value: Field.EMAIL,
}
_LONGEST_NOTE: Final = 200
_LONGEST_SOURCE: Final = 300


def plan_contacts(planner: "Planner", held: Held, row: ReadRow, edits: Edits) -> None:
    """Plan a row's telephones, e-mail addresses, contact person and consents."""
    member = row.member
    # Both have been read in the form in which they're kept.
    details = [(_kind_of(phone), phone) for phone in member.phones]
    details += [(Contact.Kind.EMAIL.value, email) for email in member.emails]
    person = _person(member)
    kept = {kind for kind, value in details if _plan_contact(planner, held, member, (kind, value, person), edits)}
    if person and not details:
        _plan_note(held, person, edits)
    if member.consents:
        _plan_consents(planner, held, row, kept, edits)
    elif member.refuses:
        _refuse_to_overrule(planner, held)


def _kind_of(phone: str) -> str:
    return (Contact.Kind.MOBILE if is_mobile(phone) else Contact.Kind.PHONE).value


def _person(member: Member) -> str:
    if member.contact and member.position:
        return f"{member.contact} ({member.position})"
    return member.contact or member.position


def _plan_contact(planner: "Planner", held: Held, member: Member, told: tuple[str, str, str], edits: Edits) -> bool:
    """Plan one telephone or address, and tell whether it is kept: an older list doesn't bring another one."""
    kind, value, person = told
    known = next((contact for contact in held.contacts if (contact.kind, contact.value) == (kind, value)), None)
    if known is not None:
        if person and person != known.note and (not known.note or planner.may_replace(known, "note")):
            edits.set(known, "note", person[:_LONGEST_NOTE], Change(str(LABELS[Field.CONTACT]), known.note, person))
        return True
    label = str(LABELS[_FIELD_OF[kind]])
    others = [contact for contact in held.contacts if _FIELD_OF.get(contact.kind) == _FIELD_OF[kind]]
    new = Contact(organisation=held.organisation, kind=kind, value=value, note=person[:_LONGEST_NOTE])
    if others and held.is_new:
        raise Flagged(_FIELD_OF[kind], _("ข้อมูลของกิจการนี้ต่างจากอีกแถวหนึ่งในไฟล์เดียวกัน กรุณาแก้ไขให้ตรงกัน"))
    saved = [contact for contact in others if contact.pk]
    if saved and not all(planner.may_replace(contact, "value") for contact in saved):
        return False
    _refuse_to_publish(held, member, kind)
    is_one_for_one = (
        len(others) == len(saved) == 1 and len(member.phones if kind != Contact.Kind.EMAIL else member.emails) == 1
    )
    if not is_one_for_one:
        edits.create(new, held.contacts, Change(label, "", new.shown))
        return True
    old = others[0]
    edits.set(old, "kind", kind, None)
    edits.set(old, "value", value, Change(label, old.shown, new.shown))
    if person and person != old.note:
        edits.set(old, "note", new.note, Change(str(LABELS[Field.CONTACT]), old.note, person))
    return True


def _refuse_to_publish(held: Held, member: Member, kind: str) -> None:
    """A number that comes without consent doesn't step into the place of one that is published."""
    if not member.consents and any(consent.item == kind and consent.is_current for consent in held.consents):
        raise Flagged(
            _FIELD_OF[kind],
            _("ข้อมูลติดต่อใหม่จะเผยแพร่ตามความยินยอมเดิม กรุณาระบุความยินยอมพร้อมวันที่ หรือถอนความยินยอมเดิมในระบบก่อน"),
        )


def _plan_note(held: Held, person: str, edits: Edits) -> None:
    """Keep who answers where there is neither telephone nor e-mail to keep it with."""
    note = _("ผู้ติดต่อ: %(person)s") % {"person": person}
    if not held.organisation.note and not any(person == contact.note for contact in held.contacts):
        edits.set(held.organisation, "note", note, Change(str(LABELS[Field.CONTACT]), "", person))


def _plan_consents(planner: "Planner", held: Held, row: ReadRow, kinds: set[str], edits: Edits) -> None:
    given_on = row.member.consented_on
    if given_on is None:
        return
    source = f"{planner.source} {row.sheet} " + _("แถว %(row)d") % {"row": row.number}
    for item in sorted({Consent.Item.NAME.value, *kinds}):
        known = [consent for consent in held.consents if consent.item == item]
        # One that was withdrawn isn't given again by a list that is older than the withdrawal.
        if any(consent.withdrawn_on is None or consent.withdrawn_on >= given_on for consent in known):
            continue
        new = Consent(
            organisation=held.organisation,
            item=item,
            given_on=given_on,
            wording=WORDING,
            source=" ".join(source.split())[:_LONGEST_SOURCE],
        )
        label = f"{LABELS[Field.CONSENT]}: {Consent.Item(item).label}"
        edits.create(new, held.consents, Change(label, "", format_date(given_on)))


def _refuse_to_overrule(planner: "Planner", held: Held) -> None:
    """A newer no isn't passed over, and doesn't withdraw by itself either."""
    current = [consent for consent in held.consents if consent.is_current]
    if any(planner.list_year is None or fiscal_year_of(consent.given_on) <= planner.list_year for consent in current):
        raise Flagged(
            Field.CONSENT,
            _("ในระบบมีความยินยอมอยู่ แต่ไฟล์ระบุว่าไม่ยินยอม หากถอนความยินยอมแล้ว กรุณาบันทึกการถอนในระบบก่อน"),
        )
