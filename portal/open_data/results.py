"""Results by indicator as open data: approved ones only, and what rests on too few enterprises withheld."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy

from clusters.models import Cluster
from members.models import Membership, Organisation
from portal.open_data.datasets import DataSet, Field, in_common_era
from portal.open_data.programme import BE, CE, FISCAL_YEAR
from programmes.models import Indicator, Measurement, Participation, Round, Target
from programmes.reports.group_results import IndicatorShown, Reached
from programmes.reports.results import YearResults
from programmes.reports.signals import Signal

ALL_GROUPS: Final = "all"


def _results() -> Iterator[tuple[object, ...]]:
    """Yield each indicator of all groups and of each group, year by year; as many queries as years."""
    years = Round.objects.filter(participations__measurements__state=Measurement.State.APPROVED)
    for year in years.order_by("fiscal_year").values_list("fiscal_year", flat=True).distinct():
        results = YearResults.for_year(year)
        shown = {line.indicator.code: line.indicator for line in results.lines}
        for line in results.lines:
            yield _row(year, line.indicator, ALL_GROUPS, line.reached, (line.reported, line.groups))
        for cluster, reached in sorted(results.by_group.items()):
            for each in reached:
                yield _row(year, shown[each.code], cluster, each, (None, None))


def _row(
    year: int, indicator: IndicatorShown, cluster: str, reached: Reached, coverage: tuple[int | None, int | None]
) -> tuple[object, ...]:
    return (
        year,
        in_common_era(year),
        indicator.code,
        indicator.name.thai,
        indicator.name.english,
        cluster,
        indicator.rule,
        indicator.unit.thai,
        indicator.unit.english,
        reached.target,
        reached.value,
        reached.percent,
        reached.signal,
        *coverage,
        indicator.definition.thai,
    )


_IN_UNIT: Final = gettext_lazy("ตามช่อง unit")

RESULTS: Final = DataSet(
    "indicator-results",
    gettext_lazy("ผลตามตัวชี้วัด"),
    gettext_lazy(
        "ผลที่อนุมัติแล้วของแต่ละตัวชี้วัดในแต่ละปี ของทุกกลุ่มรวมกันและของแต่ละกลุ่ม รวมค่าตามวิธีของตัวชี้วัดนั้น "
        "ค่าที่มาจากสถานประกอบการไม่ถึงสามรายหรือหาค่าเช่นนั้นได้จากการลบไม่แสดง"
    ),
    (
        Field("fiscal_year_be", gettext_lazy("ปีงบประมาณ (พ.ศ.)"), "integer", BE, FISCAL_YEAR),
        Field("fiscal_year_ce", gettext_lazy("ปีงบประมาณ (ค.ศ.)"), "integer", CE),
        Field("indicator", gettext_lazy("รหัสตัวชี้วัด")),
        Field("indicator_name", gettext_lazy("ชื่อตัวชี้วัด")),
        Field("indicator_name_en", gettext_lazy("ชื่อภาษาอังกฤษ")),
        Field("cluster", gettext_lazy("รหัสคลัสเตอร์"), description=gettext_lazy("all หมายถึงทุกกลุ่มของปีรวมกัน")),
        Field("rule", gettext_lazy("วิธีรวมค่า"), codes=Indicator.Rule),
        Field("unit", gettext_lazy("หน่วยนับ")),
        Field("unit_en", gettext_lazy("หน่วยนับภาษาอังกฤษ")),
        Field("target", gettext_lazy("เป้าหมาย"), "number", _IN_UNIT),
        Field("result", gettext_lazy("ผลที่อนุมัติ"), "number", _IN_UNIT),
        Field("percent", gettext_lazy("ร้อยละของเป้าหมาย"), "number", gettext_lazy("ร้อยละ")),
        Field("signal", gettext_lazy("ผลเทียบเป้าหมาย"), codes=Signal),
        Field("groups_reported", gettext_lazy("จำนวนกลุ่มที่มีผล"), "integer", gettext_lazy("กลุ่ม")),
        Field("groups", gettext_lazy("จำนวนกลุ่มทั้งหมดของปี"), "integer", gettext_lazy("กลุ่ม")),
        Field("definition", gettext_lazy("คำจำกัดความ")),
    ),
    ("fiscal_year_be", "indicator", "cluster"),
    (Measurement, Target, Indicator, Participation, Round, Cluster, Membership, Organisation),
    _results,
    is_statistics=True,
)
