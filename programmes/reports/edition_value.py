"""What an edition freezes of a year: the reports, the codes behind their figures, what the words mean, the sources."""

from dataclasses import dataclass
from typing import Any, Final, Self

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Membership, Organisation, Support
from members.public import codes_in_editions
from programmes.models import Source
from programmes.reports.figure import SourceShown
from programmes.reports.names import Name
from programmes.reports.plain import to_plain
from programmes.reports.year_line import ScopeAsked
from programmes.reports.year_report import YearReport

FORMAT: Final = 1  # of the content; a reader of later ones reads all before
MONIES: Final[tuple[ScopeAsked, ...]] = ("all", "department")


@dataclass(frozen=True)
class Definition:
    """What a word of the report means, in both languages."""

    key: str
    words: Name


@dataclass(frozen=True)
class EditionValue:
    """A year as it's known now; 51 queries, whatever the number of clusters and organisations.

    ``reports`` are of the whole year and of the department's money, in the order of ``MONIES``. ``organisations`` are
    the codes of members and partners that no single person can be.
    """

    year: int
    reports: tuple[YearReport, ...]
    clusters: tuple[str, ...]
    organisations: tuple[str, ...]
    definitions: tuple[Definition, ...]
    sources: tuple[SourceShown, ...]

    @classmethod
    def for_year(cls, year: int) -> Self:
        reports = tuple(YearReport.for_year(year, money) for money in MONIES)
        clusters = tuple(line.code for line in reports[0].clusters)
        return cls(year, reports, clusters, _organisations(clusters, year), definitions(), _sources(reports[0]))

    def to_json(self) -> dict[str, Any]:
        """Return the value as what JSON knows; the reports by the money that they count."""
        reports = {money: report.to_json() for money, report in zip(MONIES, self.reports, strict=True)}
        parts = ("year", "clusters", "organisations", "definitions", "sources")
        return {"format": FORMAT, "reports": reports, **{name: to_plain(getattr(self, name)) for name in parts}}


def report_in(content: dict[str, Any], money: ScopeAsked) -> YearReport:
    """Rebuild a report out of an edition's content; no query."""
    return YearReport.from_json(content["reports"][money])


def _organisations(clusters: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Return the codes of the year's members and partners. One query."""
    of_clusters = {"cluster__code__in": clusters}
    members = Membership.objects.in_year(year).filter(**of_clusters).values("organisation")
    partners = Support.objects.in_year(year).filter(**of_clusters).values("organisation")
    found = Organisation.objects.filter(Q(pk__in=members) | Q(pk__in=partners))
    return tuple(codes_in_editions(found))


def _sources(report: YearReport) -> tuple[SourceShown, ...]:
    """Return the documents that the figures and the list of clusters stand on. One query."""
    cited = {statement.source.code for statement in report.statements} | {line.source for line in report.clusters}
    return tuple(SourceShown.of(source) for source in Source.objects.filter(code__in=cited).order_by("code"))


def definitions() -> tuple[Definition, ...]:
    """Say what the report counts, in every language of the portal."""
    said: dict[str, dict[str, str]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for key, words in _words().items():
                said.setdefault(key, {})[language] = words
    return tuple(Definition(key, Name(words["th"], words["en"])) for key, words in said.items())


def _words() -> dict[str, str]:
    return {
        "fiscal_year": _("ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคมของปีก่อน ถึง 30 กันยายนของปีนั้น"),
        "reported": _("จำนวนที่เอกสารบอกไว้ ค่าว่างหมายถึงไม่ทราบ ไม่ใช่ศูนย์"),
        "recorded": _("จำนวนกลุ่มที่มีรายชื่อในระบบเมื่อจัดทำฉบับนี้"),
        "continued": _("กลุ่มของกรมที่เข้าร่วมต่อเนื่องจากปีก่อน"),
        "new": _("กลุ่มของกรมที่เข้าร่วมเป็นปีแรก"),
        "returning": _("กลุ่มของกรมที่เคยเข้าร่วม เว้นไป แล้วกลับเข้าร่วม"),
        "pilot": _("กลุ่มนำร่องของกรม"),
        "external": _("กลุ่มที่ใช้งบหน่วยงานอื่น ไม่ว่าเข้าร่วมเป็นปีที่เท่าใด"),
        "enterprises": _("สถานประกอบการที่เป็นสมาชิกของกลุ่มในปีนี้ นับรายละครั้งแม้เป็นสมาชิกหลายกลุ่ม"),
        "partners": _("หน่วยงานที่สนับสนุนกลุ่มในปีนี้ นับหน่วยงานละครั้ง"),
        "not_continued": _("กลุ่มที่มีรายชื่อในปีก่อนและไม่มีในปีนี้ คิดเฉพาะเมื่อรายชื่อของทั้งสองปีครบถ้วน"),
    }
