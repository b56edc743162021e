"""Plans the rows of a file of results: each value a draft, which another person approves like any other."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.cluster_names import Placed
from members.imports.columns import Field
from members.imports.edits import Change, Edits, Flagged
from members.imports.list_kinds import ListKind
from members.imports.plan import Options
from members.imports.rows import ReadRow
from members.models import User
from programmes import result_lists
from programmes.models import Measurement, Participation, Period, Round
from programmes.result_lists import LABELS, ResultCell
from thai.calendar import format_fiscal_year
from thai.templatetags.thai import thai_number

_ENTER: Final = ("programmes.add_measurement", "programmes.change_measurement")


class ResultPlanner:
    """Plans row after row against what is kept of the year. A fixed number of queries."""

    needs_cluster: ClassVar[bool] = True

    def __init__(
        self,
        placed: Iterable[Placed],
        options: Options,
        *,
        list_year: int | None,
        default_year: int | None,
        today: date,
        lock: bool,
    ) -> None:
        self.by = options.by if isinstance(options.by, User) else None
        self.cells: Mapping[tuple[str, int], tuple[ResultCell, ...]] = options.extras
        self.year = default_year
        rounds = Round.objects.filter(fiscal_year=default_year or 0)
        self.round = (rounds.select_for_update() if lock else rounds).first()
        self.groups = self._participations([each.cluster.pk for each in placed if each.cluster is not None])
        kept = Measurement.objects.newest().filter(participation__in=[each.pk for each in self.groups.values()])
        kept = kept.select_related("indicator")
        self.kept = {(row.participation_id, row.indicator_id, row.period): row for row in kept}
        self.seen: dict[int, int] = {}

    def _participations(self, clusters: Iterable[int]) -> dict[int, Participation]:
        found = Participation.objects.filter(round=self.round, cluster__in=set(clusters)).select_related("cluster")
        return {each.cluster_id: each for each in found}

    def plan(self, row: ReadRow, cluster: Cluster) -> Edits:
        """Return what a row changes. Raises Flagged."""
        group = self._group(cluster)
        if earlier := self.seen.get(group.pk):
            raise Flagged(str(LABELS[Field.NAME]), _("ซ้ำกับแถว %(row)d ของไฟล์นี้ กรุณาลบแถวที่ซ้ำ") % {"row": earlier})
        edits = Edits()
        for cell in self.cells[row.sheet, row.number]:
            self._plan_cell(group, cell, edits)
        edits.is_new = bool(edits.created) and not edits.changed
        self.seen[group.pk] = row.number
        return edits

    def _group(self, cluster: Cluster) -> Participation:
        """Return the group's part in the year, whose results the officer may enter. Raises Flagged."""
        column = str(LABELS[Field.NAME])
        if self.by is None or not self.by.has_perms(_ENTER):
            raise Flagged(column, _("ผลการดำเนินงานต้องนำเข้าโดยเจ้าหน้าที่ที่มีสิทธิ์บันทึก เพราะระบบต้องรู้ว่าใครเป็นผู้บันทึก"))
        if self.year is None:
            raise Flagged(column, _("กรุณาระบุก่อนว่ารายชื่อนี้เป็นของปีงบประมาณใด"))
        group = self.groups.get(cluster.pk)
        if self.round is None or group is None:
            told = _("กลุ่มนี้ไม่ได้อยู่ในรายชื่อของ%(year)s กรุณาตรวจสอบปี หรือเพิ่มการเข้าร่วมก่อน")
            raise Flagged(column, told % {"year": format_fiscal_year(self.year)})
        if self.round.results_locked:
            told = _("ผลการดำเนินงานของ%(year)s ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน")
            raise Flagged(column, told % {"year": self.round})
        return group

    def _plan_cell(self, group: Participation, cell: ResultCell, edits: Edits) -> None:
        last = self.kept.get((group.pk, cell.indicator.pk, cell.period.value))
        if last is not None and last.value == cell.value:
            return
        told = _label(cell)
        change = Change(told, "" if last is None else thai_number(last.value), thai_number(cell.value))
        if last is None or last.state == Measurement.State.APPROVED:
            new = Measurement(
                participation=group,
                indicator=cell.indicator,
                period=cell.period,
                value=cell.value,
                author=self.by,
                supersedes=last,
                revision=1 if last is None else last.revision + 1,
            )
            edits.create(new, None, change)
        elif last.is_open:
            edits.set(last, "value", cell.value, change)
            edits.set(last, "state", Measurement.State.DRAFT, None)
            edits.set(last, "author", self.by, None)
        else:
            raise Flagged(told, _("ส่งขออนุมัติไปแล้ว หากต้องการแก้ไขให้ผู้อนุมัติส่งกลับก่อน"))


def _label(cell: ResultCell) -> str:
    period = "" if cell.period == Period.YEAR else f" {cell.period.label}"
    return f"{cell.indicator}{period}"


RESULTS: Final = ListKind(
    labels=LABELS,
    find_header=result_lists.find_header,
    column_of=result_lists.column_of,
    recognises=result_lists.recognises,
    read=result_lists.read,
    planner=ResultPlanner,
    models=(Measurement,),
    template=result_lists.template,
)
