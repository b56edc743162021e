"""Where clusters are: provinces, and the centres that look after them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import FiscalYearField, SearchKeyField, SortKeyField, fiscal_year_range


def in_active_language(thai: str, english: str) -> str:
    """Return the English name on English pages if there is one, else the Thai name."""
    return english if english and (get_language() or "").startswith("en") else thai


class Region(models.TextChoices):
    """The seven regions of the national statistics (NESDB)."""

    BANGKOK = "bangkok", _("กรุงเทพมหานครและปริมณฑล")
    CENTRAL = "central", _("ภาคกลาง")
    EASTERN = "eastern", _("ภาคตะวันออก")
    WESTERN = "western", _("ภาคตะวันตก")
    NORTHERN = "northern", _("ภาคเหนือ")
    NORTHEASTERN = "northeastern", _("ภาคตะวันออกเฉียงเหนือ")
    SOUTHERN = "southern", _("ภาคใต้")


class ProvinceQuerySet(GuardedQuerySet["Province"]):
    def existing_in(self, fiscal_year: int) -> Self:
        """Keep the provinces that existed in a year; one without ``since`` is older than the programme."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=fiscal_year))


class Province(Record):
    """One of the 77 provinces."""

    code = models.CharField(_("รหัสจังหวัด"), max_length=2, unique=True)
    name = models.CharField(_("ชื่อจังหวัด"), max_length=80, unique=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=80, unique=True)
    region = models.CharField(_("ภูมิภาค"), max_length=20, choices=Region)
    since = FiscalYearField(_("ตั้งขึ้นในปี พ.ศ."), null=True, blank=True, help_text=_("เว้นว่างหากมีอยู่ก่อนเริ่มโครงการ"))
    search_key = SearchKeyField(sources=("name", "name_en"))
    sort_key = SortKeyField(source="name")

    objects: ClassVar[ProvinceQuerySet] = ProvinceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("จังหวัด")
        verbose_name_plural = _("จังหวัด")
        ordering = ("sort_key", "pk")
        constraints = (
            fiscal_year_range("province_since_is_a_fiscal_year", "since"),
            models.CheckConstraint(
                condition=Q(region__in=Region.values),
                name="province_region_is_known",
                violation_error_message=_("ไม่มีภูมิภาคนี้"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)


class PromotionCentre(Record):
    """An Industrial Promotion Centre, or headquarters (number 0)."""

    number = models.PositiveSmallIntegerField(_("ภาคที่"), unique=True, help_text=_("0 คือส่วนกลาง"))
    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=120, unique=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=120, unique=True)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=20, unique=True)
    seat = models.ForeignKey(Province, verbose_name=_("จังหวัดที่ตั้ง"), on_delete=models.PROTECT, related_name="seats")
    phone = models.CharField(_("โทรศัพท์"), max_length=40, blank=True)
    address = models.TextField(_("ที่อยู่"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("ศูนย์ส่งเสริมอุตสาหกรรมภาค")
        verbose_name_plural = _("ศูนย์ส่งเสริมอุตสาหกรรมภาค")
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(number__lte=11),
                name="centre_number_is_0_to_11",
                violation_error_message=_("ศูนย์ส่งเสริมอุตสาหกรรมมีภาคที่ 1 ถึง 11 และ 0 คือส่วนกลาง"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)


class CentreProvince(Record):
    """A centre looks after a province, for a time."""

    class Basis(models.TextChoices):
        READ = "read", _("อ่านจากเอกสาร")
        UNVERIFIED = "unverified", _("รอหน่วยงานยืนยัน")

    centre = models.ForeignKey(
        PromotionCentre, verbose_name=_("ศูนย์"), on_delete=models.CASCADE, related_name="responsibilities"
    )
    province = models.ForeignKey(
        Province, verbose_name=_("จังหวัด"), on_delete=models.PROTECT, related_name="responsibilities"
    )
    from_year = FiscalYearField(_("ตั้งแต่ปีงบประมาณ"))
    to_year = FiscalYearField(_("ถึงปีงบประมาณ"), null=True, blank=True, help_text=_("เว้นว่างหากยังดูแลอยู่"))
    basis = models.CharField(_("ที่มา"), max_length=12, choices=Basis, default=Basis.UNVERIFIED)
    note = models.CharField(_("หมายเหตุ"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("จังหวัดในความดูแล")
        verbose_name_plural = _("จังหวัดในความดูแล")
        ordering = ("centre", "province", "from_year")
        constraints = (
            fiscal_year_range("responsibility_years_are_fiscal_years", "from_year", "to_year"),
            models.CheckConstraint(
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
                name="responsibility_years_are_ordered",
                violation_error_message=_("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"),
            ),
            models.UniqueConstraint(
                fields=("province", "from_year"),
                name="province_has_one_centre_from_a_year",
                violation_error_message=_("มีศูนย์ที่ดูแลจังหวัดนี้ตั้งแต่ปีนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["read", "unverified"]),
                name="responsibility_basis_is_known",
                violation_error_message=_("ไม่มีที่มาแบบนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.centre} – {self.province}"
