"""Rounds of the programme, one for each fiscal year, and who pays for clusters in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.models.places import in_active_language
from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record
from thai.calendar import format_fiscal_year
from thai.fields import FiscalYearField, fiscal_year_range

_turning: ContextVar[bool] = ContextVar("programmes_locks_turned", default=False)


@contextmanager
def locks_turned() -> Iterator[None]:
    """Let the locks of a year be turned for the length of a block.

    Only the operation of approved requests may open it (a test holds this)."""
    token = _turning.set(True)
    try:
        yield
    finally:
        _turning.reset(token)


class Funder(Record):
    """Who pays: the department itself, or another agency whose name stands in every table."""

    code = models.SlugField(_("รหัส"), max_length=20, unique=True)
    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=200, unique=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=40, unique=True)
    short_name_en = models.CharField(_("ชื่อย่อภาษาอังกฤษ"), max_length=40, blank=True)
    is_department = models.BooleanField(_("เป็นกรมส่งเสริมอุตสาหกรรม"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("แหล่งงบประมาณ")
        verbose_name_plural = _("แหล่งงบประมาณ")
        ordering = ("-is_department", "short_name")
        constraints = (
            models.UniqueConstraint(
                fields=("is_department",),
                condition=Q(is_department=True),
                name="department_is_one_funder",
                violation_error_message=_("มีแหล่งงบประมาณที่เป็นกรมอยู่แล้ว"),
            ),
        )

    def __str__(self) -> str:
        return in_active_language(self.short_name, self.short_name_en)


class RoundQuerySet(GuardedQuerySet["Round"]):
    def between(self, first: int, last: int) -> Self:
        """Keep the rounds of the fiscal years ``first`` to ``last``, both included."""
        return self.filter(fiscal_year__range=(first, last))


class Round(Record):
    """The programme in one fiscal year. The interface calls it by its year, never "รอบ"."""

    class State(models.TextChoices):
        PLANNED = "planned", _("วางแผน")
        OPEN = "open", _("กำลังดำเนินการ")
        CLOSED = "closed", _("ปิดแล้ว")
        HISTORICAL = "historical", _("ปีในอดีต (บันทึกจากเอกสาร)")

    fiscal_year = FiscalYearField(_("ปีงบประมาณ"), unique=True)
    state = models.CharField(_("สถานะ"), max_length=12, choices=State, default=State.PLANNED)
    list_complete = models.BooleanField(
        _("รายชื่อกลุ่มครบถ้วน"),
        default=False,
        help_text=_("ทำเครื่องหมายเมื่อยืนยันแล้วว่ารายชื่อกลุ่มของปีนี้ครบทุกกลุ่ม ระบบจึงจะเทียบรายชื่อระหว่างปีได้"),
    )
    participation_locked = models.BooleanField(_("ล็อกรายชื่อกลุ่ม"), default=False)
    results_locked = models.BooleanField(_("ล็อกผลการดำเนินงาน"), default=False)
    note = models.TextField(_("หมายเหตุ"), max_length=2000, blank=True)

    # What a lock holds of the year itself; its note and the declaration of its list say more of it, not otherwise.
    LOCKED: Final = ("fiscal_year", "state", "participation_locked", "results_locked")

    objects: ClassVar[RoundQuerySet] = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ปีงบประมาณของโครงการ")
        verbose_name_plural = _("ปีงบประมาณของโครงการ")
        ordering = ("-fiscal_year",)
        constraints = (
            fiscal_year_range("round_is_a_fiscal_year", "fiscal_year"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed", "historical"]),
                name="round_state_is_known",
                violation_error_message=_("ไม่มีสถานะนี้"),
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(participation_locked=True),
                name="closed_round_has_its_list_locked",
                violation_error_message=_("ปีที่ปิดแล้วต้องล็อกรายชื่อกลุ่มด้วย"),
            ),
        )

    def __str__(self) -> str:
        return format_fiscal_year(self.fiscal_year)

    def get_absolute_url(self) -> str:
        return reverse("portal:year", args=[self.fiscal_year])

    @property
    def takes_participations(self) -> bool:
        return not self.participation_locked

    @property
    def asks_for_a_source(self) -> bool:
        """A historical round grows only by what a document names."""
        return self.state == self.State.HISTORICAL

    @property
    def is_locked(self) -> bool:
        return self.participation_locked or self.results_locked

    def clean(self) -> None:
        super().clean()
        try:
            self._refuse_locks_by_hand()
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        """Look at the locks where every write comes by, that of a fixture too."""
        self._refuse_locks_by_hand()
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]  # Django's, absent from its stubs

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if Round.objects.filter(Q(participation_locked=True) | Q(results_locked=True), pk=self.pk).exists():
            raise RuleBroken(gettext("%(year)s ล็อกแล้ว ลบไม่ได้ ให้ขอเปิดใหม่ที่หน้า “ปิดและเปิดปี” ก่อน") % {"year": self})
        return super().delete(*args, **kwargs)

    def _refuse_locks_by_hand(self) -> None:
        """A lock is turned by a request that somebody else has approved, and a locked year stays what it is."""
        if _turning.get():
            return
        kept = Round.objects.filter(pk=self.pk).values(*self.LOCKED).first() if self.pk else None
        before = kept or {"participation_locked": False, "results_locked": False, "state": self.State.PLANNED}
        turned = any(getattr(self, name) != before[name] for name in ("participation_locked", "results_locked"))
        closed = self.State.CLOSED in {self.state, before["state"]} and self.state != before["state"]
        if turned or closed:
            raise RuleBroken(gettext("ปิดหรือเปิดปีจากแบบฟอร์มนี้ไม่ได้ ให้ขอที่หน้า “ปิดและเปิดปี” ของปีนั้น แล้วให้ผู้อนุมัติอีกคนอนุมัติ"))
        if kept and (kept["participation_locked"] or kept["results_locked"]):
            changed = [name for name in self.LOCKED if getattr(self, name) != kept[name]]
            if changed:
                raise RuleBroken(
                    gettext("%(year)s ล็อกแล้ว จึงเปลี่ยนปีหรือสถานะไม่ได้") % {"year": format_fiscal_year(kept["fiscal_year"])}
                )
