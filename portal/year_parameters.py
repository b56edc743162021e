"""What the pages of years are asked for: whose money, which years, which part of a year."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import Region
from portal.parameters import choice_of, number_of_centre, reference_choices
from programmes.reports.groups_per_year import known_span
from programmes.reports.year_line import ScopeAsked
from programmes.reports.year_names import FIGURE
from programmes.reports.year_scope import NO_FUNDER, YearScope
from records.params import PageParam, Params
from thai.forms import FiscalYearFormField


class ScopeParams(Params):
    """Whose money: all, or the department's alone."""

    scope = forms.ChoiceField(
        label=gettext_lazy("แหล่งงบ"),
        required=False,
        choices=[("all", gettext_lazy("ทุกแหล่งงบ")), ("department", gettext_lazy("งบกรมส่งเสริมอุตสาหกรรม"))],
        error_messages={
            "invalid_choice": gettext_lazy("ใช้ได้เฉพาะ all (ทุกแหล่งงบ) หรือ department (งบกรมส่งเสริมอุตสาหกรรม)")
        },
    )

    @property
    def asked_scope(self) -> ScopeAsked:
        return "department" if self.cleaned_data["scope"] == "department" else "all"


class SpanParams(ScopeParams):
    """From which year to which; without them all that is known."""

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self.fields["from"] = FiscalYearFormField(label=gettext_lazy("ตั้งแต่ปี"), required=False)
        self.fields["to"] = FiscalYearFormField(label=gettext_lazy("ถึงปี"), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", ValidationError(_("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม (%(first)s)") % {"first": first}))
        return self.cleaned_data

    @property
    def query(self) -> str:
        """The asked parameters as a query, to reach the same selection in another form."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def is_brief(self) -> bool:
        return bool(self.cleaned_data["from"] and self.cleaned_data["to"])

    def span(self) -> tuple[int, int] | None:
        """Return the asked years; an open end is that of what is known. None if nothing is known or asked."""
        first, last = self.cleaned_data["from"], self.cleaned_data["to"]
        if first and last:
            return first, last
        known = known_span()
        if known is None:
            return (first or last, first or last) if first or last else None
        return first or min(known[0], last or known[0]), last or max(known[1], first or known[1])


class YearParams(ScopeParams):
    """Which part of a year, and which year beside it."""

    FILTERS = ("sector", "region", "centre", "funder", "beside")

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        known = reference_choices()
        self.fields |= {
            "sector": choice_of(_("สาขาอุตสาหกรรม"), known.sector),
            "region": choice_of(_("ภูมิภาค"), Region.choices),
            "centre": choice_of(_("ศูนย์ส่งเสริมอุตสาหกรรมภาค"), known.centre),
            "funder": choice_of(_("แหล่งงบประมาณ"), [*known.funder, (NO_FUNDER, _("เอกสารไม่ระบุ"))]),
            "beside": FiscalYearFormField(label=_("เทียบกับปี (พ.ศ.)"), required=False),
        }

    @property
    def year_scope(self) -> YearScope:
        """Return what is asked for, with its names: a query for each of sector, centre and funder."""
        asked = self.cleaned_data
        return YearScope.named(
            self.asked_scope,
            sector=asked["sector"],
            region=asked["region"],
            centre=number_of_centre(asked["centre"]),
            funder=asked["funder"],
        )

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FILTERS]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, without the place in a list."""
        given = self.cleaned_data.items()
        return {name: value for name, value in given if value and name in ("scope", *self.FILTERS)}

    @property
    def query(self) -> str:
        """The selection as a query, to reach it in another form."""
        return f"?{urlencode(self.asked)}" if self.asked else ""


class FigureParam(forms.RegexField):
    """A figure of which the names are shown, as the files name it."""

    def __init__(self) -> None:
        wrong = _("ไม่มีตัวเลขนี้ในรายงาน ให้เลือกจากตัวเลขในหน้า")
        super().__init__(
            FIGURE, label=_("ตัวเลขที่แสดงรายชื่อ"), required=False, max_length=100, error_messages={"invalid": wrong}
        )


class YearPageParams(YearParams):
    """Also of which figure the names are shown, and which page of them."""

    page = PageParam()

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self.fields["figure"] = FigureParam()
