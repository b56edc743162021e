"""What holds for a time: from a fiscal year, to a fiscal year, and only once at a time."""

from typing import Any, ClassVar, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.errors import RuleBroken
from records.guard import GuardedQuerySet
from records.models import Record
from thai.calendar import format_year
from thai.fields import FiscalYearField, fiscal_year_range

SpanT = TypeVar("SpanT", bound=models.Model)


def holding(first: Any, last: Any) -> Q:
    """Return the filter of the spans that share a year with ``first`` to ``last``; None is open on that side.

    A year may be an expression, such as one of an outer query.
    """
    begun = Q() if last is None else Q(from_year__isnull=True) | Q(from_year__lte=last)
    not_ended = Q() if first is None else Q(to_year__isnull=True) | Q(to_year__gte=first)
    return begun & not_ended


def years_in_words(first: int | None, last: int | None) -> str:
    """Return "พ.ศ. 2565 ถึง พ.ศ. 2567"; "" when neither end is known."""
    if first is None:
        return "" if last is None else gettext("ถึง %(year)s") % {"year": format_year(last)}
    if last is None:
        return gettext("ตั้งแต่ %(year)s") % {"year": format_year(first)}
    if first == last:
        return format_year(first)
    return gettext("%(first)s ถึง %(last)s") % {"first": format_year(first), "last": format_year(last)}


class SpanQuerySet(GuardedQuerySet[SpanT]):
    """Years that aren't known are open: a span without a first year is older than the records."""

    def in_year(self, fiscal_year: int) -> Self:
        return self.between(fiscal_year, fiscal_year)

    def between(self, first: int | None, last: int | None) -> Self:
        """Keep those that share a year with ``first`` to ``last``; None is open on that side."""
        return self.filter(holding(first, last))


class Span(Record):
    """A row that holds from a year to a year, both included; of one thing there is one at a time.

    ``once_per`` names the fields that make two rows speak of one thing; the first is the row that is held while
    another span of it may be saved.
    """

    once_per: ClassVar[tuple[str, ...]] = ()
    overlap_message: ClassVar[str | Promise] = ""

    # Without a first year: the documents don't say since when.
    from_year = FiscalYearField(_("ตั้งแต่ปีงบประมาณ"), null=True, blank=True, help_text=_("เว้นว่างหากไม่ทราบ"))
    # Without a last year: it still holds.
    to_year = FiscalYearField(_("ถึงปีงบประมาณ"), null=True, blank=True, help_text=_("เว้นว่างหากยังดำเนินอยู่"))

    class Meta(Record.Meta):
        abstract = True

    @property
    def years(self) -> str:
        """The span in words."""
        return years_in_words(self.from_year, self.to_year)

    def clean(self) -> None:
        super().clean()
        try:
            self._refuse_overlap()
        except RuleBroken as broken:
            raise ValidationError({"from_year": str(broken)}) from broken

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save while the row that the span is of is held: two officers can't add the same span at once."""
        with transaction.atomic():
            held = self._meta.get_field(self.once_per[0])
            if held.related_model and (key := getattr(self, held.attname)):  # type: ignore[union-attr]
                list(held.related_model._base_manager.select_for_update().filter(pk=key))  # type: ignore[union-attr]
            self._refuse_overlap()
            super().save(*args, **kwargs)

    def _refuse_overlap(self) -> None:
        attributes = [self._meta.get_field(name).attname for name in self.once_per]  # type: ignore[union-attr]
        same = {name: getattr(self, name) for name in attributes}
        if None in same.values():
            return
        others = cast(SpanQuerySet[Any], type(self).objects.filter(**same).exclude(pk=self.pk))
        if others.between(self.from_year, self.to_year).exists():
            raise RuleBroken(str(self.overlap_message))


def span_constraints(name: str) -> tuple[models.CheckConstraint, models.CheckConstraint]:
    """Return the rules of one span's own years, for the constraints of a model that is called ``name``."""
    return (
        fiscal_year_range(f"{name}_years_are_fiscal_years", "from_year", "to_year"),
        models.CheckConstraint(
            condition=Q(from_year__isnull=True) | Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
            name=f"{name}_years_are_ordered",
            violation_error_message=_("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"),
        ),
    )
