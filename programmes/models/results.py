"""What was aimed at and what was reached, in numbers by indicator."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import User
from programmes.models.indicators import Indicator
from programmes.models.of_results import OfResults
from programmes.models.participations import Participation
from programmes.models.rounds import Round
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from thai.fields import BEDateTimeField


class Period(models.IntegerChoices):
    """What a value is of: the whole fiscal year, or one of its quarters (decision 14)."""

    YEAR = 0, _("ทั้งปีงบประมาณ")
    Q1 = 1, _("ไตรมาสที่ 1 (ต.ค.–ธ.ค.)")
    Q2 = 2, _("ไตรมาสที่ 2 (ม.ค.–มี.ค.)")
    Q3 = 3, _("ไตรมาสที่ 3 (เม.ย.–มิ.ย.)")
    Q4 = 4, _("ไตรมาสที่ 4 (ก.ค.–ก.ย.)")

    @classmethod
    def of(cls, frequency: str) -> tuple["Period", ...]:
        """Return the periods in which an indicator of this frequency is reported."""
        return (cls.Q1, cls.Q2, cls.Q3, cls.Q4) if frequency == Indicator.Frequency.QUARTER else (cls.YEAR,)


class TargetQuerySet(GuardedQuerySet["Target"]):
    def in_year(self, fiscal_year: int) -> Self:
        """Keep the targets of a year, the round's own and those of its participations."""
        return self.filter(Q(round__fiscal_year=fiscal_year) | Q(participation__round__fiscal_year=fiscal_year))


