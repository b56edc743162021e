"""How each model of this package is blanked when a person's data are erased."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from members.models import (
    ChangeProposal,
    Consent,
    Contact,
    Linkage,
    Organisation,
    Person,
    PrivacyRequest,
    Support,
    User,
)
from members.privacy.operations.erasure import ERASED, Subject, blank, erases


def _of(subject: Subject) -> dict[str, Any]:
    return {"person_id" if subject.is_person else "organisation_id": subject.row.pk}


@erases
def contacts(subject: Subject) -> int:
    """Contacts go; that there were some stays in the history, without what they were."""
    for contact in Contact.objects.filter(**_of(subject)):
        contact.delete()
    past = Contact.history.filter(**_of(subject))
    return int(past.update(value=ERASED, note=""))


@erases
def consents(subject: Subject) -> int:
    """That a consent was given and withdrawn stays as evidence, without what names the person."""
    rows = list(Consent.objects.filter(**_of(subject)))
    for consent in rows:
        consent.withdrawn_on = consent.withdrawn_on or max(timezone.localdate(), consent.given_on)
    return blank(rows, source=ERASED)


@erases
def names(subject: Subject) -> int:
    if subject.is_person:
        return blank([Person.objects.get(pk=subject.row.pk)], name=ERASED, name_en="", note="")
    empty = {"name_en": "", "address": "", "web": "", "note": ""}
    return blank([Organisation.objects.get(pk=subject.row.pk)], name=ERASED, **empty)


@erases
def notes_beside_an_organisation(subject: Subject) -> int:
    if subject.is_person:
        return 0
    key = subject.row.pk
    linkages = Linkage.objects.filter(from_organisation=key) | Linkage.objects.filter(to_organisation=key)
    return blank(linkages, note="") + blank(Support.objects.filter(organisation=key), note="")


@erases
def accounts(subject: Subject) -> int:
    """An account stays as the author of what it wrote, without name, address and way in."""
    account = User.objects.filter(person=subject.row.pk).first() if subject.is_person else None
    if account is None:
        return 0
    account.set_unusable_password()
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    return blank([account], email=f"erased-{account.pk}@erased.invalid", is_active=False)


@erases
def requests(subject: Subject) -> int:
    rows = PrivacyRequest.objects.filter(**_of(subject))
    done = blank(rows, name=ERASED, reach="", about="", text=ERASED)
    for row in rows.exclude(answer=""):
        done += blank([row], answer=ERASED)
    return done


@erases
def proposals(subject: Subject) -> int:
    """What somebody would have changed; what waits ends."""
    if subject.is_person:
        return 0
    rows = list(ChangeProposal.objects.filter(organisation=subject.row.pk))
    for row in rows:
        if row.is_waiting:
            row.state, row.decided_at = ChangeProposal.State.ENDED, timezone.now()
    done = blank(rows, changes={}, reason=ERASED)
    return done + blank([row for row in rows if row.answer], answer=ERASED)


@erases
def reasons(subject: Subject) -> int:
    """Officers write names into the reasons of their changes."""
    done = 0
    for model in (Person, Organisation, Contact, Consent, User, PrivacyRequest):
        for text in subject.texts:
            done += model.history.filter(history_change_reason__contains=text).update(history_change_reason=ERASED)
    return done


@erases
def log_of_the_admin(subject: Subject) -> int:
    done = 0
    account = User.objects.filter(person=subject.row.pk).first() if subject.is_person else None
    for row in filter(None, (subject.row, account)):
        kind = ContentType.objects.get_for_model(row)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
        done += entries.update(object_repr=ERASED, change_message="")
    return done
