"""Which clusters took part in which round: what is recorded by name."""

from typing import Any, ClassVar, Final, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster
from programmes.models.rounds import Funder, Round
from programmes.models.sources import Source
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record


class ParticipationQuerySet(GuardedQuerySet["Participation"]):
    def in_round(self, round: Round) -> Self:  # noqa: A002  # the domain's word
        return self.filter(round=round)

    def between(self, first: int, last: int) -> Self:
        """Keep those in rounds of the fiscal years ``first`` to ``last``, both included."""
        return self.filter(round__fiscal_year__range=(first, last))

    def of_cluster(self, cluster: Cluster) -> Self:
        return self.filter(cluster=cluster)

    def of_shown_clusters(self) -> Self:
        """Keep those of clusters that everyone may know of; a draft counts nowhere until it is published."""
        return self.exclude(cluster__state=Cluster.State.DRAFT)

    def department_funded(self) -> Self:
        """Keep those known to be paid for by the department; an unknown funder is not."""
        return self.filter(funder__is_department=True)


class Participation(Record):
    """A cluster's part in one round."""

    class Entry(models.TextChoices):
        PILOT = "pilot", _("กลุ่มนำร่อง")
        NEW = "new", _("กลุ่มใหม่")
        CONTINUED = "continued", _("กลุ่มต่อเนื่อง")
        RETURNING = "returning", _("กลุ่มที่กลับเข้าร่วม")
        UNKNOWN = "unknown", _("ไม่ทราบ")

    class Outcome(models.TextChoices):
        GRADUATED = "graduated", _("สำเร็จตามเป้าหมาย")
        FUNDING_ENDED = "funding_ended", _("สิ้นสุดงบประมาณ")
        WITHDREW = "withdrew", _("ถอนตัว")
        MERGED = "merged", _("รวมเข้ากับกลุ่มอื่น")

    cluster = models.ForeignKey(
        Cluster, verbose_name=_("คลัสเตอร์"), on_delete=models.PROTECT, related_name="participations"
    )
    round = models.ForeignKey(
        Round, verbose_name=_("ปีงบประมาณ"), on_delete=models.PROTECT, related_name="participations"
    )
    entry = models.CharField(_("ประเภทการเข้าร่วม"), max_length=10, choices=Entry, default=Entry.UNKNOWN)
    # A participation without a funder: the documents don't say who paid.
    funder = models.ForeignKey(
        Funder,
        verbose_name=_("แหล่งงบประมาณ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        help_text=_("เว้นว่างหากเอกสารไม่ระบุ"),
    )
    outcome = models.CharField(_("ผลเมื่อออกจากโครงการ"), max_length=15, choices=Outcome, blank=True)
    reason_for_leaving = models.CharField(
        _("เหตุผลที่ออกจากโครงการ"), max_length=300, blank=True, help_text=_("เว้นว่างหมายถึง ไม่ระบุ")
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("เอกสารอ้างอิง"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        help_text=_("จำเป็นสำหรับปีในอดีต"),
    )
    note = models.CharField(_("หมายเหตุ"), max_length=500, blank=True)

    # How it ended: of the results, so that a list may be locked while its clusters are still being followed.
    RESULTS: Final = ("outcome", "reason_for_leaving")

    objects: ClassVar[ParticipationQuerySet] = ParticipationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("การเข้าร่วมโครงการ")
        verbose_name_plural = _("การเข้าร่วมโครงการ")
        ordering = ("-round__fiscal_year", "cluster__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("cluster", "round"),
                name="participation_once_per_round",
                violation_error_message=_("คลัสเตอร์นี้มีการเข้าร่วมในปีงบประมาณนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(entry__in=["pilot", "new", "continued", "returning", "unknown"]),
                name="participation_entry_is_known",
                violation_error_message=_("ไม่มีประเภทการเข้าร่วมนี้"),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "graduated", "funding_ended", "withdrew", "merged"]),
                name="participation_outcome_is_known",
                violation_error_message=_("ไม่มีผลเมื่อออกจากโครงการนี้"),
            ),
            models.CheckConstraint(
                condition=Q(reason_for_leaving="") | ~Q(outcome=""),
                name="reason_for_leaving_needs_an_outcome",
                violation_error_message=_("ระบุผลเมื่อออกจากโครงการก่อน จึงจะระบุเหตุผลได้"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.cluster} – {self.round}"

    def clean(self) -> None:
        """Ask the round, and the one that it is moved out of. Complaints belong to no field: forms leave some out."""
        super().clean()
        try:
            for concerned in self._rounds_concerned():
                self._refuse_what_the_round_refuses(concerned)
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        """Save while the round is held: one that is being locked at this moment refuses. A fixture comes by too."""
        with transaction.atomic():
            for held in self._rounds_concerned().select_for_update():
                self._refuse_what_the_round_refuses(held)
            return super()._save_table(*args, **kwargs)  # type: ignore[misc]  # Django's, absent from its stubs

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            for held in self._rounds_concerned().select_for_update():
                self._refuse_what_is_locked(held)
            return super().delete(*args, **kwargs)

    def _rounds_concerned(self) -> models.QuerySet[Round]:
        """The round of this participation, and the one that it is moved out of, in one order for everybody."""
        ids = {self.round_id}
        if self.pk:
            ids |= set(Participation.objects.filter(pk=self.pk).values_list("round_id", flat=True))
        return Round.objects.filter(pk__in=ids).order_by("pk")

    def _refuse_what_the_round_refuses(self, held: Round) -> None:
        if self._changes_results_alone():
            self._refuse_results_that_are_locked(held)
        else:
            self._refuse_what_is_locked(held)
        if held.pk == self.round_id and held.asks_for_a_source and self.source_id is None:
            raise RuleBroken(gettext("%(year)s เป็นปีในอดีต ต้องระบุเอกสารอ้างอิงที่มีชื่อกลุ่มนี้") % {"year": held})

    def _changes_results_alone(self) -> bool:
        names = [field.attname for field in self._meta.concrete_fields if field.name != "version"]
        kept = Participation.objects.filter(pk=self.pk).values(*names).first() if self.pk else None
        if kept is None:
            return False
        changed = {name for name in names if getattr(self, name) != kept[name]}
        return bool(changed) and changed <= set(self.RESULTS)

    @staticmethod
    def _refuse_results_that_are_locked(held: Round) -> None:
        if held.results_locked:
            raise RuleBroken(
                gettext("ผลการดำเนินงานของ%(year)s ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน") % {"year": held}
            )

    @staticmethod
    def _refuse_what_is_locked(held: Round) -> None:
        if not held.takes_participations:
            raise RuleBroken(gettext("รายชื่อกลุ่มของ%(year)s ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน") % {"year": held})
