"""How far a group has come, and how strong it is."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models.of_results import OfResults
from programmes.models.participations import Participation
from records.guard import GuardedQuerySet
from thai.fields import BEDateField


class Step(models.IntegerChoices):
    """The steps of cluster development: what was done."""

    MOBILISATION = 1, _("ขั้นที่ 1 ส่งเสริมและสร้างการรวมกลุ่ม")
    DIAGNOSIS = 2, _("ขั้นที่ 2 วิเคราะห์สถานภาพ")
    STRATEGY = 3, _("ขั้นที่ 3 จัดทำกลยุทธ์ร่วมกัน")
    IMPLEMENTATION = 4, _("ขั้นที่ 4 ดำเนินงานตามแผน")
    EVALUATION = 5, _("ขั้นที่ 5 ติดตามและประเมินผล")


class Potential(models.IntegerChoices):
    """The levels of potential: how strong the group is."""

    FORMATION = 1, _("ระดับที่ 1 เริ่มรวมกลุ่ม")
    SEEKING_DIRECTION = 2, _("ระดับที่ 2 แสวงหาทิศทาง")
    DEVELOPING = 3, _("ระดับที่ 3 กำลังพัฒนา")
    HIGH = 4, _("ระดับที่ 4 ศักยภาพสูง")


class AssessmentQuerySet(GuardedQuerySet["Assessment"]):
    def latest_of_each(self) -> Self:
        """Keep the last assessment of each participation."""
        newer = Assessment.objects.filter(
            participation=models.OuterRef("participation"), assessed_on__gt=models.OuterRef("assessed_on")
        )
        return self.filter(~models.Exists(newer))


class Assessment(OfResults):
    """Where a group stood on one day. Going back is allowed: groups lose members and start anew."""

    participation = models.ForeignKey(
        Participation, verbose_name=_("การเข้าร่วมโครงการ"), on_delete=models.PROTECT, related_name="assessments"
    )
    assessed_on = BEDateField(_("วันที่ประเมิน"))
    step = models.PositiveSmallIntegerField(_("ขั้นตอนการพัฒนา"), choices=Step)
    potential = models.PositiveSmallIntegerField(_("ระดับศักยภาพ"), choices=Potential, null=True, blank=True)
    evidence = models.TextField(_("หลักฐาน"), max_length=1000, help_text=_("เช่น รายงานการประชุม แผนแม่บท เลขที่หนังสือ"))

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(OfResults.Meta):
        verbose_name = _("การประเมินกลุ่ม")
        verbose_name_plural = _("การประเมินกลุ่ม")
        ordering = ("-assessed_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "assessed_on"),
                name="assessment_once_a_day",
                violation_error_message=_("กลุ่มนี้มีการประเมินในวันนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(step__range=(1, 5)),
                name="assessment_step_is_known",
                violation_error_message=_("ขั้นตอนการพัฒนามี 1 ถึง 5"),
            ),
            models.CheckConstraint(
                condition=Q(potential__isnull=True) | Q(potential__range=(1, 4)),
                name="assessment_potential_is_known",
                violation_error_message=_("ระดับศักยภาพมี 1 ถึง 4"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_step_display()}"
