"""Whether the invented sample world is in the database, and which rows are its own."""

from typing import ClassVar, Self

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class DemoLoadQuerySet(models.QuerySet["DemoLoad"]):
    def standing(self) -> Self:
        """Keep the load whose rows are in the database at this moment: one or none."""
        return self.filter(is_standing=True)


class DemoLoad(models.Model):
    """One load of the sample world: the size and seed that it follows from, and the primary keys of its rows.

    No record: nobody edits it, and it is a log of its own. A load that was taken away stays as evidence of what the
    codes of its clusters and organisations once stood for.
    """

    size = models.CharField(_("ขนาด"), max_length=10)
    seed = models.PositiveIntegerField(_("เลขตั้งต้น"))
    loaded_at = models.DateTimeField(_("นำเข้าเมื่อ"))
    removed_at = models.DateTimeField(_("นำออกเมื่อ"), null=True, blank=True)
    is_standing = models.BooleanField(_("อยู่ในระบบ"), default=True)
    # The first and the last key of each model's rows, by its label: {"clusters.Cluster": [4, 43]}.
    keys = models.JSONField(_("ช่วงรหัสของแถว"), default=dict)

    objects: ClassVar[DemoLoadQuerySet] = DemoLoadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ข้อมูลตัวอย่าง")
        verbose_name_plural = _("ข้อมูลตัวอย่าง")
        ordering = ("-loaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("is_standing",),
                condition=Q(is_standing=True),
                name="one_sample_world_at_a_time",
                violation_error_message=_("มีข้อมูลตัวอย่างอยู่ในระบบแล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(is_standing=True, removed_at__isnull=True) | Q(is_standing=False, removed_at__isnull=False),
                name="sample_world_stands_until_it_is_removed",
                violation_error_message=_("ข้อมูลตัวอย่างที่นำออกแล้วต้องระบุเวลาที่นำออก และที่ยังอยู่ต้องไม่ระบุ"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.size} ({self.seed})"

    @classmethod
    def stands(cls) -> bool:
        """Tell whether a load's rows are in the database. Every answer asks: the statement is written out."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {cls._meta.db_table} WHERE is_standing LIMIT 1")  # noqa: S608  # our own table
            return cursor.fetchone() is not None


def sentence() -> str:
    """What data says of itself."""
    return gettext("ข้อมูลตัวอย่างที่สมมุติขึ้น ห้ามนำไปอ้างอิง รายการปีงบประมาณ 2566–2570 และหน่วยงานทั้งหมดไม่มีอยู่จริง")
