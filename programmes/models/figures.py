"""What documents say in numbers: reported, never written from what is recorded by name."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.models.rounds import Funder
from programmes.models.sources import Source
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record
from thai.calendar import format_fiscal_years
from thai.fields import FiscalYearField, fiscal_year_range
from thai.templatetags.thai import thai_number


class Measure(models.TextChoices):
    """What a figure counts."""

    TOTAL = "total", _("จำนวนกลุ่มทั้งหมด")
    CONTINUED = "continued", _("กลุ่มต่อเนื่อง")
    NEW = "new", _("กลุ่มใหม่")
    RETURNING = "returning", _("กลุ่มที่กลับเข้าร่วม")
    PILOT = "pilot", _("กลุ่มนำร่อง")
    EXTERNAL = "external", _("กลุ่มที่ใช้งบหน่วยงานอื่น")
    ENTERPRISES = "enterprises", _("จำนวนสถานประกอบการ")
    GROUPING_SUCCESS = "grouping_success", _("ความสำเร็จของการรวมกลุ่ม")
    PRODUCTION_VALUE = "production_value", _("มูลค่าการผลิต")
    PROFIT = "profit", _("กำไร")
    BUDGET = "budget", _("งบประมาณ")


class Unit(models.TextChoices):
    GROUPS = "groups", _("กลุ่ม")
    ENTERPRISES = "enterprises", _("ราย")
    PERCENT = "percent", _("ร้อยละ")
    BAHT = "baht", _("บาท")


GROUP_MEASURES = (
    Measure.TOTAL,
    Measure.CONTINUED,
    Measure.NEW,
    Measure.RETURNING,
    Measure.PILOT,
    Measure.EXTERNAL,
)
UNIT_OF_MEASURE: dict[str, Unit] = {
    **dict.fromkeys(GROUP_MEASURES, Unit.GROUPS),
    Measure.ENTERPRISES: Unit.ENTERPRISES,
    Measure.GROUPING_SUCCESS: Unit.PERCENT,
    Measure.PRODUCTION_VALUE: Unit.BAHT,
    Measure.PROFIT: Unit.BAHT,
    Measure.BUDGET: Unit.BAHT,
}


class Scope(models.TextChoices):
    """Whose money the counted groups had."""

    NOT_STATED = "not_stated", _("เอกสารไม่ระบุแหล่งงบ")
    DEPARTMENT = "department", _("งบกรมส่งเสริมอุตสาหกรรม")
    FUNDER = "funder", _("งบหน่วยงานอื่น")
    ALL = "all", _("ทุกแหล่งงบ")


class Basis(models.TextChoices):
    """How firmly a year or a scope stands in the document."""

    STATED = "stated", _("เอกสารระบุ")
    INFERRED = "inferred", _("อนุมาน")
    ASSUMED = "assumed", _("สันนิษฐาน")
    AS_WRITTEN = "as_written", _("ตามตัวอักษร")


class Confidence(models.TextChoices):
    VERY_HIGH = "very_high", _("สูงมาก")
    HIGH = "high", _("สูง")
    MEDIUM = "medium", _("ปานกลาง")
    LOW = "low", _("ต่ำ")


class Qualifier(models.TextChoices):
    """How exact the value is."""

    EXACT = "exact", _("เท่ากับ")
    AT_LEAST = "at_least", _("อย่างน้อย")
    OVER = "over", _("มากกว่า")


class ReportedFigureQuerySet(GuardedQuerySet["ReportedFigure"]):
    def current(self) -> Self:
        """Keep the figures that no later one has superseded."""
        return self.filter(superseded_by__isnull=True)

    def touching(self, first: int, last: int) -> Self:
        """Keep the figures of which at least one year lies from ``first`` to ``last``."""
        return self.filter(from_year__lte=last, to_year__gte=first)

    def of_groups(self) -> Self:
        return self.filter(measure__in=GROUP_MEASURES)


def amount_in_words(value: Decimal | None, unit: str, qualifier: str) -> str:
    """Say a value with its unit, both as their codes: "27 กลุ่ม", "อย่างน้อย 29 กลุ่ม", "ร้อยละ 83.4", "ไม่ทราบ"."""
    if value is None:
        return gettext("ไม่ทราบ")
    number = thai_number(value)
    percent = gettext("ร้อยละ %(number)s") % {"number": number}
    said = percent if unit == Unit.PERCENT else f"{number} {Unit(unit).label}"
    return said if qualifier == Qualifier.EXACT else f"{Qualifier(qualifier).label} {said}"


def new_key() -> str:
    return f"f-{uuid.uuid4().hex[:12]}"


def _unit_fits_measure() -> Q:
    fits = Q()
    for measure, unit in UNIT_OF_MEASURE.items():
        fits |= Q(measure=str(measure), unit=str(unit))
    return fits


def _unchangeable() -> str:
    return gettext("ตัวเลขตามเอกสารแก้ไขไม่ได้ ให้เพิ่มตัวเลขใหม่แทนตัวเลขเดิม เพื่อให้เห็นว่าเปลี่ยนจากอะไรเป็นอะไร")


class ReportedFigure(Record):
    """One number of one document, with everything needed to judge it. Added and superseded, never changed.

    A ``value`` of NULL means that the document tells of the year and gives no number: unknown, never 0.
    """

    key = models.CharField(_("รหัสตัวเลข"), max_length=60, default=new_key, editable=False)
    revision = models.PositiveSmallIntegerField(_("ครั้งที่"), default=1, editable=False)
    from_year = FiscalYearField(_("ตั้งแต่ปีงบประมาณ"))
    to_year = FiscalYearField(_("ถึงปีงบประมาณ"), help_text=_("ใส่ปีเดียวกันหากเป็นตัวเลขของปีเดียว"))
    measure = models.CharField(_("สิ่งที่นับ"), max_length=20, choices=Measure)
    value = models.DecimalField(
        _("ค่า"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("เว้นว่างหากเอกสารกล่าวถึงปีนี้แต่ไม่บอกจำนวน ห้ามใส่ 0 แทนค่าที่ไม่ทราบ"),
    )
    qualifier = models.CharField(_("ความหมายของค่า"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField(_("หน่วยนับ"), max_length=12, choices=Unit)
    planned = models.BooleanField(_("เป็นแผน ไม่ใช่ผล"), default=False)
    scope = models.CharField(_("ขอบเขตแหล่งงบ"), max_length=12, choices=Scope)
    scope_basis = models.CharField(
        _("ที่มาของขอบเขต"), max_length=12, choices=Basis, blank=True, help_text=_("เว้นว่างเฉพาะเมื่อเอกสารไม่ระบุแหล่งงบ")
    )
    funder = models.ForeignKey(
        Funder,
        verbose_name=_("หน่วยงานเจ้าของงบ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text=_("จำเป็นเมื่อขอบเขตเป็นงบหน่วยงานอื่น"),
    )
    year_basis = models.CharField(_("ที่มาของปี"), max_length=12, choices=Basis)
    year_as_written = models.CharField(_("ปีตามที่เขียนในเอกสาร"), max_length=200, blank=True)
    confidence = models.CharField(_("ความเชื่อมั่น"), max_length=12, choices=Confidence, blank=True)
    reading = models.CharField(
        _("การตีความ"), max_length=2, blank=True, help_text=_("A, B, C … เมื่อข้อความเดียวอ่านได้หลายอย่าง")
    )
    preferred = models.BooleanField(
        _("ใช้เป็นตัวเลขหลัก"), default=True, help_text=_("ไม่ทำเครื่องหมายหากเป็นตัวเลขจากเอกสารอื่นหรือการตีความอื่นที่แสดงประกอบ")
    )
    source = models.ForeignKey(Source, verbose_name=_("เอกสารอ้างอิง"), on_delete=models.PROTECT, related_name="figures")
    quotation = models.TextField(
        _("ข้อความในเอกสาร"), max_length=2000, blank=True, help_text=_("คัดลอกตามตัวอักษรทุกตัว รวมทั้งคำที่สะกดผิด")
    )
    note = models.TextField(_("หมายเหตุ"), max_length=1000, blank=True)
    note_en = models.TextField(_("หมายเหตุภาษาอังกฤษ"), max_length=1000, blank=True)
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("แทนตัวเลขเดิม"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
    )

    objects: ClassVar[ReportedFigureQuerySet] = ReportedFigureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("จำนวนตามเอกสาร")
        verbose_name_plural = _("จำนวนตามเอกสาร")
        ordering = ("from_year", "to_year", "pk")
        indexes = (models.Index(fields=("from_year", "to_year"), name="figure_by_years"),)
        constraints = (
            fiscal_year_range("figure_years_are_fiscal_years", "from_year", "to_year"),
            models.CheckConstraint(
                condition=Q(to_year__gte=F("from_year")),
                name="figure_years_are_ordered",
                violation_error_message=_("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"),
            ),
            models.CheckConstraint(
                condition=Q(scope__in=["not_stated", "department", "funder", "all"]),
                name="figure_scope_is_known",
                violation_error_message=_("ไม่มีขอบเขตแหล่งงบนี้"),
            ),
            models.CheckConstraint(
                condition=Q(year_basis__in=["stated", "inferred", "assumed", "as_written"])
                & Q(scope_basis__in=["", "stated", "inferred", "assumed", "as_written"]),
                name="figure_bases_are_known",
                violation_error_message=_("ไม่มีที่มาแบบนี้"),
            ),
            models.CheckConstraint(
                condition=Q(qualifier__in=["exact", "at_least", "over"]),
                name="figure_qualifier_is_known",
                violation_error_message=_("ไม่มีความหมายของค่านี้"),
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", "very_high", "high", "medium", "low"]),
                name="figure_confidence_is_known",
                violation_error_message=_("ไม่มีความเชื่อมั่นระดับนี้"),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="figure_is_not_negative",
                violation_error_message=_("ค่าต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                condition=_unit_fits_measure(),
                name="figure_unit_fits_its_measure",
                violation_error_message=_("หน่วยนับไม่ตรงกับสิ่งที่นับ"),
            ),
            models.CheckConstraint(
                condition=Q(scope="funder", funder__isnull=False) | (~Q(scope="funder") & Q(funder__isnull=True)),
                name="figure_of_another_funder_names_it",
                violation_error_message=_("ขอบเขต “งบหน่วยงานอื่น” ต้องระบุหน่วยงานเจ้าของงบ และขอบเขตอื่นต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=~Q(measure="external") | Q(scope="funder"),
                name="external_figure_has_another_funder",
                violation_error_message=_("กลุ่มที่ใช้งบหน่วยงานอื่น ต้องมีขอบเขตเป็นงบหน่วยงานอื่น"),
            ),
            models.CheckConstraint(
                condition=Q(scope="not_stated", scope_basis="") | (~Q(scope="not_stated") & ~Q(scope_basis="")),
                name="figure_scope_has_a_basis",
                violation_error_message=_("ระบุที่มาของขอบเขต เว้นว่างได้เฉพาะเมื่อเอกสารไม่ระบุแหล่งงบ"),
            ),
            models.CheckConstraint(
                condition=~Q(quotation="") | ~Q(note=""),
                name="figure_has_a_quotation_or_says_why_not",
                violation_error_message=_("ใส่ข้อความในเอกสาร หากไม่มีให้บอกเหตุผลไว้ในหมายเหตุ"),
            ),
            models.UniqueConstraint(
                fields=("key", "revision"),
                name="figure_revision_once",
                violation_error_message=_("มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes__isnull=True) | Q(revision__gt=1, supersedes__isnull=False),
                name="later_revision_supersedes_one",
                violation_error_message=_("ตัวเลขครั้งที่ 2 เป็นต้นไปต้องแทนตัวเลขเดิม ครั้งแรกต้องไม่แทนตัวเลขใด"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {format_fiscal_years(self.from_year, self.to_year)}"

    @property
    def amount(self) -> str:
        """The value as it is said, with unit and qualifier."""
        return amount_in_words(self.value, self.unit, self.qualifier)

    @property
    def years(self) -> str:
        return format_fiscal_years(self.from_year, self.to_year)

    def clean(self) -> None:
        super().clean()
        counted = UNIT_OF_MEASURE.get(self.measure) in (Unit.GROUPS, Unit.ENTERPRISES)
        if counted and self.value is not None and self.value != self.value.to_integral_value():
            raise ValidationError({"value": gettext("จำนวนกลุ่มและจำนวนรายต้องเป็นจำนวนเต็ม")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the figure; one that is kept already refuses. ``supersede_figure`` puts another in its place."""
        if not self._state.adding:
            raise RuleBroken(_unchangeable())
        super().save(*args, **kwargs)

    def _do_update(self, base_qs: models.QuerySet[Any], using: str | None, pk_val: Any, *args: Any) -> bool:
        """Refuse the UPDATE itself: a new object may carry the id of a row that is kept, a fixture skips ``save``."""
        if base_qs.filter(pk=pk_val).exists():
            raise RuleBroken(_unchangeable())
        return False

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RuleBroken(gettext("ตัวเลขตามเอกสารลบไม่ได้ ให้เพิ่มตัวเลขใหม่แทนตัวเลขเดิม"))
