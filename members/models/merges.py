"""Which organisations were found to be one, and which of them look alike and are two."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.users import User
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateTimeField


class MergeQuerySet(GuardedQuerySet["Merge"]):
    def standing(self) -> Self:
        """Keep those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class Merge(Record):
    """One organisation was found to be another; what hung on it hangs on the other now.

    ``before`` and ``after`` hold the versions of every row concerned, by model and key. Values aren't kept a second
    time: the history has them, and what is erased there can't come back by undoing.
    """

    kept = models.ForeignKey(
        Organisation, verbose_name=_("รายการที่ใช้ต่อ"), on_delete=models.PROTECT, related_name="merges_kept"
    )
    dropped = models.ForeignKey(
        Organisation, verbose_name=_("รายการที่รวมเข้ามา"), on_delete=models.PROTECT, related_name="merges_dropped"
    )
    before = models.JSONField(_("รุ่นก่อนรวม"), default=dict)
    after = models.JSONField(_("รุ่นหลังรวม"), default=dict)
    merged_by = models.ForeignKey(
        User, verbose_name=_("ผู้รวม"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_at = BEDateTimeField(_("รวมเมื่อ"))
    # A merge without it still stands.
    undone_at = BEDateTimeField(_("ยกเลิกเมื่อ"), null=True, blank=True)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("การรวมรายการซ้ำ")
        verbose_name_plural = _("การรวมรายการซ้ำ")
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kept=F("dropped")),
                name="organisation_is_not_merged_with_itself",
                violation_error_message=_("หน่วยงานรวมเข้ากับตัวเองไม่ได้"),
            ),
            models.UniqueConstraint(
                fields=("dropped",),
                condition=Q(undone_at__isnull=True),
                name="organisation_is_merged_once_at_a_time",
                violation_error_message=_("รายการนี้รวมเข้ากับรายการอื่นแล้ว"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dropped.code} → {self.kept.code}"


class DifferentQuerySet(GuardedQuerySet["Different"]):
    def among(self, keys: Any) -> Self:
        """Keep the pairs of which one is among the organisations."""
        return self.filter(Q(first__in=keys) | Q(second__in=keys))


class Different(Record):
    """Somebody looked at two organisations that are alike and found that they are two."""

    first = models.ForeignKey(
        Organisation, verbose_name=_("รายการแรก"), on_delete=models.PROTECT, related_name="different_from"
    )
    second = models.ForeignKey(
        Organisation, verbose_name=_("รายการที่สอง"), on_delete=models.PROTECT, related_name="different_to"
    )

    objects: ClassVar[DifferentQuerySet] = DifferentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("รายการที่คล้ายกันแต่เป็นคนละหน่วยงาน")
        verbose_name_plural = _("รายการที่คล้ายกันแต่เป็นคนละหน่วยงาน")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="different_pair_is_written_in_one_order",
                violation_error_message=_("คู่นี้ต้องเป็นคนละรายการ"),
            ),
            models.UniqueConstraint(
                fields=("first", "second"),
                name="different_pair_is_told_once",
                violation_error_message=_("คู่นี้บันทึกไว้แล้วว่าเป็นคนละหน่วยงาน"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
