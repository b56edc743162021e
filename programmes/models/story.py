"""What documents tell of the programme in words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models.places import in_active_language
from programmes.models.sources import Source
from records.models import Record
from thai.fields import BEDateField, FiscalYearField, fiscal_year_range


class Milestone(Record):
    """Something that happened, or that a document claims, with its source."""

    class Kind(models.TextChoices):
        EVENT = "event", _("เหตุการณ์")
        CLAIM = "claim", _("คำกล่าวในเอกสาร ไม่มีตัวเลขรองรับ")

    code = models.SlugField(_("รหัส"), max_length=40, unique=True)
    kind = models.CharField(_("ประเภท"), max_length=10, choices=Kind, default=Kind.EVENT)
    year = FiscalYearField(_("ปี พ.ศ."), null=True, blank=True)
    to_year = FiscalYearField(_("ถึงปี พ.ศ."), null=True, blank=True)
    day = BEDateField(_("วันที่"), null=True, blank=True)
    title = models.CharField(_("หัวข้อ"), max_length=200)
    title_en = models.CharField(_("หัวข้อภาษาอังกฤษ"), max_length=200, blank=True)
    text = models.TextField(_("รายละเอียด"), max_length=2000)
    text_en = models.TextField(_("รายละเอียดภาษาอังกฤษ"), max_length=2000, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("เอกสารอ้างอิง"), on_delete=models.PROTECT, related_name="milestones"
    )
    quotation = models.TextField(_("ข้อความในเอกสาร"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("เหตุการณ์สำคัญ")
        verbose_name_plural = _("เหตุการณ์สำคัญ")
        ordering = (models.F("year").asc(nulls_last=True), "day", "pk")
        constraints = (
            fiscal_year_range("milestone_years_are_in_range", "year", "to_year"),
            models.CheckConstraint(
                # A comparison with an unknown year is unknown, which a constraint lets pass: the year is asked for.
                condition=Q(to_year__isnull=True) | Q(year__isnull=False, to_year__gte=models.F("year")),
                name="milestone_years_are_ordered",
                violation_error_message=_("ปีสิ้นสุดต้องมีปีเริ่ม และต้องไม่มาก่อนปีเริ่ม"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["event", "claim"]),
                name="milestone_kind_is_known",
                violation_error_message=_("ไม่มีประเภทนี้"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.title, self.title_en)

    @property
    def text_shown(self) -> str:
        return in_active_language(self.text, self.text_en)


class Objective(Record):
    """One of the programme's objectives."""

    number = models.PositiveSmallIntegerField(_("ข้อที่"), unique=True)
    text = models.TextField(_("วัตถุประสงค์"), max_length=1000)
    text_en = models.TextField(_("วัตถุประสงค์ภาษาอังกฤษ"), max_length=1000, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("เอกสารอ้างอิง"), on_delete=models.PROTECT, related_name="objectives"
    )
    quotation = models.TextField(_("ข้อความในเอกสาร"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("วัตถุประสงค์ของโครงการ")
        verbose_name_plural = _("วัตถุประสงค์ของโครงการ")
        ordering = ("number",)

    def __str__(self) -> str:
        return in_active_language(self.text, self.text_en)
