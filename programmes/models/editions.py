"""Editions: the report of a year as it was published, which nobody changes any more."""

import hashlib
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.models.rounds import Round
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateTimeField


def checksum(content: bytes) -> str:
    """Return the SHA-256 of what is kept, as people compare it."""
    return hashlib.sha256(content).hexdigest()


def _unchangeable() -> str:
    return gettext("ฉบับที่เผยแพร่แล้วแก้ไขหรือลบไม่ได้ หากตัวเลขไม่ถูกต้อง ให้จัดทำฉบับใหม่พร้อมเหตุผล ฉบับเดิมยังอ่านได้ที่ที่อยู่เดิม")


class EditionQuerySet(GuardedQuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(state=Edition.State.PUBLISHED)

    def drafts(self) -> Self:
        return self.filter(state=Edition.State.DRAFT)

    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(round__fiscal_year=fiscal_year)

    def latest(self, first: int, last: int) -> Self:  # type: ignore[override]  # of each year, not of all rows
        """Keep the edition that stands of each fiscal year from ``first`` to ``last``: the one published last."""
        of_years = self.published().filter(round__fiscal_year__range=(first, last))
        numbers = of_years.order_by().values("round").annotate(last=Max("pk")).values("last")
        return of_years.filter(pk__in=numbers)


class Edition(Record):
    """One edition of a year's report: drafted by one, published by another, then frozen.

    ``content`` is canonical JSON: the report's value, the codes behind its figures, definitions and sources, and how
    the edition came about. It holds codes and offices, and no natural person; who they were, the row alone knows.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("ร่าง")
        PUBLISHED = "published", _("เผยแพร่แล้ว")

    round = models.ForeignKey(Round, verbose_name=_("ปีงบประมาณ"), on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("ฉบับที่"), editable=False)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    reason = models.CharField(
        _("เหตุผลที่แก้ไข"), max_length=500, blank=True, help_text=_("จำเป็นตั้งแต่ฉบับที่ 2 ผู้อ่านเห็นข้อความนี้")
    )
    content = models.TextField(_("เนื้อหา (JSON)"), editable=False)
    sha256 = models.CharField(_("ค่าตรวจสอบ SHA-256"), max_length=64, editable=False)
    # The year's line of the yearly table, by scope, out of the content: that table reads all years at once.
    lines = models.JSONField(_("แถวในตารางรายปี"), default=dict, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ผู้จัดทำร่าง"),
        on_delete=models.PROTECT,
        editable=False,
        related_name="editions_drafted",
    )
    drafted_at = BEDateTimeField(_("จัดทำร่างเมื่อ"), editable=False)
    drafted_office = models.CharField(_("หน่วยงานที่จัดทำ"), max_length=120, editable=False)
    drafted_office_en = models.CharField(_("หน่วยงานที่จัดทำ (อังกฤษ)"), max_length=120, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ผู้อนุมัติ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="editions_approved",
    )
    published_at = BEDateTimeField(_("เผยแพร่เมื่อ"), null=True, blank=True, editable=False)
    approved_office = models.CharField(_("หน่วยงานที่อนุมัติ"), max_length=120, blank=True, editable=False)
    approved_office_en = models.CharField(_("หน่วยงานที่อนุมัติ (อังกฤษ)"), max_length=120, blank=True, editable=False)

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ฉบับเผยแพร่")
        verbose_name_plural = _("ฉบับเผยแพร่")
        ordering = ("-round__fiscal_year", "-number")
        # When a year was frozen is asked for each result of it; the rows themselves are megabytes long.
        indexes = (models.Index(fields=("round", "state", "number", "drafted_at"), name="edition_frozen"),)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "number"),
                name="edition_number_once_per_year",
                violation_error_message=_("ปีนี้มีฉบับที่ใช้เลขนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=("round",),
                condition=Q(state="draft"),
                name="one_draft_of_an_edition_per_year",
                violation_error_message=_("ปีนี้มีร่างที่รออนุมัติอยู่แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published"]),
                name="edition_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason="")),
                name="later_edition_has_a_reason",
                violation_error_message=_("ฉบับที่ 2 เป็นต้นไปต้องบอกเหตุผลที่แก้ไข"),
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state="draft") | Q(approved_by__isnull=True, published_at__isnull=True, approved_office="")
                )
                & (
                    ~Q(state="published")
                    | (Q(approved_by__isnull=False, published_at__isnull=False) & ~Q(approved_office=""))
                ),
                name="published_edition_was_approved",
                violation_error_message=_("ฉบับที่เผยแพร่ต้องมีผู้อนุมัติ หน่วยงาน และเวลาที่เผยแพร่ ร่างต้องยังไม่มี"),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="edition_has_two_people",
                violation_error_message=_("ผู้จัดทำร่างอนุมัติเองไม่ได้"),
            ),
        )

    def __str__(self) -> str:
        return gettext("%(year)s ฉบับเผยแพร่ที่ %(number)s") % {"year": self.round, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("portal:edition", args=[self.round.fiscal_year, self.number])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a draft, or write over one; what is published refuses."""
        if self._state.adding and self.is_published:
            raise RuleBroken(gettext("ฉบับเผยแพร่เริ่มจากร่าง แล้วให้ผู้อื่นอนุมัติ"))
        super().save(*args, **kwargs)

    def _do_update(self, base_qs: models.QuerySet[Any], using: str | None, pk_val: Any, *args: Any) -> bool:
        """Refuse the UPDATE itself, whichever way it came."""
        if base_qs.filter(pk=pk_val, state=self.State.PUBLISHED).exists():
            raise RuleBroken(_unchangeable())
        return super()._do_update(base_qs, using, pk_val, *args)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Drop a draft; what is published refuses, whatever this object says of itself."""
        if Edition.objects.published().filter(pk=self.pk).exists():
            raise RuleBroken(_unchangeable())
        return super().delete(*args, **kwargs)


class EditionFileQuerySet(GuardedQuerySet["EditionFile"]):
    pass


class EditionFile(models.Model):
    """A file of an edition as it was issued, byte by byte. Added once, never changed, never made again.

    No record: a snapshot of it in the history would only be a second copy of its bytes.
    """

    edition = models.ForeignKey(
        Edition, verbose_name=_("ฉบับเผยแพร่"), on_delete=models.PROTECT, related_name="files", editable=False
    )
    language = models.CharField(_("ภาษา"), max_length=2, editable=False)
    kind = models.CharField(_("ชนิดไฟล์"), max_length=8, editable=False)
    content = models.BinaryField(_("เนื้อหา"), editable=False)
    sha256 = models.CharField(_("ค่าตรวจสอบ SHA-256"), max_length=64, editable=False)

    objects: ClassVar[EditionFileQuerySet] = EditionFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ไฟล์ของฉบับเผยแพร่")
        verbose_name_plural = _("ไฟล์ของฉบับเผยแพร่")
        ordering = ("edition", "language", "kind")
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=("edition", "language", "kind"), name="file_of_an_edition_once"),)

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the file; one that is kept already refuses."""
        if not self._state.adding:
            raise RuleBroken(_unchangeable())
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RuleBroken(_unchangeable())
