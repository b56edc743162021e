"""Plans a row of a list of partners, or of yearly figures: which organisation it means, and what of it is new."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.columns import LABELS, Field
from members.imports.edits import Change, Edits, Flagged
from members.imports.match import Held
from members.imports.other_lists import EXTRA_LABELS, REVENUE, SERVICE, TO_YEAR, Extra
from members.imports.planner import Planner
from members.imports.rows import Member, ReadRow
from members.models import EnterpriseFigures, ImportBatch, Organisation, Support

Extras = Mapping[tuple[str, int], Extra]
_KINDS: Final = (
    (re.compile("ธนาคาร|สถาบันการเงิน|บรรษัทประกันสินเชื่อ"), Organisation.Kind.FINANCIAL),
    (re.compile("สถาบันวิจัย|ศูนย์วิจัย"), Organisation.Kind.RESEARCH),
    (re.compile("มหาวิทยาลัย|วิทยาลัย|โรงเรียน|สถาบันเทคโนโลยี|คณะ"), Organisation.Kind.EDUCATION),
    (re.compile("สมาคม|หอการค้า|สภาอุตสาหกรรม|ชมรม|มูลนิธิ"), Organisation.Kind.ASSOCIATION),
    (re.compile("กรม|สำนักงาน|ศูนย์ส่งเสริมอุตสาหกรรม|เทศบาล|องค์การบริหาร|จังหวัด"), Organisation.Kind.GOVERNMENT),
)


class PartnerPlanner(Planner):
    """A partner gives a cluster one service, from a year, to a year if the list says so."""

    def __init__(self, *args: Any, extras: Extras, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extras = extras

    def _new(self, member: Member) -> Organisation:
        made = super()._new(member)
        made.kind = next((kind for words, kind in _KINDS if words.match(member.name)), made.kind)
        return made

    def _meant(self, member: Member) -> tuple[Held | None, bool]:
        """One partner stands in a list once for each service: by the same name it's the same."""
        held, is_certain = super()._meant(member)
        return held, is_certain or (held is not None and held.is_new)

    def _plan_what_it_tells(self, held: Held, row: ReadRow, cluster: Cluster, edits: Edits) -> None:
        extra = self.extras[row.sheet, row.number]
        first, last = row.member.joined_year or self.default_year, extra.to_year
        if first is not None and last is not None and last < first:
            raise Flagged(Field.YEAR, _("ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"))
        same = [each for each in held.supports if (each.cluster_id, each.service) == (cluster.pk, extra.service)]
        known = next((each for each in same if _shares_a_year(each, first, last)), None)
        label = f"{EXTRA_LABELS[SERVICE]} {cluster.name}"
        if known is None:
            new = Support(
                organisation=held.organisation, cluster=cluster, service=extra.service, from_year=first, to_year=last
            )
            told = " ".join(filter(None, (str(new.get_service_display()), new.years)))
            edits.create(new, held.supports, Change(label, "", told))
        elif last is not None and known.to_year is None and not (known.from_year and last < known.from_year):
            edits.set(known, "to_year", last, Change(f"{label} {EXTRA_LABELS[TO_YEAR]}", "", str(last)))


def _shares_a_year(span: Support, first: int | None, last: int | None) -> bool:
    begun = span.from_year is None or last is None or span.from_year <= last
    return begun and (span.to_year is None or first is None or span.to_year >= first)


class FiguresPlanner(Planner):
    """Figures are of an organisation that is there already: a list of figures brings in nobody."""

    needs_cluster: ClassVar[bool] = False

    def __init__(self, *args: Any, extras: Extras, allowed: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extras, self.allowed = extras, allowed

    def plan(self, row: ReadRow, cluster: Cluster | None) -> Edits:
        held, is_certain = self._decided(row) or self._meant(row.member)
        if held is None:
            raise Flagged(Field.NAME, _("ไม่มีกิจการนี้ในระบบ กรุณานำเข้ารายชื่อสมาชิกก่อน หรือตรวจสอบเลขทะเบียน"))
        clusters = {span.cluster_id for span in held.memberships}
        if not clusters or (self.allowed is not None and not clusters & self.allowed):
            raise Flagged(Field.NAME, _("กิจการนี้ไม่ได้เป็นสมาชิกของคลัสเตอร์ที่ท่านบันทึกข้อมูลได้"))
        edits = Edits()
        self._plan_year(held, row, edits)
        if not is_certain and edits.changes:
            raise self._perhaps_the_same([held])
        return edits

    def _plan_year(self, held: Held, row: ReadRow, edits: Edits) -> None:
        year = row.member.joined_year or self.list_year
        if year is None:
            raise Flagged(Field.YEAR, _("กรุณาระบุก่อนว่ารายชื่อนี้เป็นของปีงบประมาณใด"))
        values = {
            "employees": (str(LABELS[Field.EMPLOYEES]), row.member.employees),
            "revenue_thb": (str(EXTRA_LABELS[REVENUE]), self.extras[row.sheet, row.number].revenue_thb),
        }
        told = {name: (label, value) for name, (label, value) in values.items() if value is not None}
        figures = next((figures for figures in held.figures if figures.fiscal_year == year), None)
        if figures is None and told:
            figures = EnterpriseFigures(organisation=held.organisation, fiscal_year=year, source=self.source[:300])
            for name, (_label, value) in told.items():
                setattr(figures, name, value)
            edits.create(figures, held.figures)
            edits.changes += [Change(f"{label} {year}", "", str(value)) for label, value in told.values()]
            return
        for name, (label, value) in told.items():
            old = getattr(figures, name)
            if figures is not None and old != value and (old is None or self.may_replace(figures, name)):
                edits.set(figures, name, value, Change(f"{label} {year}", "" if old is None else str(old), str(value)))


PLANNERS: Final[dict[str, type[Planner]]] = {
    ImportBatch.Kind.PARTNERS: PartnerPlanner,
    ImportBatch.Kind.FIGURES: FiguresPlanner,
}
