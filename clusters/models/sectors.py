"""What clusters make."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.models.places import in_active_language
from records.models import Record


class Sector(Record):
    """An industrial sector, with the TSIC 2552 (ISIC rev. 4) divisions that it stands for."""

    code = models.SlugField(_("รหัส"), max_length=30, unique=True)
    position = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)
    name = models.CharField(_("ชื่อสาขาอุตสาหกรรม"), max_length=120, unique=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=120, unique=True)
    tsic_edition = models.PositiveSmallIntegerField(_("TSIC ฉบับปี พ.ศ."), default=2552)
    tsic_divisions = models.CharField(
        _("หมวดใหญ่ของ TSIC"), max_length=40, blank=True, help_text=_("เช่น 26–27 เว้นว่างสำหรับสาขาอื่น ๆ")
    )

    class Meta(Record.Meta):
        verbose_name = _("สาขาอุตสาหกรรม")
        verbose_name_plural = _("สาขาอุตสาหกรรม")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return in_active_language(self.name, self.name_en)
