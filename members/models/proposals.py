"""What an officer would change of an organisation that another centre keeps as well: it waits for one of the others."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.models.merged import OfLivingOrganisation
from members.models.organisations import Organisation
from members.models.users import User
from records.guard import GuardedQuerySet
from records.models import Record
from thai.fields import BEDateTimeField

# What can be proposed: what the organisation's own form holds. Contacts and consents are asked for, never proposed.
PROPOSED: Final = (
    "name",
    "name_en",
    "trade_name",
    "juristic_number",
    "kind",
    "sector",
    "main_products",
    "province",
    "address",
    "web",
    "state",
    "note",
)


class ChangesField(models.JSONField):
    """Values by the names of an organisation's fields: each as it was, and as it's proposed."""

    def in_words(self, value: dict[str, list[Any]]) -> str:
        """Name the fields; the page of the proposal shows their values."""
        return ", ".join(label_of(name) for name in value)


class ChangeProposalQuerySet(GuardedQuerySet["ChangeProposal"]):
    def waiting(self) -> Self:
        return self.filter(state=ChangeProposal.State.WAITING)


class ChangeProposal(OfLivingOrganisation, Record):
    """A change of an organisation that waits for somebody who, alone or with the proposer, keeps all its clusters."""

    class State(models.TextChoices):
        WAITING = "waiting", _("รอพิจารณา")
        ACCEPTED = "accepted", _("รับแล้ว")
        REFUSED = "refused", _("ไม่รับ")
        WITHDRAWN = "withdrawn", _("ผู้เสนอถอน")
        ENDED = "ended", _("สิ้นผล")

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("หน่วยงานและผู้ประกอบการ"),
        on_delete=models.PROTECT,
        related_name="change_proposals",
    )
    changes = ChangesField(_("สิ่งที่เสนอแก้ไข"))
    reason = models.CharField(_("เหตุผลหรือหลักฐานของผู้เสนอ"), max_length=300)
    proposed_by = models.ForeignKey(
        User, verbose_name=_("ผู้เสนอ"), on_delete=models.PROTECT, related_name="changes_proposed"
    )
    proposed_at = BEDateTimeField(_("เสนอเมื่อ"))
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("ผู้พิจารณา"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_decided",
    )
    decided_at = BEDateTimeField(_("พิจารณาเมื่อ"), null=True, blank=True)
    answer = models.CharField(_("ความเห็นของผู้พิจารณา"), max_length=300, blank=True)

    objects: ClassVar[ChangeProposalQuerySet] = ChangeProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Record.Meta):
        verbose_name = _("ข้อเสนอแก้ไขหน่วยงาน")
        verbose_name_plural = _("ข้อเสนอแก้ไขหน่วยงาน")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("id",), name="change_proposals_that_wait", condition=Q(state="waiting")),)
        constraints = (
            # What was erased or merged ends without anybody's decision.
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state="ended", decided_by__isnull=True, decided_at__isnull=False)
                | Q(state="withdrawn", decided_by=F("proposed_by"), decided_at__isnull=False)
                | (
                    Q(state__in=["accepted", "refused"], decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="change_proposal_is_decided_by_another",
                violation_error_message=_("ผู้เสนอรับข้อเสนอของตนเองไม่ได้"),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & (~Q(state="refused") | ~Q(answer="")),
                name="change_proposal_has_its_reasons",
                violation_error_message=_("กรุณาระบุเหตุผล"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation.code} {self.organisation}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def moved_on(self) -> list[str]:
        """Name the fields of the organisation that are no longer as the proposer saw them; no query."""
        seen = {name: before for name, (before, _after) in self.changes.items()}
        return [name for name, before in seen.items() if kept_value(self.organisation, name) != before]


def kept_value(organisation: Organisation, name: str) -> Any:
    """Return the value of a field as a proposal keeps it: the key of what it points at."""
    return getattr(organisation, Organisation._meta.get_field(name).attname)  # type: ignore[union-attr]


def label_of(name: str) -> str:
    return capfirst(str(Organisation._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def proposed_values(changes: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the column and the value of each change."""
    for name, (_before, after) in changes.items():
        yield Organisation._meta.get_field(name).attname, after  # type: ignore[union-attr]