class Target(OfResults):
    """What one group, or the programme as a whole, aims at in one fiscal year."""

    indicator = models.ForeignKey(Indicator, verbose_name=_("ตัวชี้วัด"), on_delete=models.PROTECT, related_name="targets")
    participation = models.ForeignKey(
        Participation,
        verbose_name=_("การเข้าร่วมโครงการ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        help_text=_("เป้าหมายของกลุ่มเดียว เว้นว่างหากเป็นเป้าหมายของทั้งโครงการ"),
    )
    round = models.ForeignKey(
        Round,
        verbose_name=_("ปีงบประมาณ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        help_text=_("เป้าหมายของทั้งโครงการในปีนั้น เว้นว่างหากเป็นเป้าหมายของกลุ่มเดียว"),
    )
    value = models.DecimalField(_("เป้าหมาย"), max_digits=20, decimal_places=4)
    note = models.CharField(_("ที่มาของเป้าหมาย"), max_length=300, blank=True)

    objects: ClassVar[TargetQuerySet] = TargetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(OfResults.Meta):
        verbose_name = _("เป้าหมาย")
        verbose_name_plural = _("เป้าหมาย")
        ordering = ("indicator__position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(participation__isnull=False, round__isnull=True)
                | Q(participation__isnull=True, round__isnull=False),
                name="target_is_of_a_group_or_of_a_year",
                violation_error_message=_("เป้าหมายเป็นของกลุ่มเดียวหรือของทั้งโครงการอย่างใดอย่างหนึ่ง"),
            ),
            models.UniqueConstraint(
                fields=("participation", "indicator"),
                condition=Q(participation__isnull=False),
                name="target_once_per_group_and_indicator",
                violation_error_message=_("กลุ่มนี้มีเป้าหมายของตัวชี้วัดนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=("round", "indicator"),
                condition=Q(round__isnull=False),
                name="target_once_per_year_and_indicator",
                violation_error_message=_("ปีนี้มีเป้าหมายของตัวชี้วัดนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="target_is_not_negative",
                violation_error_message=_("เป้าหมายต้องไม่ติดลบ"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} – {self.participation or self.round}"

    def clean(self) -> None:
        super().clean()
        if self.indicator_id and self.value is not None and (problem := misfit(self.indicator, self.value)):
            raise ValidationError({"value": problem})


class MeasurementQuerySet(GuardedQuerySet["Measurement"]):
    def standing(self) -> Self:
        """Keep what counts in public: approved, and no later one approved in its place."""
        approved = {"state": Measurement.State.APPROVED}
        return self.filter(~models.Exists(_later().filter(**approved)), **approved)

    def newest(self) -> Self:
        """Keep the last revision of each cell, whatever its state: what people work on."""
        return self.filter(~models.Exists(_later()))

    def waiting(self) -> Self:
        """Keep what was submitted and waits for another person's approval."""
        return self.filter(state=Measurement.State.SUBMITTED)

    def in_year(self, fiscal_year: int) -> Self:
        return self.filter(participation__round__fiscal_year=fiscal_year)


def _later() -> MeasurementQuerySet:
    """Return what supersedes the row of an outer query: found by its index, where a join reads the whole table."""
    return Measurement.objects.filter(supersedes=models.OuterRef("pk"))


class Measurement(OfResults):
    """What one group reached in one indicator and period. Approved ones stay; a correction is a new one."""

    class State(models.TextChoices):
        DRAFT = "draft", _("ร่าง")
        SUBMITTED = "submitted", _("ส่งแล้ว รออนุมัติ")
        APPROVED = "approved", _("อนุมัติแล้ว")
        RETURNED = "returned", _("ส่งกลับให้แก้ไข")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("ตัวชี้วัด"), on_delete=models.PROTECT, related_name="measurements"
    )
    participation = models.ForeignKey(
        Participation, verbose_name=_("การเข้าร่วมโครงการ"), on_delete=models.PROTECT, related_name="measurements"
    )
    period = models.PositiveSmallIntegerField(_("ช่วงเวลา"), choices=Period, default=Period.YEAR)
    revision = models.PositiveSmallIntegerField(_("ครั้งที่"), default=1, editable=False)
    value = models.DecimalField(_("ผล"), max_digits=20, decimal_places=4)
    # Until it is submitted it may be blank: then the members of the group in that year are counted (decision 15).
    enterprises = models.PositiveIntegerField(
        _("จำนวนสถานประกอบการที่ให้ข้อมูล"),
        null=True,
        blank=True,
        help_text=_("เว้นว่างหมายถึงสมาชิกทุกรายของกลุ่มในปีนั้น"),
    )
    evidence = models.TextField(_("หลักฐานหรือที่มา"), max_length=1000, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    return_reason = models.CharField(_("เหตุผลที่ส่งกลับ"), max_length=500, blank=True, editable=False)
    author = models.ForeignKey(
        User,
        verbose_name=_("ผู้บันทึก"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="measurements_entered",
    )
    approver = models.ForeignKey(
        User,
        verbose_name=_("ผู้อนุมัติ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="measurements_approved",
    )
    approved_at = BEDateTimeField(_("อนุมัติเมื่อ"), null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("แทนค่าเดิม"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
    )

    objects: ClassVar[MeasurementQuerySet] = MeasurementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(OfResults.Meta):
        verbose_name = _("ผลการดำเนินงาน")
        verbose_name_plural = _("ผลการดำเนินงาน")
        ordering = ("participation", "indicator__position", "period", "revision")
        indexes = (
            models.Index(fields=("state",), condition=Q(state="submitted"), name="measurement_waiting"),
            # What must not be shown by itself is rare, and each public page of results asks for it.
            models.Index(
                fields=("indicator", "participation"),
                condition=Q(state="approved", enterprises__lt=3),
                name="measurement_of_few",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "indicator", "period", "revision"),
                name="measurement_revision_once",
                violation_error_message=_("มีผลของตัวชี้วัดและช่วงเวลานี้แล้ว ให้เปิดรายการนั้นแล้วแก้ไข"),
            ),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes__isnull=True) | Q(revision__gt=1, supersedes__isnull=False),
                name="later_measurement_supersedes_one",
                violation_error_message=_("ผลครั้งที่ 2 เป็นต้นไปต้องแทนค่าเดิม ครั้งแรกต้องไม่แทนค่าใด"),
            ),
            models.CheckConstraint(
                condition=Q(period__lte=4),
                name="measurement_period_is_known",
                violation_error_message=_("ไม่มีช่วงเวลานี้"),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="measurement_is_not_negative",
                violation_error_message=_("ผลต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "approved", "returned"]),
                name="measurement_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""),
                name="returned_measurement_says_why",
                violation_error_message=_("บอกเหตุผลที่ส่งกลับ"),
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approver__isnull=False, approved_at__isnull=False)
                | (~Q(state="approved") & Q(approver__isnull=True, approved_at__isnull=True)),
                name="approved_measurement_names_its_approver",
                violation_error_message=_("ผลที่อนุมัติแล้วต้องระบุผู้อนุมัติและเวลา และผลที่ยังไม่อนุมัติต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(enterprises__isnull=False),
                name="approved_measurement_says_on_how_many_it_rests",
                violation_error_message=_("ระบุจำนวนสถานประกอบการที่ให้ข้อมูลก่อนอนุมัติ"),
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("author")),
                name="approver_is_not_the_author",
                violation_error_message=_("ผู้อนุมัติต้องไม่ใช่ผู้บันทึก"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} – {self.participation}"

    @property
    def is_open(self) -> bool:
        """Whether its author may still change it."""
        return self.state in {self.State.DRAFT, self.State.RETURNED}

    def clean(self) -> None:
        super().clean()
        if self.indicator_id and self.value is not None:
            if problem := misfit(self.indicator, self.value):
                raise ValidationError({"value": problem})
            if problem := self._unsuited():
                raise ValidationError({"indicator": problem})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if problem := self._unsuited() or misfit(self.indicator, self.value):
            raise RuleBroken(problem)
        super().save(*args, **kwargs)

    def _hold_the_rounds(self) -> None:
        super()._hold_the_rounds()
        if self.pk and Measurement.objects.filter(pk=self.pk, state=self.State.APPROVED).exists():
            raise RuleBroken(_unchangeable())

    def _do_update(self, base_qs: models.QuerySet[Any], using: str | None, pk_val: Any, *args: Any) -> bool:
        """Refuse the UPDATE itself: a fixture skips ``save``."""
        if base_qs.filter(pk=pk_val, state=self.State.APPROVED).exists():
            raise RuleBroken(_unchangeable())
        return super()._do_update(base_qs, using, pk_val, *args)

    def _unsuited(self) -> str:
        """Say why the indicator takes no such entry; "" if it does."""
        if not self.indicator.is_entered:
            return gettext("ตัวชี้วัด “%(name)s” ระบบคำนวณให้ จึงไม่ต้องบันทึกผล") % {"name": self.indicator}
        return ""


def misfit(indicator: Indicator, value: Decimal | int) -> str:
    """Say what is wrong with a value of an indicator; "" if nothing is."""
    number = Decimal(value)
    if number == round(number, indicator.decimals):
        return ""
    if indicator.decimals == 0:
        return gettext("“%(name)s” ต้องเป็นจำนวนเต็ม") % {"name": indicator}
    return gettext("“%(name)s” มีทศนิยมได้ไม่เกิน %(count)s ตำแหน่ง") % {"name": indicator, "count": indicator.decimals}


def _unchangeable() -> str:
    return gettext("ผลที่อนุมัติแล้วแก้ไขหรือลบไม่ได้ ให้บันทึกค่าแก้ไขแทนค่าเดิมแล้วขออนุมัติใหม่")
