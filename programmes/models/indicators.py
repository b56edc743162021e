"""What results are measured by."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusters.models.places import in_active_language
from programmes.models.story import Objective
from records.guard import GuardedQuerySet
from records.models import Record


class IndicatorQuerySet(GuardedQuerySet["Indicator"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def entered(self) -> Self:
        """Keep those that people enter: the others are counted from rows or worked out from two others."""
        return self.exclude(rule__in=(Indicator.Rule.DISTINCT, Indicator.Rule.RATIO))


class Indicator(Record):
    """One indicator: what it means, and by which rule its values may be added up (decision 14)."""

    class Direction(models.TextChoices):
        UP = "up", _("ยิ่งมากยิ่งดี")
        DOWN = "down", _("ยิ่งน้อยยิ่งดี")

    class Rule(models.TextChoices):
        """How values of several periods and of several clusters become one."""

        SUM = "sum", _("บวกกันได้")
        DISTINCT = "distinct", _("นับไม่ซ้ำจากทะเบียน")
        LAST = "last", _("ใช้ค่าล่าสุดของปี แล้วบวกระหว่างกลุ่ม")
        RATIO = "ratio", _("อัตราส่วนของผลรวม")
        NONE = "none", _("ห้ามบวก")

    class Counted(models.TextChoices):
        """What a distinct indicator counts."""

        GROUPS = "groups", _("กลุ่มทั้งหมด")
        CONTINUED = "continued", _("กลุ่มต่อเนื่อง")
        NEW = "new", _("กลุ่มใหม่")
        ENTERPRISES = "enterprises", _("สถานประกอบการที่เป็นสมาชิก")

    class Frequency(models.TextChoices):
        YEAR = "year", _("ปีละครั้ง")
        QUARTER = "quarter", _("ทุกไตรมาส")

    code = models.SlugField(_("รหัส"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)
    name = models.CharField(_("ชื่อตัวชี้วัด"), max_length=200, unique=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    definition = models.TextField(_("คำจำกัดความ"), max_length=1000)
    definition_en = models.TextField(_("คำจำกัดความภาษาอังกฤษ"), max_length=1000, blank=True)
    unit = models.CharField(_("หน่วยนับ"), max_length=40)
    unit_en = models.CharField(_("หน่วยนับภาษาอังกฤษ"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(
        _("จำนวนทศนิยม"), default=0, help_text=_("0 หมายถึงจำนวนเต็มเท่านั้น เช่น จำนวนคน")
    )
    direction = models.CharField(_("ทิศทาง"), max_length=4, choices=Direction, default=Direction.UP)
    objective = models.ForeignKey(
        Objective,
        verbose_name=_("วัตถุประสงค์ของโครงการ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    rule = models.CharField(_("วิธีรวมค่า"), max_length=10, choices=Rule)
    counted = models.CharField(
        _("สิ่งที่นับ"), max_length=12, choices=Counted, blank=True, help_text=_("เฉพาะตัวชี้วัดที่นับไม่ซ้ำจากทะเบียน")
    )
    numerator = models.ForeignKey(
        "self", verbose_name=_("ตัวตั้ง"), on_delete=models.PROTECT, null=True, blank=True, related_name="numerator_of"
    )
    denominator = models.ForeignKey(
        "self", verbose_name=_("ตัวหาร"), on_delete=models.PROTECT, null=True, blank=True, related_name="denominator_of"
    )
    factor = models.PositiveIntegerField(
        _("คูณอัตราส่วนด้วย"), default=1, help_text=_("100 หากหน่วยเป็นร้อยละ ใช้เฉพาะอัตราส่วน")
    )
    frequency = models.CharField(_("ความถี่ของการรายงาน"), max_length=8, choices=Frequency, default=Frequency.YEAR)
    # Of what single enterprises earn and employ; counts of activities or of groups tell nothing of any one.
    is_confidential = models.BooleanField(
        _("เป็นข้อมูลของกิจการ"), default=True, help_text=_("ค่าที่มาจากสถานประกอบการไม่ถึงสามรายจะไม่แสดงต่อสาธารณะ")
    )
    is_active = models.BooleanField(_("ใช้อยู่"), default=True)

    objects: ClassVar[IndicatorQuerySet] = IndicatorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ตัวชี้วัด")
        verbose_name_plural = _("ตัวชี้วัด")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(rule__in=["sum", "distinct", "last", "ratio", "none"]),
                name="indicator_rule_is_known",
                violation_error_message=_("ไม่มีวิธีรวมค่านี้"),
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["up", "down"]),
                name="indicator_direction_is_known",
                violation_error_message=_("ไม่มีทิศทางนี้"),
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=["year", "quarter"]),
                name="indicator_frequency_is_known",
                violation_error_message=_("ไม่มีความถี่นี้"),
            ),
            models.CheckConstraint(
                condition=Q(rule="distinct", counted__in=["groups", "continued", "new", "enterprises"])
                | (~Q(rule="distinct") & Q(counted="")),
                name="distinct_indicator_says_what_it_counts",
                violation_error_message=_("ตัวชี้วัดที่นับไม่ซ้ำต้องระบุสิ่งที่นับ และตัวชี้วัดอื่นต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=Q(rule="ratio", numerator__isnull=False, denominator__isnull=False)
                | (~Q(rule="ratio") & Q(numerator__isnull=True, denominator__isnull=True)),
                name="ratio_indicator_names_both_parts",
                violation_error_message=_("อัตราส่วนต้องระบุทั้งตัวตั้งและตัวหาร และตัวชี้วัดอื่นต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True) | ~Q(numerator=F("denominator")),
                name="ratio_has_two_different_parts",
                violation_error_message=_("ตัวตั้งและตัวหารต้องเป็นคนละตัวชี้วัด"),
            ),
            models.CheckConstraint(
                condition=Q(factor=1) | Q(rule="ratio", factor__gt=1),
                name="factor_belongs_to_a_ratio",
                violation_error_message=_("ตัวคูณใช้ได้เฉพาะอัตราส่วน และต้องไม่เป็น 0"),
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=4),
                name="indicator_has_few_decimals",
                violation_error_message=_("ทศนิยมต้องไม่เกิน 4 ตำแหน่ง"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)

    @property
    def unit_shown(self) -> str:
        return in_active_language(self.unit, self.unit_en)

    @property
    def definition_shown(self) -> str:
        return in_active_language(self.definition, self.definition_en)

    @property
    def is_entered(self) -> bool:
        """Whether people enter its values: a distinct one is counted from rows, a ratio worked out from two others."""
        return self.rule not in {self.Rule.DISTINCT, self.Rule.RATIO}

    @property
    def parts(self) -> tuple["Indicator", ...]:
        """The indicators whose values it's made of: itself, or numerator and denominator, to be read along."""
        parts = (self.numerator, self.denominator)
        return tuple(part for part in parts if part is not None) or (self,)
