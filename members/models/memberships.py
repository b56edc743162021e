"""Who belongs to a cluster, who supports it, and who holds an office in it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from members.models.merged import OfLivingOrganisation
from members.models.organisations import Organisation
from members.models.people import Person
from members.models.spans import Span, SpanQuerySet, SpanT, span_constraints


class OfClusterQuerySet(SpanQuerySet[SpanT]):
    def of_cluster(self, cluster: Cluster) -> Self:
        return self.filter(cluster=cluster)

    def of_organisation(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)


class MembershipQuerySet(OfClusterQuerySet["Membership"]):
    pass


class Membership(OfLivingOrganisation, Span):
    """An organisation belongs to a cluster, for a time, at a place in its chain."""

    class Position(models.TextChoices):
        UPSTREAM = "upstream", _("ต้นน้ำ")
        MIDSTREAM = "midstream", _("กลางน้ำ")
        DOWNSTREAM = "downstream", _("ปลายน้ำ")
        SUPPORTING = "supporting", _("อุตสาหกรรมสนับสนุน")
        UNKNOWN = "unknown", _("ไม่ทราบ")

    once_per = ("organisation", "cluster")
    overlap_message = _("หน่วยงานนี้เป็นสมาชิกของคลัสเตอร์นี้ในช่วงปีที่ซ้อนกันอยู่แล้ว")

    cluster = models.ForeignKey(
        Cluster, verbose_name=_("คลัสเตอร์"), on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("หน่วยงานและผู้ประกอบการ"), on_delete=models.PROTECT, related_name="memberships"
    )
    position = models.CharField(_("ตำแหน่งในห่วงโซ่"), max_length=12, choices=Position, default=Position.UNKNOWN)
    reason = models.CharField(_("เหตุผลที่ออกจากคลัสเตอร์"), max_length=300, blank=True, help_text=_("เว้นว่างหมายถึง ไม่ระบุ"))

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Span.Meta):
        verbose_name = _("สมาชิกคลัสเตอร์")
        verbose_name_plural = _("สมาชิกคลัสเตอร์")
        ordering = ("cluster", "organisation", "from_year", "pk")
        indexes = (
            # Of a year of long ago there are few among a million.
            models.Index(fields=("from_year", "to_year"), name="membership_years"),
            # The members of a cluster lie all over the table: its page reads them from here alone.
            models.Index(
                fields=("cluster", "organisation"),
                include=("position", "from_year", "to_year"),
                name="membership_of_cluster",
            ),
        )
        constraints = (
            *span_constraints("membership"),
            models.CheckConstraint(
                condition=Q(position__in=["upstream", "midstream", "downstream", "supporting", "unknown"]),
                name="membership_position_is_known",
                violation_error_message=_("ไม่มีตำแหน่งนี้"),
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(to_year__isnull=False),
                name="reason_for_leaving_needs_a_last_year",
                violation_error_message=_("ระบุปีสุดท้ายก่อน จึงจะระบุเหตุผลที่ออกได้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.cluster}"


class SupportQuerySet(OfClusterQuerySet["Support"]):
    pass


class Support(OfLivingOrganisation, Span):
    """An organisation gives a cluster one service, for a time: this makes it a BDS partner."""

    class Service(models.TextChoices):
        FINANCE = "finance", _("การเงินและสินเชื่อ")
        EDUCATION = "education", _("การศึกษาและพัฒนาบุคลากร")
        TRAINING = "training", _("ฝึกอบรม")
        RESEARCH = "research", _("วิจัยและพัฒนา")
        CONSULTING = "consulting", _("ให้คำปรึกษา")
        TESTING = "testing", _("ทดสอบและรับรองมาตรฐาน")
        MARKETING = "marketing", _("การตลาด")
        PROMOTION = "promotion", _("ส่งเสริมและประสานงานของรัฐ")
        OTHER = "other", _("บริการอื่น")

    once_per = ("organisation", "cluster", "service")
    overlap_message = _("หน่วยงานนี้ให้บริการนี้แก่คลัสเตอร์นี้ในช่วงปีที่ซ้อนกันอยู่แล้ว")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("หน่วยงานและผู้ประกอบการ"), on_delete=models.PROTECT, related_name="supports"
    )
    cluster = models.ForeignKey(Cluster, verbose_name=_("คลัสเตอร์"), on_delete=models.PROTECT, related_name="supports")
    service = models.CharField(_("บริการ"), max_length=12, choices=Service)
    note = models.CharField(_("หมายเหตุ"), max_length=300, blank=True)

    objects: ClassVar[SupportQuerySet] = SupportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Span.Meta):
        verbose_name = _("การสนับสนุนคลัสเตอร์")
        verbose_name_plural = _("การสนับสนุนคลัสเตอร์")
        ordering = ("cluster", "organisation", "service", "from_year", "pk")
        constraints = (
            *span_constraints("support"),
            models.CheckConstraint(
                condition=Q(
                    service__in=[
                        "finance",
                        "education",
                        "training",
                        "research",
                        "consulting",
                        "testing",
                        "marketing",
                        "promotion",
                        "other",
                    ]
                ),
                name="support_service_is_known",
                violation_error_message=_("ไม่มีบริการนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.cluster}: {self.get_service_display()}"


class OfficeQuerySet(SpanQuerySet["Office"]):
    def of_cluster(self, cluster: Cluster) -> Self:
        return self.filter(cluster=cluster)


class Office(Span):
    """A person coordinates or leads a cluster, for a time. Who it is may be published by consent only."""

    class Role(models.TextChoices):
        CDA = "cda", _("ผู้ประสานงานคลัสเตอร์ (CDA)")
        PRESIDENT = "president", _("ประธานคลัสเตอร์")
        SECRETARY = "secretary", _("เลขานุการคลัสเตอร์")

    once_per = ("person", "cluster", "role")
    overlap_message = _("บุคคลนี้ดำรงตำแหน่งนี้ของคลัสเตอร์นี้ในช่วงปีที่ซ้อนกันอยู่แล้ว")

    person = models.ForeignKey(Person, verbose_name=_("บุคคล"), on_delete=models.PROTECT, related_name="offices")
    cluster = models.ForeignKey(Cluster, verbose_name=_("คลัสเตอร์"), on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(_("ตำแหน่ง"), max_length=10, choices=Role)

    objects: ClassVar[OfficeQuerySet] = OfficeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Span.Meta):
        verbose_name = _("ตำแหน่งในคลัสเตอร์")
        verbose_name_plural = _("ตำแหน่งในคลัสเตอร์")
        ordering = ("cluster", "role", "from_year", "pk")
        constraints = (
            *span_constraints("office"),
            models.CheckConstraint(
                condition=Q(role__in=["cda", "president", "secretary"]),
                name="office_role_is_known",
                violation_error_message=_("ไม่มีตำแหน่งนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()} {self.cluster}"
