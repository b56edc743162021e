"""Data sets of the programme: what documents say, groups per year, and which clusters took part."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db import models
from django.db.models import F
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import Cluster
from portal.open_data.datasets import DataSet, Field, in_common_era
from programmes.models import (
    Basis,
    Confidence,
    Edition,
    Funder,
    Measure,
    Participation,
    Qualifier,
    ReportedFigure,
    Round,
    Scope,
    Source,
    Unit,
)
from programmes.reports.counts import Counts
from programmes.reports.editions import published_groups
from programmes.reports.groups_per_year import known_span
from programmes.reports.year_line import YearLine, column_names
from thai.calendar import ERA_OFFSET

ROWS_AT_A_TIME: Final = 2000
FISCAL_YEAR: Final = gettext_lazy("ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคมของปีก่อน ถึง 30 กันยายนของปีนั้น")
BE: Final = gettext_lazy("ปี พ.ศ.")
CE: Final = gettext_lazy("ปี ค.ศ.")
GROUPS: Final = gettext_lazy("กลุ่ม")
FROM_TO: Final = (
    Field("from_year_be", gettext_lazy("ตั้งแต่ปีงบประมาณ (พ.ศ.)"), "integer", BE, FISCAL_YEAR),
    Field("to_year_be", gettext_lazy("ถึงปีงบประมาณ (พ.ศ.)"), "integer", BE, FISCAL_YEAR),
    Field("from_year_ce", gettext_lazy("ตั้งแต่ปีงบประมาณ (ค.ศ.)"), "integer", CE),
    Field("to_year_ce", gettext_lazy("ถึงปีงบประมาณ (ค.ศ.)"), "integer", CE),
)
CAUTION: Final = Field(
    "caution",
    gettext_lazy("ข้อห้าม"),
    description=gettext_lazy("กลุ่มเดียวกันนับในทุกปีที่เข้าร่วม จำนวนของหลายปีจึงรวมกันไม่ได้"),
)


class State(models.TextChoices):
    """How reported and recorded compare (``year_line.State``)."""

    EQUAL = "equal", gettext_lazy("มีรายชื่อครบตามเอกสาร")
    NAMES_MISSING = "names_missing", gettext_lazy("ยังมีรายชื่อไม่ครบ")
    MORE_RECORDED = "more_recorded", gettext_lazy("มีรายชื่อมากกว่าเอกสาร")
    NOTHING_REPORTED = "nothing_reported", gettext_lazy("ไม่มีเอกสารบอกจำนวน")
    FUNDER_NOT_STATED = "funder_not_stated", gettext_lazy("ไม่ทราบแหล่งงบ")


def caution() -> str:
    return _("ห้ามบวกข้ามปี")


def _figures() -> Iterator[tuple[object, ...]]:
    """Yield every figure of a document, those that were superseded too: a citation of them stays readable."""
    rows = ReportedFigure.objects.select_related("source", "funder", "superseded_by").order_by(
        "from_year", "to_year", "key", "revision"
    )
    for row in rows.iterator(ROWS_AT_A_TIME):
        later = getattr(row, "superseded_by", None)
        yield (
            row.key,
            row.revision,
            row.measure,
            *(row.from_year, row.to_year, in_common_era(row.from_year), in_common_era(row.to_year)),
            row.value,
            row.unit,
            row.qualifier,
            row.planned,
            row.scope,
            row.scope_basis,
            row.funder.code if row.funder else None,
            row.year_basis,
            row.year_as_written,
            row.confidence,
            row.reading,
            row.preferred,
            row.quotation,
            *(row.source.code, row.source.title, row.source.publisher),
            row.note,
            row.note_en,
            later.revision if later else None,
            _cited(row),
            caution(),
        )


def _cited(row: ReportedFigure) -> str:
    """How to cite one number: the document that says it, and where it was read."""
    words = {"document": row.source.title, "publisher": row.source.publisher, "id": f"{row.key}/{row.revision}"}
    return _("%(publisher)s, %(document)s อ้างใน พอร์ทัลคลัสเตอร์อุตสาหกรรม ตัวเลข %(id)s") % words


REPORTED_FIGURES: Final = DataSet(
    "reported-figures",
    gettext_lazy("ตัวเลขตามเอกสาร"),
    gettext_lazy(
        "ตัวเลขทุกตัวที่เอกสารบอกไว้ แถวละหนึ่งตัวเลข พร้อมข้อความที่คัดจากเอกสาร ความมั่นคงของปีและแหล่งงบ และการตีความ "
        "ตัวเลขที่ถูกแทนแล้วยังอยู่ในชุดข้อมูลและบอกว่าถูกแทนด้วยครั้งใด"
    ),
    (
        Field("id", gettext_lazy("รหัสตัวเลข")),
        Field("revision", gettext_lazy("ครั้งที่"), "integer"),
        Field("measure", gettext_lazy("สิ่งที่นับ"), codes=Measure),
        *FROM_TO,
        Field(
            "value",
            gettext_lazy("ค่า"),
            "number",
            gettext_lazy("ตามช่อง unit"),
            gettext_lazy("ว่างหมายถึงเอกสารกล่าวถึงปีนั้นแต่ไม่บอกจำนวน ไม่ใช่ศูนย์"),
        ),
        Field("unit", gettext_lazy("หน่วยนับ"), codes=Unit),
        Field("qualifier", gettext_lazy("ความหมายของค่า"), codes=Qualifier),
        Field("planned", gettext_lazy("เป็นแผน ไม่ใช่ผล"), "boolean"),
        Field("scope", gettext_lazy("ขอบเขตแหล่งงบ"), codes=Scope),
        Field("scope_basis", gettext_lazy("ที่มาของขอบเขต"), codes=Basis),
        Field("funder", gettext_lazy("รหัสหน่วยงานเจ้าของงบ")),
        Field("year_basis", gettext_lazy("ที่มาของปี"), codes=Basis),
        Field("year_as_written", gettext_lazy("ปีตามที่เขียนในเอกสาร")),
        Field("confidence", gettext_lazy("ความเชื่อมั่น"), codes=Confidence),
        Field(
            "reading",
            gettext_lazy("การตีความ"),
            description=gettext_lazy("A, B, C … เมื่อข้อความเดียวอ่านได้หลายอย่าง"),
        ),
        Field("preferred", gettext_lazy("ใช้เป็นตัวเลขหลัก"), "boolean"),
        Field(
            "quotation",
            gettext_lazy("ข้อความในเอกสาร"),
            description=gettext_lazy("คัดตามตัวอักษรทุกตัว รวมทั้งคำที่สะกดผิด"),
        ),
        Field("source", gettext_lazy("รหัสเอกสาร")),
        Field("source_title", gettext_lazy("ชื่อเอกสาร")),
        Field("source_publisher", gettext_lazy("ผู้เผยแพร่เอกสาร")),
        Field("note", gettext_lazy("หมายเหตุ")),
        Field("note_en", gettext_lazy("หมายเหตุภาษาอังกฤษ")),
        Field(
            "superseded_by",
            gettext_lazy("ถูกแทนด้วยครั้งที่"),
            "integer",
            description=gettext_lazy("ครั้งที่ของตัวเลขรหัสเดียวกันที่ใช้แทน ว่างหมายถึงยังใช้อยู่"),
        ),
        Field("citation", gettext_lazy("ข้อความสำหรับอ้างอิง")),
        CAUTION,
    ),
    ("id", "revision"),
    (ReportedFigure, Source, Funder),
    _figures,
    is_statistics=True,
)


def _column(of: str | Promise, name: str) -> str:
    return f"{of}: {column_names()[name]}"


def _columns(prefix: str, of: Promise) -> tuple[Field, ...]:
    """Return the columns in which groups are counted, once for each of the two tables."""
    column = lazy(_column, str)
    return tuple(Field(f"{prefix}_{name}", column(of, name), "integer", GROUPS) for name in Counts().as_dict())


def _groups() -> Iterator[tuple[object, ...]]:
    """Yield a line per period of all that is known, all money counted."""
    span = known_span()
    for line in published_groups(*span).lines if span else ():
        yield _period(line)


def _period(line: YearLine) -> tuple[object, ...]:
    main = line.main
    return (
        *(line.from_year, line.to_year, in_common_era(line.from_year), in_common_era(line.to_year)),
        line.edition,
        line.starts,
        line.ends,
        *line.reported.as_dict().values(),
        *line.recorded.as_dict().values(),
        line.gap,
        line.state,
        line.list_complete,
        line.planned,
        line.at_least,
        line.not_continued,
        main.scope if main else None,
        main.scope_basis if main else None,
        main.year_basis if main else None,
        main.confidence if main else None,
        "; ".join(dict.fromkeys(figure.source.code for figure in line.figures)),
        caution(),
    )


GROUPS_PER_YEAR: Final = DataSet(
    "groups-per-year",
    gettext_lazy("จำนวนกลุ่มรายปีงบประมาณ"),
    gettext_lazy(
        "จำนวนกลุ่มตามเอกสารเทียบกับจำนวนที่มีรายชื่อในระบบ ทุกแหล่งงบ แถวละหนึ่งปี ปีที่เอกสารรวมเป็นตัวเลขเดียวเป็นแถวเดียว "
        "ปีที่ไม่มีเอกสารบอกมีแถวแต่ค่าว่าง"
    ),
    (
        *FROM_TO,
        Field(
            "edition",
            gettext_lazy("ฉบับเผยแพร่ที่"),
            "integer",
            description=gettext_lazy("ตัวเลขของแถวนี้มาจากฉบับนี้ ว่างหมายถึงตัวเลขเบื้องต้น"),
        ),
        Field("starts", gettext_lazy("วันเริ่มต้น"), "date"),
        Field("ends", gettext_lazy("วันสิ้นสุด"), "date"),
        *_columns("reported", gettext_lazy("จำนวนตามเอกสาร")),
        *_columns("recorded", gettext_lazy("มีรายชื่อในระบบ")),
        Field("gap", gettext_lazy("จำนวนตามเอกสารลบจำนวนที่มีรายชื่อ"), "integer", GROUPS),
        Field("state", gettext_lazy("ผลการเทียบ"), codes=State),
        Field("list_complete", gettext_lazy("ยืนยันแล้วว่ารายชื่อครบทุกกลุ่ม"), "boolean"),
        Field("planned", gettext_lazy("เป็นแผน ไม่ใช่ผล"), "boolean"),
        Field("at_least", gettext_lazy("เอกสารบอกเพียงจำนวนขั้นต่ำ"), "boolean"),
        Field(
            "not_continued",
            gettext_lazy("ไม่ดำเนินการต่อจากปีก่อน"),
            "integer",
            GROUPS,
            gettext_lazy("ว่าง เว้นแต่เอกสารของทั้งสองปีระบุแหล่งงบเดียวกัน ผลต่างของตัวเลขไม่ใช่จำนวนกลุ่มที่ออกจากโครงการ"),
        ),
        Field("scope", gettext_lazy("ขอบเขตแหล่งงบ"), codes=Scope),
        Field("scope_basis", gettext_lazy("ที่มาของขอบเขต"), codes=Basis),
        Field("year_basis", gettext_lazy("ที่มาของปี"), codes=Basis),
        Field("confidence", gettext_lazy("ความเชื่อมั่น"), codes=Confidence),
        Field("sources", gettext_lazy("รหัสเอกสาร")),
        CAUTION,
    ),
    ("from_year_be", "to_year_be"),
    (ReportedFigure, Source, Funder, Round, Participation, Cluster, Edition),
    _groups,
    is_statistics=True,
)


def _participations() -> Iterable[tuple[object, ...]]:
    """Read the participations of clusters that everyone may know of; what an officer noted in words stays inside."""
    rows = Participation.objects.of_shown_clusters().order_by("round__fiscal_year", "cluster__number")
    return rows.values_list(
        F("round__fiscal_year"),
        F("round__fiscal_year") - ERA_OFFSET,
        "cluster__code",
        "cluster__merged_into__code",
        "entry",
        "funder__code",
        "outcome",
        "source__code",
        "round__state",
        "round__list_complete",
    ).iterator(ROWS_AT_A_TIME)


PARTICIPATIONS: Final = DataSet(
    "participations",
    gettext_lazy("การเข้าร่วมโครงการ"),
    gettext_lazy("คลัสเตอร์ใดเข้าร่วมปีใด แถวละหนึ่งคลัสเตอร์ในหนึ่งปี เฉพาะกลุ่มที่มีรายชื่อในระบบและเผยแพร่แล้ว"),
    (
        Field("fiscal_year_be", gettext_lazy("ปีงบประมาณ (พ.ศ.)"), "integer", BE, FISCAL_YEAR),
        Field("fiscal_year_ce", gettext_lazy("ปีงบประมาณ (ค.ศ.)"), "integer", CE),
        Field("cluster", gettext_lazy("รหัสคลัสเตอร์")),
        Field("merged_into", gettext_lazy("รวมเข้ากับคลัสเตอร์รหัส")),
        Field("entry", gettext_lazy("ประเภทการเข้าร่วม"), codes=Participation.Entry),
        Field("funder", gettext_lazy("รหัสแหล่งงบประมาณ"), description=gettext_lazy("ว่างหมายถึงเอกสารไม่ระบุ")),
        Field("outcome", gettext_lazy("ผลเมื่อออกจากโครงการ"), codes=Participation.Outcome),
        Field("source", gettext_lazy("รหัสเอกสาร")),
        Field("round_state", gettext_lazy("สถานะของปีงบประมาณ"), codes=Round.State),
        Field("list_complete", gettext_lazy("ยืนยันแล้วว่ารายชื่อครบทุกกลุ่ม"), "boolean"),
    ),
    ("fiscal_year_be", "cluster"),
    (Participation, Round, Cluster, Funder, Source),
    _participations,
)
