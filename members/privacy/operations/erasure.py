"""Erase a person's data everywhere: in rows, their history, the logs; and once more after a restore.

What counts stays: that somebody held an office, that an enterprise took part, its size and figures. Each model with
personal data says by ``@erases`` how its rows are blanked; later packages register theirs.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from members.models import Erasure, Organisation, Person
from members.privacy.disclosures import subject_of
from members.rights import refuse_who_answers_nobody
from records.errors import RuleBroken
from records.guard import bulk_writes
from records.history import written_by

logger = logging.getLogger(__name__)

ERASED: Final = "ลบข้อมูลตามคำขอแล้ว"  # what stands where a name was
LEDGER: Final = "erasures.jsonl"
_LONGEST_REASON: Final = 100
_SHORTEST_TEXT: Final = 4  # signs: a shorter one stands in many a text that isn't about the person


@dataclass(frozen=True)
class Subject:
    """Whose data is erased, and what of them is a text that others may have copied (names, contacts)."""

    row: Person | Organisation
    texts: frozenset[str]

    @property
    def is_person(self) -> bool:
        return isinstance(self.row, Person)


Erases = Callable[[Subject], int]
_registered: Final[list[Erases]] = []


def erases(function: Erases) -> Erases:
    """Register a function that blanks what a model holds of a subject, and returns in how many rows."""
    _registered.append(function)
    return function


def blank(rows: Iterable[Any], **values: Any) -> int:
    """Give rows these values, and their whole history too; return how many rows.

    The rows are saved one by one, so that rules and derived columns hold; who did it stands in the history.
    """
    done = 0
    for row in rows:
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.save()
        done += forget_history(row, **values)
    return done


def forget_history(row: Any, **values: Any) -> int:
    """Blank the snapshots of a row, those of one that is no more as well; return 1 for the row."""
    kept = {field.name for field in row.history.model._meta.concrete_fields}
    told = {name: value for name, value in values.items() if name in kept}
    type(row).history.filter(id=row.pk).update(**told)
    return 1


def erase(row: Person | Organisation, *, by: AbstractBaseUser | None, reason: str) -> Erasure:
    """Erase what is held of a person, or of an organisation that is one; return the line of the ledger.

    Raises ``RuleBroken`` for an organisation that isn't a person, while an account of the person is in use, and for who
    answers no requests.
    """
    refuse_who_answers_nobody(by)
    if isinstance(row, Organisation) and not row.is_person:
        raise RuleBroken(_("หน่วยงานนี้ไม่ใช่บุคคลธรรมดา ข้อมูลของนิติบุคคลไม่ลบตามคำขอ ให้แก้ไขหรือถอนความยินยอมเป็นรายการ"))
    account = getattr(row, "account", None)
    if account is not None and account.is_active:
        raise RuleBroken(_("บุคคลนี้ยังมีบัญชีที่ใช้งานอยู่ กรุณาปิดบัญชีก่อนลบข้อมูล"))
    with transaction.atomic(), written_by(by, reason=_("ลบข้อมูลส่วนบุคคล")):
        rows = _erase(row)
        line, _new = Erasure.objects.update_or_create(
            key=key_of(row), defaults={"by": by, "reason": reason.strip()[:_LONGEST_REASON], "rows": rows}
        )
        transaction.on_commit(partial(_append, line), robust=True)
    logger.info("Personal data erased in %s rows, ledger %s", rows, line.key[:8])
    return line


def _erase(row: Person | Organisation) -> int:
    texts = {row.name, row.name_en, *row.contacts.values_list("value", flat=True), *_past_texts(row)}
    subject = Subject(row, frozenset(text for text in texts if len(text) >= _SHORTEST_TEXT and text != ERASED))
    others = row.merged_from.all() if isinstance(row, Organisation) else ()  # found to be the same
    with bulk_writes():
        return sum(function(subject) for function in _registered) + sum(map(_erase, others))


def _past_texts(row: Person | Organisation) -> set[str]:
    """Return the names and contacts that the history remembers."""
    of_subject = {"person_id" if isinstance(row, Person) else "organisation_id": row.pk}
    contacts = row.contacts.model.history.filter(**of_subject).values_list("value", flat=True)
    return {name for names in row.history.values_list("name", "name_en") for name in names} | set(contacts)


def key_of(row: Person | Organisation) -> str:
    """Return the keyed hash by which the ledger knows a row; another ``SECRET_KEY`` gives another."""
    return salted_hmac("members.erasure", subject_of(row), algorithm="sha256").hexdigest()


def ledger_line(line: Erasure) -> str:
    return json.dumps({"key": line.key, "erased_at": line.erased_at.isoformat(), "reason": line.reason})


def ledger_file() -> Path:
    """Return where the ledger lies beside the backups: what is restored is older than it."""
    return Path(settings.BACKUPS) / LEDGER


def _append(line: Erasure) -> None:
    path = ledger_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as ledger:
        ledger.write(f"{ledger_line(line)}\n")


@dataclass(frozen=True)
class Replayed:
    """What a replay did: lines of the ledger, people found again and erased, lines that matched nobody."""

    lines: int
    erased: int

    @property
    def unmatched(self) -> int:
        return self.lines - self.erased


def replay(lines: Iterable[str]) -> Replayed:
    """Erase again whoever the ledger names: that of the database and ``lines`` of a file. Repeating changes nothing.

    Every person's key is worked out: a second for some hundred thousand.
    """
    with transaction.atomic(), written_by(None, reason=_("ลบข้อมูลส่วนบุคคลซ้ำหลังกู้คืน")):
        for text in filter(str.strip, lines):
            told = json.loads(text)
            when = parse_datetime(told["erased_at"]) or timezone.now()
            Erasure.objects.get_or_create(key=told["key"], defaults={"erased_at": when, "reason": told["reason"]})
        keys = set(Erasure.objects.values_list("key", flat=True))
        found = 0
        for model in (Person, Organisation):
            for row in model.objects.order_by("pk").iterator(chunk_size=2000) if keys else ():
                if key_of(row) in keys:
                    _erase(model.objects.get(pk=row.pk))
                    found += 1
    return Replayed(len(keys), found)
