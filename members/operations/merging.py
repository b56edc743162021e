"""Two rows that are one organisation become one, with all that hangs on them; and two again while nothing changed.

Every write is a save with its history. Nothing becomes public that wasn't: a consent that would cover more than it
did ends.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import (
    ChangeProposal,
    Consent,
    Contact,
    Different,
    EnterpriseFigures,
    Linkage,
    Membership,
    Merge,
    Organisation,
    PrivacyRequest,
    Support,
    User,
)
from members.models.proposals import PROPOSED
from members.operations.joining import join_figures, join_linkages, join_spans
from members.reach import refuse_rows_of_others
from members.reports.merge_consents import consents_that_end, refuse_what_publishes_more
from members.rights import refuse_without
from records.errors import RuleBroken
from records.history import written_by
from records.locks import take_turns
from records.models import Record
from records.version import StaleSave

# What an officer picks from either row; blanks of the one are filled from the other.
FIELDS: Final = PROPOSED
KEEP, DROP = "keep", "drop"
RIGHT: Final = "members.change_organisation"

# Every key that leads to an organisation; one that isn't here fails a test.
MOVED: Final[tuple[tuple[type[Record], str], ...]] = (
    (Membership, "organisation"),
    (Support, "organisation"),
    (Linkage, "from_organisation"),
    (Linkage, "to_organisation"),
    (EnterpriseFigures, "organisation"),
    (Contact, "organisation"),
    (Consent, "organisation"),
    (PrivacyRequest, "organisation"),
    (ChangeProposal, "organisation"),
    (Organisation, "merged_into"),
)
Versions = dict[str, dict[str, int]]


class ChangedSince(RuleBroken):  # as its base
    """A merge can't be undone: ``changes`` names what is no longer as the merge left it."""

    def __init__(self, changes: Iterable[str]) -> None:
        self.changes = tuple(changes)
        super().__init__(_("ยกเลิกการรวมไม่ได้ เพราะมีการเปลี่ยนแปลงหลังจากรวม: %(what)s") % {"what": ", ".join(self.changes)})


def default_choices(keep: Organisation, drop: Organisation) -> dict[str, str]:
    """Return for each field from which row it's taken: the kept one's, unless it says nothing and the other does."""
    return {name: DROP if _says_nothing(keep, name) and not _says_nothing(drop, name) else KEEP for name in FIELDS}


def _says_nothing(row: Organisation, name: str) -> bool:
    return getattr(row, name) in {None, "", Organisation.Kind.UNKNOWN, Organisation.State.DRAFT}


def merged_values(keep: Organisation, drop: Organisation, choices: Mapping[str, str]) -> Organisation:
    """Return what the kept organisation will be, not saved."""
    asked = {**default_choices(keep, drop), **choices}
    result = Organisation.objects.get(pk=keep.pk)
    for name in FIELDS:
        setattr(result, name, getattr(drop if asked[name] == DROP else keep, name))
    return result


def merge_organisations(
    keep: Organisation,
    drop: Organisation,
    *,
    choices: Mapping[str, str],
    by: User | None,
    versions: tuple[int, int] | None = None,
) -> Merge:
    """Make ``drop`` a part of ``keep``; its code leads there from now on. Returns what can be undone.

    ``choices`` says of each field whether it's taken from "keep" or "drop"; ``versions`` are those that were looked
    at. Raises ``StaleSave`` if either was saved since, ``RuleBroken`` for two that can't be one or whose private name
    would become public.
    """
    reason = _("รวม %(dropped)s เข้ากับ %(kept)s") % {"dropped": drop.code, "kept": keep.code}
    with transaction.atomic(), written_by(by, reason=reason):
        keep, drop = _held(keep, drop, versions, by=by)
        result = merged_values(keep, drop, choices)
        _refuse_two_that_are_not_one(keep, drop, result)
        before = _versions(keep, drop)
        _move(keep, drop, result)
        _become_one(result, drop)
        done = Merge(kept=result, dropped=drop, merged_by=by, merged_at=timezone.now(), before=before)
        done.after = _versions(keep, drop)
        done.save()
    return done


