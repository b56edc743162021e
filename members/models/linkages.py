"""How organisations hang together."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from members.models.merged import OfLivingOrganisation
from members.models.organisations import Organisation
from members.models.spans import Span, SpanQuerySet, span_constraints


class LinkageQuerySet(SpanQuerySet["Linkage"]):
    def of_organisation(self, organisation: Organisation) -> Self:
        return self.filter(Q(from_organisation=organisation) | Q(to_organisation=organisation))


class Linkage(OfLivingOrganisation, Span):
    """One organisation supplies another, or the two do something together, for a time.

    Only a supply has a direction; of what is done together the pair counts, in whatever order it's written.
    """

    class Kind(models.TextChoices):
        SUPPLY = "supply", _("ส่งวัตถุดิบหรือชิ้นส่วน")
        JOINT_PURCHASE = "joint_purchase", _("จัดซื้อร่วม")
        JOINT_PRODUCTION = "joint_production", _("ผลิตร่วม")
        JOINT_MARKETING = "joint_marketing", _("ทำตลาดร่วม")
        JOINT_RESEARCH = "joint_research", _("วิจัยและพัฒนาร่วม")
        KNOWLEDGE = "knowledge", _("แลกเปลี่ยนความรู้")
        OTHER = "other", _("ความเชื่อมโยงอื่น")

    organisation_keys = ("from_organisation", "to_organisation")
    once_per = ("from_organisation", "to_organisation", "kind")
    overlap_message = _("มีความเชื่อมโยงนี้อยู่แล้ว")

    from_organisation = models.ForeignKey(
        Organisation, verbose_name=_("จากหน่วยงาน"), on_delete=models.PROTECT, related_name="linkages_from"
    )
    to_organisation = models.ForeignKey(
        Organisation, verbose_name=_("ถึงหน่วยงาน"), on_delete=models.PROTECT, related_name="linkages_to"
    )
    kind = models.CharField(_("ประเภทความเชื่อมโยง"), max_length=20, choices=Kind)
    note = models.CharField(_("หมายเหตุ"), max_length=300, blank=True)

    objects: ClassVar[LinkageQuerySet] = LinkageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Span.Meta):
        verbose_name = _("ความเชื่อมโยง")
        verbose_name_plural = _("ความเชื่อมโยง")
        ordering = ("from_organisation", "to_organisation", "kind", "pk")
        constraints = (
            *span_constraints("linkage"),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")),
                name="organisation_is_not_linked_to_itself",
                violation_error_message=_("หน่วยงานเชื่อมโยงกับตัวเองไม่ได้"),
            ),
            models.UniqueConstraint(
                fields=("from_organisation", "to_organisation", "kind"),
                name="linkage_once_per_pair_and_kind",
                violation_error_message=_("มีความเชื่อมโยงนี้อยู่แล้ว"),
            ),
            models.UniqueConstraint(
                Least("from_organisation", "to_organisation"),
                Greatest("from_organisation", "to_organisation"),
                "kind",
                condition=~Q(kind="supply"),
                name="joint_linkage_once_in_either_direction",
                violation_error_message=_("มีความเชื่อมโยงนี้ของสองหน่วยงานนี้อยู่แล้วในทิศทางกลับกัน"),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "supply",
                        "joint_purchase",
                        "joint_production",
                        "joint_marketing",
                        "joint_research",
                        "knowledge",
                        "other",
                    ]
                ),
                name="linkage_kind_is_known",
                violation_error_message=_("ไม่มีประเภทนี้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_organisation} – {self.to_organisation}: {self.get_kind_display()}"
