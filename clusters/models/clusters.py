"""Clusters: enterprises and institutions near one another that work together."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.models.places import Province, in_active_language
from clusters.models.sectors import Sector
from records.addresses import address_of
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.locks import take_turns
from records.models import Record
from records.numbering import next_numbers, refuse_another_code
from thai.fields import FiscalYearField, SearchKeyField, SortKeyField, fiscal_year_range
from thai.text import search_filter


class ClusterQuerySet(GuardedQuerySet["Cluster"]):
    def public(self) -> Self:
        """Keep what everyone may see: all but drafts and those merged into another."""
        return self.filter(state__in=[Cluster.State.PUBLIC, Cluster.State.ENDED])

    def matching(self, query: str) -> Self:
        """Keep those whose name or code holds the query, or begins with it if that has one or two signs."""
        return self.filter(search_filter(query))

    def with_places(self) -> Self:
        """Bring along what a list of clusters shows: sector, and provinces in dictionary order; one more query."""
        provinces = Province.objects.order_by("sort_key", "pk")
        return self.select_related("sector").prefetch_related(
            Prefetch("provinces", provinces, to_attr="provinces_shown")
        )


class Cluster(Record):
    """A group of enterprises and institutions; its public code is given once and never again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("ร่าง")
        PUBLIC = "public", _("เผยแพร่")
        ENDED = "ended", _("สิ้นสุดแล้ว")
        MERGED = "merged", _("รวมเข้ากับคลัสเตอร์อื่น")

    number = models.PositiveIntegerField(_("เลขลำดับ"), unique=True, editable=False)
    code = models.CharField(_("รหัสคลัสเตอร์"), max_length=12, unique=True, editable=False)
    name = models.CharField(_("ชื่อคลัสเตอร์"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    name_note = models.CharField(
        _("ที่มาของชื่อ"), max_length=300, blank=True, help_text=_("เช่น ชื่อภาษาไทยแปลจากรายงานภาษาอังกฤษ")
    )
    sector = models.ForeignKey(
        Sector, verbose_name=_("สาขาอุตสาหกรรม"), on_delete=models.PROTECT, related_name="clusters"
    )
    provinces: models.ManyToManyField[Province, "ClusterProvince"] = models.ManyToManyField(
        Province, verbose_name=_("จังหวัด"), through="ClusterProvince", related_name="clusters"
    )
    core_industry = models.CharField(_("อุตสาหกรรมหลัก"), max_length=200, blank=True)
    founded = FiscalYearField(_("ปีที่รวมกลุ่ม (พ.ศ.)"), null=True, blank=True)
    vision = models.TextField(_("วิสัยทัศน์"), max_length=2000, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.DRAFT)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("รวมเข้ากับ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
    )
    search_key = SearchKeyField(sources=("name", "name_en", "code"))
    sort_key = SortKeyField(source="name")

    # Filled by ``ClusterQuerySet.with_places`` only.
    provinces_shown: list[Province]

    objects: ClassVar[ClusterQuerySet] = ClusterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("คลัสเตอร์")
        verbose_name_plural = _("คลัสเตอร์")
        ordering = ("sort_key", "pk")
        indexes = (models.Index(fields=("sort_key", "id"), name="cluster_in_dictionary_order"),)
        constraints = (
            fiscal_year_range("cluster_founded_in_a_fiscal_year", "founded"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_cluster_names_the_other",
                violation_error_message=_("สถานะ “รวมเข้ากับคลัสเตอร์อื่น” ต้องระบุคลัสเตอร์ปลายทาง และสถานะอื่นต้องไม่ระบุ"),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk")),
                name="cluster_is_not_merged_into_itself",
                violation_error_message=_("คลัสเตอร์รวมเข้ากับตัวเองไม่ได้"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "public", "ended", "merged"]),
                name="cluster_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)

    def get_absolute_url(self) -> str:
        return address_of("portal:cluster", self.code)

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        """Number the cluster and look for chains inside the saving transaction, where nobody comes between."""
        if self._state.adding and not self.number:
            (self.number,) = next_numbers(Cluster, 1)
            self.code = code_of(self.number)
        elif not self._state.adding:
            refuse_another_code(self)
        if self.state == self.State.MERGED or self.merged_into_id is not None:
            take_turns("cluster-merge")
            self._refuse_chains()
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]  # Django's, absent from its stubs

    def clean(self) -> None:
        super().clean()
        try:
            self._refuse_chains()
        except RuleBroken as broken:
            raise ValidationError({"merged_into": str(broken)}) from broken

    def _refuse_chains(self) -> None:
        """A merged cluster names a living one, so that one step leads from an old address to the new."""
        if self.merged_into_id is None:
            return
        if Cluster.objects.filter(pk=self.merged_into_id, state=self.State.MERGED).exists():
            raise RuleBroken(gettext("คลัสเตอร์ปลายทางรวมเข้ากับคลัสเตอร์อื่นแล้ว กรุณาเลือกคลัสเตอร์ที่ยังใช้อยู่"))
        if self.pk and Cluster.objects.filter(merged_into=self.pk).exists():
            raise RuleBroken(gettext("มีคลัสเตอร์อื่นรวมเข้ากับคลัสเตอร์นี้อยู่ กรุณาย้ายไปยังคลัสเตอร์ปลายทางก่อน"))


def code_of(number: int) -> str:
    return f"C{number:04d}"


class ClusterProvince(Record):
    """A province in which a cluster works."""

    cluster = models.ForeignKey(Cluster, verbose_name=_("คลัสเตอร์"), on_delete=models.CASCADE, related_name="places")
    province = models.ForeignKey(Province, verbose_name=_("จังหวัด"), on_delete=models.PROTECT, related_name="places")

    class Meta(Record.Meta):
        verbose_name = _("จังหวัดของคลัสเตอร์")
        verbose_name_plural = _("จังหวัดของคลัสเตอร์")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("cluster", "province"),
                name="province_once_per_cluster",
                violation_error_message=_("คลัสเตอร์นี้มีจังหวัดนี้อยู่แล้ว"),
            ),
        )

    def __str__(self) -> str:
        return str(self.province)
