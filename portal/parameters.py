"""What the directories are asked for: words, places, years, and what the rows are."""

import copy
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, cast
from urllib.parse import urlencode

from django import forms
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clusters.models import Cluster, PromotionCentre, Province, Region, Sector
from clusters.reports.cluster_directory import ClusterSelection
from members.models import Membership, Organisation, Support
from members.reports.cluster_members import member_count
from members.reports.organisation_directory import OrganisationSelection
from programmes.models import Funder, Participation
from records.drop_downs import DropDown
from records.params import CursorParam, PageParam, Params, TextParam
from thai.calendar import fiscal_year_of
from thai.forms import FiscalYearFormField
from thai.text import normalise

PUBLIC_SECONDS: Final = 60  # how long caches may keep a public page
HEADQUARTERS: Final = "hq"  # "0" would look like nothing chosen


def choice_of(label: Any, choices: Any = (), nothing: Any = "") -> forms.ChoiceField:
    """Return a choice of one or none; ``nothing`` says what none means, by default everything."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", nothing or gettext_lazy("ทั้งหมด")), *choices],
        widget=DropDown,
        error_messages={"invalid_choice": gettext_lazy("ไม่มีตัวเลือกนี้ ให้เลือกจากรายการ")},
    )


def reference_choices() -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen from reference data, in the language of the page; remembered as long as pages are.

    Four queries, once a minute.
    """

    def asked() -> dict[str, list[tuple[str, str]]]:
        return {
            "centre": [(str(each.number or HEADQUARTERS), str(each)) for each in PromotionCentre.objects.all()],
            "sector": [(each.code, str(each)) for each in Sector.objects.all()],
            "province": [(each.code, str(each)) for each in Province.objects.all()],
            "funder": [(each.code, str(each)) for each in Funder.objects.all()],
        }

    found = cache.get_or_set(f"reference-{get_language()}", asked, PUBLIC_SECONDS)
    return cast(dict[str, list[tuple[str, str]]], found)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter without which there is something to find: its label, what was asked, and the address without it."""

    label: str
    value: str
    query: str


class DirectoryParams(Params):
    """Words, places and years, for every directory."""

    PLACE_IN_LIST: ClassVar = ("page", "cursor", "sort")
    FIRST: ClassVar = ("q", "sector", "province", "sort")

    q = TextParam(label=gettext_lazy("คำค้น"))
    page = PageParam()
    cursor = CursorParam()

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        known = reference_choices()
        self.fields |= {
            "sector": choice_of(_("สาขาอุตสาหกรรม"), known["sector"]),
            "province": choice_of(_("จังหวัด"), known["province"]),
            "sort": choice_of(_("เรียงตาม"), self.sorts(), _("พจนานุกรม")),
            "region": choice_of(_("ภูมิภาค"), Region.choices),
            "centre": choice_of(_("ศูนย์ส่งเสริมอุตสาหกรรมภาค"), known["centre"]),
            "year": FiscalYearFormField(label=_("ปีงบประมาณที่เข้าร่วม"), required=False),
            "entry": choice_of(_("ประเภทการเข้าร่วมของกลุ่ม"), Participation.Entry.choices),
        }

    @staticmethod
    def sorts() -> list[tuple[str, str]]:
        return [("newest", _("เพิ่มในระบบล่าสุด"))]

    @property
    def first_filters(self) -> list[forms.BoundField]:
        """The fields that most visitors fill in."""
        return [self[name] for name in self.FIRST]

    @property
    def more_filters(self) -> list[forms.BoundField]:
        """The other fields that a visitor may fill in."""
        named = {*self.FIRST, *self.PLACE_IN_LIST}
        return [field for field in self.visible_fields() if field.name not in named]

    @property
    def asks_for_more(self) -> bool:
        return any(field.name in self.asked for field in self.more_filters)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, without order and place in the list."""
        return {name: value for name, value in self.cleaned_data.items() if value and name not in self.PLACE_IN_LIST}

    @property
    def query(self) -> str:
        """The selection in its order as a query, to reach it in another form."""
        asked = self.asked | {name: self.cleaned_data[name] for name in ("sort",) if self.cleaned_data[name]}
        return f"?{urlencode(asked)}" if asked else ""

    def without(self, name: str) -> Self:
        """Return the same without one filter."""
        other = copy.copy(self)
        other.cleaned_data = {**self.cleaned_data, name: ""}
        return other

    @property
    def query_anywhere(self) -> str:
        """The selection as a query, whatever province is asked for."""
        return self.without("province").query

    @property
    def query_of_province(self) -> str:
        """The same as a query to which only the code of a province is missing."""
        return f"{self.query_anywhere}{'&' if self.query_anywhere else '?'}province="

    def ways_out(self) -> list[WayOut]:
        """Return the filters of which one is enough to drop to find something. A query for each that was asked."""
        without = {name: self.without(name) for name in self.asked}
        return [
            WayOut(str(self.fields[name].label), self._shown(name), other.query)
            for name, other in without.items()
            if other.rows().exists()
        ]

    def _shown(self, name: str) -> str:
        field, value = self.fields[name], self.cleaned_data[name]
        choices = field.widget.choices if isinstance(field.widget, forms.Select) else ()
        return next((str(label) for key, label in choices if key == value), str(value))

    def rows(self) -> QuerySet[Any]:
        """Return the rows of the selection."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        return normalise(self.cleaned_data["q"])

    @property
    def places(self) -> dict[str, Any]:
        """Words and places as the selections name them."""
        centre = self.cleaned_data["centre"]
        return {
            "year": self.cleaned_data["year"] or fiscal_year_of(localdate()),
            "query": self.words,
            **{name: self.cleaned_data[name] for name in ("sector", "region", "province")},
            "centre": None if not centre else 0 if centre == HEADQUARTERS else int(centre),
        }

    def _participations(self, *names: str) -> QuerySet[Any, Any] | None:
        """Return the keys of the clusters that took part as asked by ``names``; None when none of them is asked."""
        lookups = {"year": "round__fiscal_year", "entry": "entry"}
        asked = {
            lookups[name]: self.cleaned_data[name] for name in names if name in lookups and self.cleaned_data[name]
        }
        funder = self.cleaned_data["funder"] if "funder" in names else ""
        if not (asked or funder):
            return None
        return Participation.objects.filter(_paid_by(funder), **asked).of_shown_clusters().values("cluster")


# Who pays, where no single funder is asked for.
FUNDERS_TOGETHER: Final = {
    "own": Q(funder__isnull=True) | Q(funder__is_department=True),
    "others": Q(funder__is_department=False),
    "department-only": Q(funder__is_department=True),
    "none": Q(funder__isnull=True),
}


def _paid_by(funder: str) -> Q:
    if not funder:
        return Q()
    return FUNDERS_TOGETHER.get(funder, Q(funder__code=funder))


class ClusterParams(DirectoryParams):
    """Also who paid, and whether the cluster still runs."""

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        states = [("running", _("ดำเนินการอยู่")), ("ended", Cluster.State.ENDED.label)]
        together = [
            ("none", _("เอกสารไม่ระบุ")),
            ("own", _("กรมส่งเสริมอุตสาหกรรม หรือเอกสารไม่ระบุ")),
            ("others", _("หน่วยงานอื่นทุกแห่ง")),
            ("department-only", _("เฉพาะกรมส่งเสริมอุตสาหกรรม")),
        ]
        self.fields |= {
            "funder": choice_of(_("แหล่งงบประมาณ"), [*reference_choices()["funder"], *together]),
            "state": choice_of(_("สถานะ"), states),
        }

    @staticmethod
    def sorts() -> list[tuple[str, str]]:
        return [*DirectoryParams.sorts(), ("members", _("จำนวนสมาชิก"))]

    @property
    def selection(self) -> ClusterSelection:
        by_size = self.cleaned_data["sort"] == "members"
        return ClusterSelection(
            **self.places,
            state=self.cleaned_data["state"],
            among=self._participations("year", "entry", "funder"),
            with_merged=bool(self.cleaned_data["year"]),
            size=member_count(self.places["year"]) if by_size else None,
            order="size" if by_size else self.cleaned_data["sort"],
        )

    def rows(self) -> QuerySet[Cluster]:
        return self.selection.rows()


class OrganisationParams(DirectoryParams):
    """Also what an organisation is, and in which cluster."""

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        roles = [("member", _("สมาชิกคลัสเตอร์")), ("partner", _("หน่วยงานที่สนับสนุน (BDS)"))]
        self.fields |= {
            "role": choice_of(_("บทบาท"), roles),
            "service": choice_of(_("บริการที่สนับสนุน"), Support.Service.choices),
            "listed": choice_of(_("คลัสเตอร์ที่นับ"), [("yes", _("เฉพาะคลัสเตอร์ในรายชื่อของปีที่เลือก"))]),
            "position": choice_of(_("ตำแหน่งในห่วงโซ่"), Membership.Position.choices),
            "kind": choice_of(_("ประเภท"), Organisation.Kind.choices),
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
        """Return what is asked for: with an entry, those in clusters that took part that way, in the year if one is."""
        own = {name: self.cleaned_data[name] for name in ("role", "service", "position", "kind", "cluster")}
        return OrganisationSelection(
            **self.places,
            **own,
            took_part_in=self.cleaned_data["year"] or None,
            among=self._participations("year", "entry") if self._asks_for_a_list else None,
            order=self.cleaned_data["sort"],
        )

    @property
    def _asks_for_a_list(self) -> bool:
        """Whether only clusters of the year's list, or that came in one way, are meant."""
        return bool(self.cleaned_data["entry"] or (self.cleaned_data["listed"] and self.cleaned_data["year"]))

    def rows(self) -> QuerySet[Organisation]:
        return self.selection.rows()
