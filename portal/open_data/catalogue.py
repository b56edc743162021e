"""The data sets that there are, when each last changed, and what holds for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, Self

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clusters.models import PromotionCentre
from portal import sample_data
from portal.open_data.datasets import DataSet, Field
from portal.open_data.members import CLUSTERS, ORGANISATIONS, SUPPORTS
from portal.open_data.programme import GROUPS_PER_YEAR, PARTICIPATIONS, REPORTED_FIGURES
from portal.open_data.results import RESULTS
from records.models import Record
from thai.calendar import ERA_OFFSET, format_date

DATA_SETS: Final = (REPORTED_FIGURES, GROUPS_PER_YEAR, RESULTS, CLUSTERS, PARTICIPATIONS, ORGANISATIONS, SUPPORTS)
BY_NAME: Final = {data_set.name: data_set for data_set in DATA_SETS}
FORMATS: Final = {"csv": "text/csv", "json": "application/json"}

LICENCE: Final = "DGA Open Government License"
LICENCE_ADDRESS: Final = "https://data.go.th/pages/dga-open-government-license"
SAMPLE: Final = Field(sample_data.COLUMN, gettext_lazy("ข้อมูลตัวอย่างที่สมมุติขึ้น ห้ามนำไปอ้างอิง"))


@dataclass(frozen=True)
class State:
    """How a table stands: a mark that changes with every write, and when the last one was."""

    mark: str
    changed_at: datetime | None

    @classmethod
    def of(cls, models: Iterable[type[Record]]) -> dict[type[Record], Self]:
        """Return the state of each; a query for each, whatever its number of rows.

        Every write leaves history. The number of its rows tells what the latest alone doesn't: a write that was begun
        earlier and finished later.
        """
        told = {}
        for model in dict.fromkeys(models):
            rows = model.history.aggregate(rows=Count("pk"), last=Max("pk"), at=Max("history_date"))
            told[model] = cls(f"{model._meta.label}:{rows['rows']}:{rows['last']}", rows["at"])
        return told


@dataclass(frozen=True)
class Published:
    """A data set as one answer tells of it."""

    data_set: DataSet
    states: tuple[State, ...]
    is_sample: bool
    site: str  # the address of the portal's front page, as the visitor reached it

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns as the files have them: while sample data are loaded with the column that says so."""
        return (*self.data_set.fields, SAMPLE) if self.is_sample else self.data_set.fields

    @cached_property
    def changed_at(self) -> datetime | None:
        return max((state.changed_at for state in self.states if state.changed_at), default=None)

    @property
    def changed_on(self) -> str:
        """The day of the last change as people read it; "" while there is nothing."""
        return format_date(localtime(self.changed_at).date()) if self.changed_at else ""

    @property
    def etag(self) -> str:
        """The same for the same rows, in the same language and shape."""
        told = [get_language(), self.is_sample, self.site, *self.data_set.names, *(state.mark for state in self.states)]
        return f'"{sha256(repr(told).encode()).hexdigest()[:32]}"'

    @property
    def citation_id(self) -> str:
        return f"cite-{self.data_set.name}"

    def address(self, extension: str) -> str:
        return reverse(f"portal:data-{extension}", args=[self.data_set.name])

    def full_address(self, extension: str) -> str:
        return f"{self.site}{self.address(extension)}"

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(extension.upper(), self.address(extension)) for extension in FORMATS]

    @property
    def citation(self) -> str:
        """How to cite the data set: owner, year, title, where, and the day of the rows."""
        words = {
            "owner": owner(),
            "title": self.data_set.title,
            "address": self.full_address("csv"),
            "day": self.changed_on or _("ยังไม่มีข้อมูล"),
        }
        year = localtime(self.changed_at).year + ERA_OFFSET if self.changed_at else _("ม.ป.ป.")
        return _("%(owner)s. (%(year)s). %(title)s [ชุดข้อมูล]. พอร์ทัลคลัสเตอร์อุตสาหกรรม. ปรับปรุงเมื่อ %(day)s. %(address)s") % {
            **words,
            "year": year,
        }

    @property
    def head(self) -> dict[str, Any]:
        """What a JSON file says before its rows."""
        return {
            "name": self.data_set.name,
            "title": str(self.data_set.title),
            "description": str(self.data_set.description),
            "blank": blank(),
            "license": {"title": LICENCE, "path": LICENCE_ADDRESS},
            "contact": contact(),
            "updated": self.changed_at.isoformat() if self.changed_at else None,
            "citation": self.citation,
            "fields": [field.as_data() for field in self.data_set.fields],
        }


def published(data_sets: Iterable[DataSet], request: HttpRequest) -> list[Published]:
    """Return the data sets as they stand; a query for each table behind them."""
    held = tuple(data_sets)
    states = State.of(model for data_set in held for model in data_set.sources)
    site = f"{request.scheme}://{request.get_host()}"
    is_sample = sample_data.is_loaded(request)
    return [Published(each, tuple(states[model] for model in each.sources), is_sample, site) for each in held]


def owner() -> str:
    return _("กรมส่งเสริมอุตสาหกรรม กระทรวงอุตสาหกรรม")


def blank() -> str:
    """What a cell without a value means, and what mustn't be done with counts."""
    return _("ค่าว่างหมายถึงไม่ทราบหรือไม่ระบุ ไม่ใช่ศูนย์ · จำนวนกลุ่มของหลายปีห้ามบวกข้ามปี")


def contact() -> dict[str, str]:
    """Whom to ask: an office, never a person. One query."""
    office = PromotionCentre.objects.filter(number=0).first()
    return {"office": owner(), "phone": office.phone if office else "", "email": settings.DATA_CONTACT}
