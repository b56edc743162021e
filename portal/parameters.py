"""What the directories are asked for: words, places, and what the rows are."""

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import PromotionCentre, Province, Region, Sector
from members.models import Membership, Organisation
from members.reports.organisation_directory import OrganisationSelection
from records.params import PageParam, Params, TextParam
from thai.calendar import fiscal_year_of
from thai.text import normalise

HEADQUARTERS: Final = "hq"  # "0" would look like nothing chosen


def _choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", gettext_lazy("ทั้งหมด")), *choices],
        error_messages={"invalid_choice": gettext_lazy("ไม่มีตัวเลือกนี้ ให้เลือกจากรายการ")},
    )


class DirectoryParams(Params):
    """Words and places, for every directory. Three queries for the choices."""

    q = TextParam(label=gettext_lazy("คำค้น"))
    page = PageParam()

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        centres = [(str(centre.number or HEADQUARTERS), str(centre)) for centre in PromotionCentre.objects.all()]
        self.fields |= {
            "sector": _choice(_("สาขาอุตสาหกรรม"), [(sector.code, str(sector)) for sector in Sector.objects.all()]),
            "region": _choice(_("ภูมิภาค"), Region.choices),
            "province": _choice(_("จังหวัด"), [(place.code, str(place)) for place in Province.objects.all()]),
            "centre": _choice(_("ศูนย์ส่งเสริมอุตสาหกรรมภาค"), centres),
        }

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields of the form that a person fills in."""
        return [field for field in self.visible_fields() if field.name != "page"]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, without the page."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "page"}

    @property
    def query(self) -> str:
        """The selection as a query, to reach it in another form."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @property
    def words(self) -> str:
        return normalise(self.cleaned_data["q"])

    @property
    def places(self) -> dict[str, Any]:
        """Words and places as the selections name them."""
        centre = self.cleaned_data["centre"]
        return {
            "query": self.words,
            **{name: self.cleaned_data[name] for name in ("sector", "region", "province")},
            "centre": None if not centre else 0 if centre == HEADQUARTERS else int(centre),
        }


class OrganisationParams(DirectoryParams):
    """Also what an organisation is, and in which cluster."""

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        roles = [("member", _("สมาชิกคลัสเตอร์")), ("partner", _("หน่วยงานที่สนับสนุน (BDS)"))]
        self.fields |= {
            "role": _choice(_("บทบาท"), roles),
            "position": _choice(_("ตำแหน่งในห่วงโซ่"), Membership.Position.choices),
            "kind": _choice(_("ประเภท"), Organisation.Kind.choices),
            "cluster": forms.RegexField(
                r"^C[0-9]{4,11}$",
                label=_("รหัสคลัสเตอร์"),
                required=False,
                max_length=12,
                widget=forms.HiddenInput,
                error_messages={"invalid": _("รหัสคลัสเตอร์มีรูปแบบ C0001")},
            ),
        }

    @property
    def selection(self) -> OrganisationSelection:
        own = {name: self.cleaned_data[name] for name in ("role", "position", "kind", "cluster")}
        return OrganisationSelection(year=fiscal_year_of(localdate()), **self.places, **own)
