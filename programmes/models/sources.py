"""Documents that tell of the programme."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models import Record


class Source(Record):
    """A document: where a figure, a name or a milestone was read."""

    class YearKind(models.TextChoices):
        """What the document means by a year; a plain year is taken for the fiscal year, and the pages say so."""

        FISCAL = "fiscal", _("ปีงบประมาณ (เอกสารระบุ)")
        PLAIN = "plain", _("เขียนว่า “ปี” ระบบถือเป็นปีงบประมาณ")

    code = models.CharField(_("รหัสเอกสาร"), max_length=20, unique=True)
    title = models.CharField(_("ชื่อเอกสาร"), max_length=400)
    title_language = models.CharField(
        _("ภาษาของชื่อ"), max_length=2, choices=[("th", _("ไทย")), ("en", _("อังกฤษ"))], default="th"
    )
    publisher = models.CharField(_("ผู้เผยแพร่"), max_length=300)
    published = models.CharField(
        _("วันที่เผยแพร่ (พ.ศ.)"), max_length=120, blank=True, help_text=_("ตามที่ปรากฏ เช่น 25 พ.ค. 2550 เว้นว่างหากไม่ระบุ")
    )
    year_kind = models.CharField(
        _("ความหมายของปี"),
        max_length=10,
        choices=YearKind,
        default=YearKind.PLAIN,
        help_text=_("ปีที่เขียนในเอกสารนี้หมายถึงปีใด"),
    )
    reference = models.CharField(_("เลขที่เอกสาร"), max_length=120, blank=True)
    address = models.URLField(_("ที่อยู่เว็บ"), max_length=400, blank=True)
    note = models.TextField(_("หมายเหตุ"), max_length=1000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("เอกสารอ้างอิง")
        verbose_name_plural = _("เอกสารอ้างอิง")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(title_language__in=["th", "en"]),
                name="source_title_is_thai_or_english",
                violation_error_message=_("ภาษาของชื่อเป็นไทยหรืออังกฤษ"),
            ),
            models.CheckConstraint(
                condition=Q(year_kind__in=["fiscal", "plain"]),
                name="source_meaning_of_year_is_known",
                violation_error_message=_("ไม่มีความหมายของปีนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"
