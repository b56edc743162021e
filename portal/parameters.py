"""What the directories are asked for: words, places, years, and what the rows are."""

import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Final, NamedTuple, Self, cast
from urllib.parse import urlencode

from django import forms
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clusters.models import Cluster, PromotionCentre, Province, Region, Sector
from clusters.reports.centres import NO_CENTRE, NOWHERE
from clusters.reports.cluster_directory import ClusterSelection
from members.models import Membership, Organisation, Support
from members.reports.cluster_members import member_count
from programmes.models import Funder, Indicator, Participation
from programmes.models.assessments import Potential, Step
from programmes.reports.took_part import TookPart
from records.drop_downs import DropDown
from records.params import CursorParam, PageParam, Params, TextParam
from thai.calendar import fiscal_year_of
from thai.forms import FiscalYearFormField
from thai.text import normalise

PUBLIC_SECONDS: Final = 60  # how long caches may keep a public page
HEADQUARTERS: Final = "hq"  # "0" would look like nothing chosen

Choice = tuple[str, str]


def choice_of(label: Any, choices: Any = (), nothing: Any = "") -> forms.ChoiceField:
    """Return a choice of one or none; ``nothing`` says what none means, by default everything."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", nothing or gettext_lazy("ทั้งหมด")), *choices],
        widget=DropDown,
        error_messages={"invalid_choice": gettext_lazy("ไม่มีตัวเลือกนี้ ให้เลือกจากรายการ")},
    )


class ReferenceChoices(NamedTuple):
    """What can be chosen from reference data, in their order: values and names."""

    centre: tuple[Choice, ...]
    sector: tuple[Choice, ...]
    province: tuple[Choice, ...]
    funder: tuple[Choice, ...]
    indicator: tuple[Choice, ...]


def reference_choices() -> ReferenceChoices:
    """Return what can be chosen, in the language of the page; remembered as long as pages are.

    Five queries, once a minute.
    """

    def asked() -> ReferenceChoices:
        return ReferenceChoices(
            centre=tuple((str(each.number or HEADQUARTERS), str(each)) for each in PromotionCentre.objects.all()),
            sector=tuple((each.code, str(each)) for each in Sector.objects.all()),
            province=tuple((each.code, str(each)) for each in Province.objects.all()),
            funder=tuple((each.code, str(each)) for each in Funder.objects.all()),
            indicator=tuple((each.code, str(each)) for each in Indicator.objects.in_use()),
        )

    found = cache.get_or_set(f"choices-{get_language()}", asked, PUBLIC_SECONDS)
    return cast(ReferenceChoices, found)


def number_of_centre(chosen: str) -> int | None:
    """Return the number of the centre that was chosen; None for all, ``NO_CENTRE`` for what none looks after."""
    named = {"": None, HEADQUARTERS: 0, NOWHERE: NO_CENTRE}
    return named[chosen] if chosen in named else int(chosen)


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
    OF_PARTICIPATIONS: ClassVar[tuple[str, ...]] = ("entry",)

    q = TextParam(label=gettext_lazy("คำค้น"))
    page = PageParam()
    cursor = CursorParam()

    def __init__(self, query: QueryDict, **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self.fields |= _offered(type(self), get_language(), reference_choices())

    @classmethod
    def fields_of(cls, known: ReferenceChoices) -> dict[str, forms.Field]:
        """Return the fields that offer choices, in the language of the page."""
        return {
            "sector": choice_of(_("สาขาอุตสาหกรรม"), known.sector),
            "province": choice_of(_("จังหวัด"), known.province),
            "sort": choice_of(_("เรียงตาม"), cls.sorts(), _("พจนานุกรม")),
            "region": choice_of(_("ภูมิภาค"), [*Region.choices, (NOWHERE, _("ยังไม่มีข้อมูล"))]),
            "centre": choice_of(_("ศูนย์ส่งเสริมอุตสาหกรรมภาค"), [*known.centre, (NOWHERE, _("ยังไม่มีข้อมูล"))]),
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
    def asked_unseen(self) -> list[tuple[str, str]]:
        """What another page asked for here that no field of the form shows: labels and values."""
        unseen = [field.name for field in self.hidden_fields() if field.name not in self.PLACE_IN_LIST]
        return [(str(self.fields[name].label), self._shown(name)) for name in unseen if self.cleaned_data[name]]

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
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
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
        return {
            "year": self.cleaned_data["year"] or fiscal_year_of(localdate()),
            "query": self.words,
            **{name: self.cleaned_data[name] for name in ("sector", "region", "province")},
            "centre": number_of_centre(self.cleaned_data["centre"]),
        }

    @property
    def took_part(self) -> TookPart:
        """Return which participations are meant."""
        asked = {name: self.cleaned_data[name] for name in self.OF_PARTICIPATIONS}
        return TookPart(year=self.cleaned_data["year"] or None, **asked)


@lru_cache(maxsize=16)
def _offered(kind: type[DirectoryParams], language: str | None, known: ReferenceChoices) -> dict[str, forms.Field]:
    """Return the fields of a kind of parameters, made once while the choices are the same: nobody changes them."""
    return kind.fields_of(known)


class ClusterParams(DirectoryParams):
    """Also who paid, how far the cluster had come, what it had, and whether it still runs."""

    OF_PARTICIPATIONS = ("entry", "funder", "step", "potential", "indicator")

    @classmethod
    def fields_of(cls, known: ReferenceChoices) -> dict[str, forms.Field]:
        states = [("running", _("ดำเนินการอยู่")), ("ended", Cluster.State.ENDED.label)]
        nobody = (NOWHERE, _("ยังไม่มีข้อมูล"))
        return super().fields_of(known) | {
            "funder": choice_of(_("แหล่งงบประมาณ"), [*known.funder, *payers()]),
            "step": choice_of(_("ขั้นตอนการพัฒนา"), [*Step.choices, nobody]),
            "potential": choice_of(_("ระดับศักยภาพ"), [*Potential.choices, nobody]),
            "indicator": choice_of(_("มีผลตามตัวชี้วัด"), known.indicator),
            "service": choice_of(_("ได้รับการสนับสนุนด้าน"), Support.Service.choices),
            "members": choice_of(_("สมาชิก"), [("yes", _("มีข้อมูลสมาชิก"))]),
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
            among=self._among(),
            with_merged=bool(self.cleaned_data["year"]),
            size=member_count(self.places["year"]) if by_size else None,
            order="size" if by_size else self.cleaned_data["sort"],
        )

    def _among(self) -> QuerySet[Any, Any] | None:
        """Return the keys of the clusters that took part as asked, and had what is asked for; None for any."""
        year, asked = self.places["year"], []
        public = Q(organisation__state=Organisation.State.PUBLIC)
        if self.took_part.is_asked:
            asked.append(self.took_part.clusters())
        if service := self.cleaned_data["service"]:
            asked.append(Support.objects.in_year(year).filter(public, service=service).order_by().values("cluster"))
        if self.cleaned_data["members"]:
            asked.append(Membership.objects.in_year(year).filter(public).order_by().values("cluster"))
        if len(asked) < 2:
            return asked[0] if asked else None
        found = Cluster.objects.order_by()
        for keys in asked:
            found = found.filter(pk__in=keys)
        return found.values("pk")

    def rows(self) -> QuerySet[Cluster]:
        return self.selection.rows()


def payers() -> list[tuple[str, str]]:
    """Return the choices of several funders, or of none."""
    return [
        ("none", _("เอกสารไม่ระบุ")),
        ("own", _("กรมส่งเสริมอุตสาหกรรม หรือเอกสารไม่ระบุ")),
        ("others", _("หน่วยงานอื่นทุกแห่ง")),
        ("department-only", _("เฉพาะกรมส่งเสริมอุตสาหกรรม")),
    ]
