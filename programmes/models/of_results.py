"""What the rows among the results of a round have in common: its lock."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from programmes.models.participations import Participation
from programmes.models.rounds import Round
from records.errors import RuleBroken
from records.models import Record


class OfResults(Record):
    """A row among the results of a round: once they are locked it can't be added, changed or taken away.

    It has a ``participation``, or a ``round``.
    """

    class Meta(Record.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        try:
            for held in self._rounds_concerned():
                refuse_locked_results(held)
        except RuleBroken as broken:
            raise ValidationError(str(broken)) from broken

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save while the round is held: one that is being locked at this moment refuses."""
        with transaction.atomic():
            self._hold_the_rounds()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            self._hold_the_rounds()
            return super().delete(*args, **kwargs)

    def _hold_the_rounds(self) -> None:
        for held in self._rounds_concerned().select_for_update():
            refuse_locked_results(held)

    def _rounds_concerned(self) -> models.QuerySet[Round]:
        """The round of this row, and the one that it is moved out of, in one order for everybody."""
        kept = type(self)._base_manager.filter(pk=self.pk) if self.pk else ()
        rounds, participations = set(), set()
        for row in (self, *kept):
            rounds.add(getattr(row, "round_id", None))
            participations.add(getattr(row, "participation_id", None))
        through = Participation.objects.filter(pk__in=participations - {None}).values("round")
        return Round.objects.filter(Q(pk__in=rounds - {None}) | Q(pk__in=through)).order_by("pk")


def refuse_locked_results(held: Round) -> None:
    """Raise ``RuleBroken`` if the results of the round are locked."""
    if held.results_locked:
        raise RuleBroken(gettext("ผลการดำเนินงานของ%(year)s ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน") % {"year": held})
