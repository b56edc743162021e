"""What people ask about their data, who saw it, and whose was erased."""

from datetime import date, timedelta
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.people import Person
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateField, BEDateTimeField

DAYS_TO_ANSWER: Final = 30  # Personal Data Protection Act B.E. 2562, section 30


class PrivacyRequestQuerySet(GuardedQuerySet["PrivacyRequest"]):
    def open(self) -> Self:
        return self.filter(state=PrivacyRequest.State.OPEN)


class PrivacyRequest(Record):
    """What somebody asks of their own data, without an account; an officer finds out whose it is, and answers."""

    class Kind(models.TextChoices):
        WITHDRAW = "withdraw", _("ถอนความยินยอมหรือไม่ให้เผยแพร่")
        CORRECT = "correct", _("แก้ไขข้อมูลให้ถูกต้อง")
        ACCESS = "access", _("ขอดูหรือขอสำเนาข้อมูล")
        ERASE = "erase", _("ลบข้อมูล")

    class State(models.TextChoices):
        OPEN = "open", _("รอดำเนินการ")
        DONE = "done", _("ดำเนินการแล้ว")
        REFUSED = "refused", _("ไม่ดำเนินการ")

    reference = models.CharField(_("เลขอ้างอิง"), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("เรื่อง"), max_length=10, choices=Kind)
    name = models.CharField(_("ชื่อผู้ขอ"), max_length=200)
    reach = models.CharField(_("ช่องทางติดต่อกลับ"), max_length=200)
    about = models.CharField(_("ข้อมูลที่เกี่ยวข้อง"), max_length=300, blank=True)
    text = models.TextField(_("รายละเอียด"), max_length=3000)
    received_on = BEDateField(_("วันที่ได้รับ"), default=timezone.localdate)
    due_on = BEDateField(_("ต้องตอบภายใน"))
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.OPEN)
    # Who it is about, once an officer has found out; both null before.
    person = models.ForeignKey(
        Person,
        verbose_name=_("เกี่ยวกับบุคคล"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="privacy_requests",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("เกี่ยวกับหน่วยงานหรือผู้ประกอบการ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="privacy_requests",
    )
    answer = models.TextField(_("คำตอบหรือเหตุผล"), max_length=3000, blank=True)
    # A request without it still waits.
    closed_on = BEDateField(_("วันที่ตอบ"), null=True, blank=True)

    objects: ClassVar[PrivacyRequestQuerySet] = PrivacyRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("คำขอของเจ้าของข้อมูล")
        verbose_name_plural = _("คำขอของเจ้าของข้อมูล")
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(answer="")),
                name="answered_request_has_its_answer_and_day",
                violation_error_message=_("คำขอที่ตอบแล้วต้องมีคำตอบและวันที่ตอบ"),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(organisation__isnull=True),
                name="request_is_about_one_at_most",
                violation_error_message=_("คำขอหนึ่งเรื่องเกี่ยวกับบุคคลหรือหน่วยงานอย่างใดอย่างหนึ่ง"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["withdraw", "correct", "access", "erase"]),
                name="request_kind_is_known",
                violation_error_message=_("ไม่มีเรื่องนี้"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "done", "refused"]),
                name="request_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_late_on(self, day: date) -> bool:
        return self.is_open and self.due_on < day

    @staticmethod
    def due_after(received_on: date) -> date:
        return received_on + timedelta(days=DAYS_TO_ANSWER)


class Disclosure(models.Model):
    """Somebody opened or took away data of people. A log, no record: nothing of it is ever edited."""

    class Kind(models.TextChoices):
        PAGE = "page", _("เปิดหน้าข้อมูล")
        LIST = "list", _("เปิดรายการ")
        EXPORT = "export", _("ส่งออก")

    at = BEDateTimeField(_("เมื่อ"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้เปิดดู"), on_delete=models.PROTECT, related_name="disclosures"
    )
    kind = models.CharField(_("ลักษณะ"), max_length=10, choices=Kind)
    address = models.CharField(_("หน้า"), max_length=200)
    rows = models.PositiveIntegerField(_("จำนวนราย"))
    # "members.Person:12"; "" for a list. No key: the log of a row outlives it.
    subject = models.CharField(_("ข้อมูลของ"), max_length=60, blank=True, db_index=True)

    class Meta:
        verbose_name = _("การเปิดดูข้อมูลส่วนบุคคล")
        verbose_name_plural = _("การเปิดดูข้อมูลส่วนบุคคล")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.address}"


class Erasure(models.Model):
    """The ledger: whose data were erased, by a hash that names nobody, so that it's done again after a restore."""

    key = models.CharField(_("รหัส"), max_length=64, unique=True)
    erased_at = BEDateTimeField(_("เมื่อ"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้ลบ"), on_delete=models.PROTECT, null=True, related_name="erasures"
    )
    reason = models.CharField(_("เหตุผล"), max_length=100)
    rows = models.PositiveIntegerField(_("จำนวนแถวที่ลบข้อมูล"), default=0)

    class Meta:
        verbose_name = _("การลบข้อมูลส่วนบุคคล")
        verbose_name_plural = _("การลบข้อมูลส่วนบุคคล")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.key[:8]
