"""What has been kept long enough: told by a dry run, and then blanked or deleted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import ChangeProposal, Disclosure, Office, Person, PrivacyRequest, Tries
from members.privacy.operations.erasure import ERASED, blank, erase
from records.guard import bulk_writes
from records.history import written_by
from thai.calendar import fiscal_year_of

REQUEST_YEARS: Final = 3  # after the answer
PROPOSAL_YEARS: Final = 1  # after the decision
LOG_YEARS: Final = 5
PERSON_YEARS: Final = 10  # fiscal years after the last office
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Overdue:
    """Rows of one class that are kept no longer."""

    label: str
    count: int


def _requests(today: date) -> QuerySet[Any]:
    """Answered requests: that there was one and how it ended stays."""
    return PrivacyRequest.objects.filter(closed_on__lt=today - REQUEST_YEARS * _YEAR).exclude(name=ERASED)


def _proposals(today: date) -> QuerySet[Any]:
    """Decided proposals: who proposed what kind of change and how it ended stays, the values go."""
    return ChangeProposal.objects.filter(decided_at__date__lt=today - PROPOSAL_YEARS * _YEAR).exclude(changes={})


def _disclosures(today: date) -> QuerySet[Any]:
    return Disclosure.objects.filter(at__date__lt=today - LOG_YEARS * _YEAR)


def _people(today: date) -> QuerySet[Any]:
    """People without an account or an open request whose last office ended long ago."""
    offices = Office.objects.filter(person=OuterRef("pk"))
    recent = offices.filter(Q(to_year__isnull=True) | Q(to_year__gte=fiscal_year_of(today) - PERSON_YEARS))
    waiting = PrivacyRequest.objects.open().filter(person=OuterRef("pk"))
    past = Person.objects.filter(Exists(offices), ~Exists(recent), ~Exists(waiting), account__isnull=True)
    return past.exclude(name=ERASED)


def _sessions(today: date) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__date__lt=today)


def _tries(today: date) -> QuerySet[Any]:
    return Tries.objects.filter(ends_at__date__lt=today)


def _delete(rows: QuerySet[Any], by: AbstractBaseUser | None) -> None:
    rows.delete()


def _blank(rows: QuerySet[Any], by: AbstractBaseUser | None) -> None:
    blank(rows, name=ERASED, reach="", about="", text=ERASED)


def _empty(rows: QuerySet[Any], by: AbstractBaseUser | None) -> None:
    blank(rows, changes={})


def _erase(rows: QuerySet[Any], by: AbstractBaseUser | None) -> None:
    for person in rows:
        erase(person, by=by, reason=_("พ้นระยะเวลาเก็บรักษา"))


_RULES: Final[tuple[tuple[Any, Callable[[date], QuerySet[Any]], Callable[[QuerySet[Any], Any], None]], ...]] = (
    (gettext_lazy("คำขอของเจ้าของข้อมูลที่ตอบแล้วเกิน 3 ปี (ลบชื่อและข้อความ)"), _requests, _blank),
    (gettext_lazy("ข้อเสนอแก้ไขหน่วยงานที่พิจารณาแล้วเกิน 1 ปี (ลบค่าที่เสนอ)"), _proposals, _empty),
    (gettext_lazy("บันทึกการเปิดดูข้อมูลเกิน 5 ปี (ลบทิ้ง)"), _disclosures, _delete),
    (gettext_lazy("บุคคลที่พ้นตำแหน่งเกิน 10 ปีงบประมาณ (ลบข้อมูลส่วนบุคคล)"), _people, _erase),
    (gettext_lazy("การเข้าสู่ระบบที่หมดอายุ (ลบทิ้ง)"), _sessions, _delete),
    (gettext_lazy("ตัวนับการลองเข้าสู่ระบบที่หมดอายุ (ลบทิ้ง)"), _tries, _delete),
)


def what_is_over(today: date) -> Iterable[Overdue]:
    """Return what a run today would blank or delete; a query for each class."""
    return [Overdue(str(label), rows(today).count()) for label, rows, _apply in _RULES]


def apply_retention(*, by: AbstractBaseUser | None, today: date | None = None) -> Iterable[Overdue]:
    """Blank or delete what is over, all or nothing; return what was."""
    day = today or timezone.localdate()
    with transaction.atomic(), written_by(by, reason=_("พ้นระยะเวลาเก็บรักษา")), bulk_writes():
        told = what_is_over(day)
        for _label, rows, carry_out in _RULES:
            carry_out(rows(day), by)
    return told
