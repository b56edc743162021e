"""The form of a new reported figure, and the figures that stand beside it."""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.shown import scope_in_words
from programmes.models import UNIT_OF_MEASURE, ReportedFigure
from records.admin.forms import LONGEST_REASON, RefusableForm
from thai.calendar import ThaiCalendarError, format_fiscal_years, parse_fiscal_year


class FigureForm(RefusableForm):
    """A new figure. Its unit follows from what it counts, so nobody is asked for it."""

    replaces = forms.ModelChoiceField(
        ReportedFigure.objects.none(), label=_("แทนตัวเลขเดิม"), required=False, widget=forms.HiddenInput
    )
    change_reason = forms.CharField(
        label=_("เหตุผลที่แทนตัวเลขเดิม"), required=False, max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "replaces" in self.fields:
            self.fields["replaces"].queryset = ReportedFigure.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        self.instance.unit = UNIT_OF_MEASURE.get(cleaned.get("measure", ""), "")
        if cleaned.get("replaces") and not cleaned.get("change_reason"):
            self.add_error("change_reason", gettext("บอกเหตุผลที่แทนตัวเลขเดิม เพื่อให้ผู้อื่นตรวจสอบได้"))
        return cleaned


@dataclass(frozen=True)
class Beside:
    """What the documents say already of the years of a new figure. One query."""

    years: str
    figures: list[tuple[ReportedFigure, str, str]]

    @classmethod
    def of_years(cls, first: Any, last: Any) -> Self | None:
        """Return the standing figures of the years as they were typed; None if there is no year to read."""
        years = sorted(year for year in map(_year, (first, last)) if year)
        if not years:
            return None
        found = ReportedFigure.objects.current().touching(years[0], years[-1]).select_related("source", "funder")
        lines = [(figure, figure.amount, scope_in_words(figure)) for figure in found.order_by("measure", "pk")]
        return cls(format_fiscal_years(years[0], years[-1]), lines)


def _year(written: Any) -> int | None:
    try:
        return parse_fiscal_year(str(written or ""))
    except ThaiCalendarError:
        return None