def undo_merge(merge: Merge, *, by: User | None) -> Merge:
    """Make two organisations of one again, as they were. Returns the merge as it was saved.

    Raises ``ChangedSince``, and changes nothing, if any row concerned was changed, added or deleted since.
    """
    reason = _("ยกเลิกการรวม %(dropped)s เข้ากับ %(kept)s") % {"dropped": merge.dropped.code, "kept": merge.kept.code}
    with transaction.atomic(), written_by(by, reason=reason):
        keep, drop = _held(merge.kept, merge.dropped, None, by=by)
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        if merge.undone_at is not None:
            raise RuleBroken(_("ยกเลิกการรวมนี้ไปแล้ว"))
        if changes := _changes(merge.after, _versions(keep, drop)):
            raise ChangedSince(changes)
        _restore(keep, drop, merge)
        merge.undone_at = timezone.now()
        merge.save()
    return merge


def declare_different(one: Organisation, other: Organisation, *, by: User | None) -> Different:
    """Remember that two that are alike are two. Returns the row; saying it twice is saying it once."""
    first, second = sorted((one, other), key=lambda row: row.pk)
    with transaction.atomic(), written_by(by, reason=_("ตรวจแล้วว่าเป็นคนละหน่วยงาน")):
        refuse_without(by, RIGHT)
        take_turns("organisation-merge")
        refuse_rows_of_others(by, Organisation, [first.pk, second.pk], on=timezone.localdate())
        told = Different.objects.filter(first=first, second=second).first()
        if told is None:
            told = Different(first=first, second=second)
            told.save()
    return told


def _held(
    keep: Organisation, drop: Organisation, versions: tuple[int, int] | None, *, by: User | None
) -> tuple[Organisation, Organisation]:
    """Hold both rows, in one order for everybody; they must be those that were looked at, and kept by who merges."""
    refuse_without(by, RIGHT)
    take_turns("organisation-merge")
    refuse_rows_of_others(by, Organisation, [keep.pk, drop.pk], on=timezone.localdate())
    rows = Organisation.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    held = {row.pk: row for row in rows}
    for row, version in zip((keep, drop), versions or (None, None), strict=True):
        if row.pk not in held or (version is not None and held[row.pk].version != version):
            raise StaleSave(row)
    return held[keep.pk], held[drop.pk]


def _refuse_two_that_are_not_one(keep: Organisation, drop: Organisation, result: Organisation) -> None:
    if keep.pk == drop.pk:
        raise RuleBroken(_("หน่วยงานรวมเข้ากับตัวเองไม่ได้"))
    if Organisation.State.MERGED in {keep.state, drop.state}:
        raise RuleBroken(_("รายการนี้รวมเข้ากับรายการอื่นแล้ว กรุณาเลือกรายการที่ยังใช้อยู่"))
    numbers = {keep.juristic_number, drop.juristic_number} - {""}
    if len(numbers) > 1:
        raise RuleBroken(_("เลขทะเบียนนิติบุคคลต่างกัน จึงเป็นคนละหน่วยงาน หากเลขใดผิดให้แก้ก่อน"))
    if numbers and not result.juristic_number:
        raise RuleBroken(_("เลขทะเบียนนิติบุคคลต้องใช้เลขที่มีอยู่"))
    refuse_what_publishes_more(keep, drop, result)


