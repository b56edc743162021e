"""Who asked that a year be closed or reopened, and who decided: two people, always."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import User
from programmes.models.rounds import Round
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateTimeField


class LockRequestQuerySet(GuardedQuerySet["LockRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=LockRequest.State.WAITING)


class LockRequest(Record):
    """One person asks that a lock of a year be closed or opened, with a reason; another one decides."""

    class Lock(models.TextChoices):
        PARTICIPATION = "participation", _("รายชื่อกลุ่ม")
        RESULTS = "results", _("ผลการดำเนินงาน")

    class Action(models.TextChoices):
        CLOSE = "close", _("ปิด")
        REOPEN = "reopen", _("เปิดใหม่")

    class State(models.TextChoices):
        WAITING = "waiting", _("รออนุมัติ")
        APPROVED = "approved", _("อนุมัติแล้ว")
        REFUSED = "refused", _("ไม่อนุมัติ")
        WITHDRAWN = "withdrawn", _("ผู้ขอถอนคำขอ")

    round = models.ForeignKey(
        Round, verbose_name=_("ปีงบประมาณ"), on_delete=models.PROTECT, related_name="lock_requests"
    )
    lock = models.CharField(_("สิ่งที่ล็อก"), max_length=15, choices=Lock)
    action = models.CharField(_("การดำเนินการ"), max_length=10, choices=Action)
    reason = models.CharField(_("เหตุผลของผู้ขอ"), max_length=300)
    asked_by = models.ForeignKey(
        User, verbose_name=_("ผู้ขอ"), on_delete=models.PROTECT, related_name="lock_requests_asked"
    )
    asked_at = BEDateTimeField(_("ขอเมื่อ"))
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("ผู้พิจารณา"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lock_requests_decided",
    )
    decided_at = BEDateTimeField(_("พิจารณาเมื่อ"), null=True, blank=True)
    answer = models.CharField(_("ความเห็นของผู้พิจารณา"), max_length=300, blank=True)

    objects: ClassVar[LockRequestQuerySet] = LockRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("คำขอปิดหรือเปิดปีงบประมาณ")
        verbose_name_plural = _("คำขอปิดหรือเปิดปีงบประมาณ")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "lock"),
                condition=Q(state="waiting"),
                name="one_waiting_request_for_a_lock",
                violation_error_message=_("มีคำขอที่รออนุมัติอยู่แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(lock__in=["participation", "results"]) & Q(action__in=["close", "reopen"]),
                name="lock_request_says_what",
                violation_error_message=_("ไม่มีคำขอแบบนี้"),
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state="withdrawn", decided_by=F("asked_by"), decided_at__isnull=False)
                | (
                    Q(state__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="lock_request_is_decided_by_another",
                violation_error_message=_("ผู้ขออนุมัติคำขอของตนเองไม่ได้"),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="lock_request_has_a_reason",
                violation_error_message=_("กรุณาระบุเหตุผล"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.round}"

    @property
    def what(self) -> str:
        """What is asked for, in words."""
        closes = self.action == self.Action.CLOSE
        if self.lock == self.Lock.PARTICIPATION:
            return gettext("ปิดรายชื่อกลุ่ม") if closes else gettext("เปิดรายชื่อกลุ่มใหม่")
        return gettext("ปิดผลการดำเนินงาน") if closes else gettext("เปิดผลการดำเนินงานใหม่")
