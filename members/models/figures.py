"""How large an enterprise was in a year."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members import sizes
from members.models.merged import OfLivingOrganisation
from members.models.organisations import Organisation
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import FiscalYearField, fiscal_year_range


class EnterpriseFiguresQuerySet(GuardedQuerySet["EnterpriseFigures"]):
    def in_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)


class EnterpriseFigures(OfLivingOrganisation, Record):
    """Staff and revenue of one organisation in one fiscal year. Never public; the size class that follows is.

    A figure that nobody stated is null, never 0. The class is worked out whenever the row is saved, by the rule of
    that day, which is kept with it: changing the setting changes no earlier row.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("หน่วยงานและผู้ประกอบการ"), on_delete=models.CASCADE, related_name="yearly_figures"
    )
    fiscal_year = FiscalYearField(_("ปีงบประมาณ"))
    activity = models.CharField(
        _("กิจการ"),
        max_length=15,
        choices=sizes.Activity,
        blank=True,
        help_text=_("เกณฑ์ขนาดของการผลิตต่างจากการค้าและบริการ เว้นว่างหากไม่ทราบ"),
    )
    employees = models.PositiveIntegerField(
        _("จำนวนการจ้างงาน (คน)"), null=True, blank=True, help_text=_("เว้นว่างหากไม่ทราบ ไม่เผยแพร่")
    )
    revenue_thb = models.DecimalField(
        _("รายได้ต่อปี (บาท)"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("เว้นว่างหากไม่ทราบ ไม่เผยแพร่"),
    )
    source = models.CharField(_("ที่มา"), max_length=300, blank=True)
    size_class = models.CharField(_("ขนาด"), max_length=10, choices=sizes.Size, blank=True, editable=False)
    size_rule = models.CharField(_("เกณฑ์ของขนาด"), max_length=15, choices=sizes.Rule, blank=True, editable=False)

    objects: ClassVar[EnterpriseFiguresQuerySet] = EnterpriseFiguresQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ข้อมูลขนาดกิจการรายปี")
        verbose_name_plural = _("ข้อมูลขนาดกิจการรายปี")
        ordering = ("organisation", "-fiscal_year")
        indexes = (models.Index(fields=("fiscal_year", "id"), name="figures_of_a_year"),)
        constraints = (
            fiscal_year_range("figures_year_is_a_fiscal_year", "fiscal_year"),
            models.UniqueConstraint(
                fields=("organisation", "fiscal_year"),
                name="figures_once_per_organisation_and_year",
                violation_error_message=_("หน่วยงานนี้มีข้อมูลของปีงบประมาณนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(revenue_thb__isnull=True) | Q(revenue_thb__gte=0),
                name="revenue_is_not_negative",
                violation_error_message=_("รายได้ต้องไม่ติดลบ"),
            ),
            models.CheckConstraint(
                condition=Q(activity__in=["", "manufacturing", "trade_service"]),
                name="figures_activity_is_known",
                violation_error_message=_("ไม่มีกิจการประเภทนี้"),
            ),
            models.CheckConstraint(
                condition=Q(size_class="", size_rule="")
                | Q(
                    size_class__in=["micro", "small", "medium", "large"], size_rule__in=["2562-revenue", "2562-higher"]
                ),
                name="size_class_comes_with_its_rule",
                violation_error_message=_("ขนาดกิจการต้องมีเกณฑ์กำกับ"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.fiscal_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_size()
        super().save(*args, **kwargs)

    def fill_size(self) -> None:
        """Work out the class by the rule of the setting; a bulk write calls it row by row."""
        rule = sizes.Rule(settings.SIZE_RULE)
        size = sizes.size_class(
            fiscal_year=self.fiscal_year,
            activity=self.activity,
            employees=self.employees,
            revenue_thb=self.revenue_thb,
            rule=rule,
        )
        self.size_class = size.value if size else ""
        self.size_rule = rule.value if size else ""