def _move(keep: Organisation, drop: Organisation, result: Organisation) -> None:
    """Hang on the kept organisation what hangs on the other; what both have becomes one row."""
    today = timezone.localdate()
    for consent, _why in consents_that_end(keep, drop, result):
        consent.withdrawn_on = today
        consent.save()
    for consent in Consent.objects.filter(organisation=drop):
        consent.organisation = keep
        consent.save()
    have = set(Contact.objects.filter(organisation=keep).values_list("kind", "value"))
    for contact in Contact.objects.filter(organisation=drop):
        if (contact.kind, contact.value) in have:
            contact.delete()
            continue
        contact.organisation = keep
        contact.save()
    join_spans(Membership, keep, drop)
    join_spans(Support, keep, drop)
    join_linkages(keep, drop)
    join_figures(keep, drop)
    told: tuple[type[PrivacyRequest] | type[ChangeProposal], ...] = (PrivacyRequest, ChangeProposal)
    for row in (row for model in told for row in model.objects.filter(organisation=drop)):
        row.organisation = keep
        row.save()
    for earlier in Organisation.objects.filter(merged_into=drop):
        earlier.merged_into = keep
        earlier.save()


def _become_one(result: Organisation, drop: Organisation) -> None:
    drop.state, drop.merged_into = Organisation.State.MERGED, result
    drop.juristic_number = ""  # a number is of one row, and the kept one has it
    drop.save()
    result.save()


def _versions(keep: Organisation, drop: Organisation) -> Versions:
    """Return the version of each row that is one of the two or hangs on them. A query for each key."""
    pair = [keep.pk, drop.pk]
    found: Versions = {}
    keys: tuple[tuple[type[Record], str], ...] = ((Organisation, "pk"), *MOVED)
    for model, key in keys:
        rows = model._base_manager.filter(**{f"{key}__in": pair}).values_list("pk", "version")
        found.setdefault(model._meta.label, {}).update({str(pk): version for pk, version in rows})
    return found


def _changes(then: Versions, now: Versions) -> list[str]:
    """Name each row that isn't as it was."""
    told = []
    for model in dict.fromkeys(model for model, _key in MOVED):
        label, name = model._meta.label, model._meta.verbose_name
        was, is_now = then.get(label, {}), now.get(label, {})
        for pk in sorted({*was, *is_now}, key=int):
            if was.get(pk) != is_now.get(pk):
                row = model._base_manager.filter(pk=pk).first()
                verb = _("ลบแล้ว") if row is None else _("เพิ่ม") if pk not in was else _("แก้ไข")
                told.append(f"{name} “{row or pk}” ({verb})")
    return told


def _restore(keep: Organisation, drop: Organisation, merge: Merge) -> None:
    """Bring back every row as the history kept it: the two first, then what was moved, then what was joined."""
    organisations = merge.before[Organisation._meta.label]
    earlier = [pk for pk in map(int, organisations) if pk not in {keep.pk, drop.pk}]
    for pk in (keep.pk, drop.pk, *earlier):
        _bring_back(Organisation, pk, organisations[str(pk)])
    for model in dict.fromkeys(model for model, _key in MOVED if model is not Organisation):
        rows = merge.before[model._meta.label]
        kept = set(map(str, model._base_manager.filter(pk__in=rows).values_list("pk", flat=True)))
        for pk in sorted(rows, key=lambda pk: (pk not in kept, int(pk))):
            _bring_back(model, int(pk), rows[pk])


def _bring_back(model: type[Record], pk: int, version: int) -> None:
    """Make a row what it was at a version; one that is no more is entered again under its key."""
    row = model._base_manager.filter(pk=pk).first()
    if row is not None and row.version == version:
        return
    was = model.history.filter(id=pk, version=version).order_by("-history_id").first()
    if was is None:
        raise RuleBroken(_("ประวัติของ “%(row)s” ไม่ครบ จึงยกเลิกการรวมไม่ได้") % {"row": row or pk})
    if isinstance(row, Consent) and row.withdrawn_on is not None and was.withdrawn_on is None:
        row.delete()  # a withdrawal isn't taken back; this one was the merge's own
        row = None
    brought: Any = model() if row is None else row
    brought.pk = pk
    for field in cast(Iterable["models.Field[Any, Any]"], model._meta.concrete_fields):
        if field.name not in {"id", "version"} and hasattr(was, field.attname):
            setattr(brought, field.attname, getattr(was, field.attname))
    brought.save()
