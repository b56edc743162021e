"""Plans the rows of a list of clusters: which participations each brings in, and what it fills in those that are there.

What two documents tell differently a person decides; a locked year refuses, a historical one asks for its document.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.cluster_names import Placed
from members.imports.columns import Field
from members.imports.edits import Change, Edits, Flagged
from members.imports.list_kinds import ListKind
from members.imports.plan import Options
from members.imports.provenance import Provenance
from members.imports.rows import ReadRow
from members.imports.words import same_name
from members.models import User
from programmes import cluster_lists
from programmes.cluster_lists import ENTRY, FUNDER, LABELS, MARKS, NOTE, SOURCE, ClusterLine
from programmes.models import Funder, Participation, Round, Source
from thai.calendar import fiscal_year_of, format_fiscal_year
from thai.text import normalise

_LEFT_OUT: Final = ("งบประมาณของ", "งบประมาณจาก", "งบพัฒนาจาก", "งบประมาณ", "ใช้งบ", "งบของ", "งบ")


class ClusterPlanner:
    """Plans row after row; a later one knows what an earlier one brings. A fixed number of queries."""

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
        rows = list(placed)
        self.options, self.today = options, today
        self.lines: Mapping[tuple[str, int], ClusterLine] = options.extras
        self.list_year, self.default_year = list_year, default_year
        self.may_write = self._has_rights("programmes.add_participation", "programmes.change_participation")
        years = {year for line in self.lines.values() for year in line.years} | {default_year or 0}
        rounds = Round.objects.filter(fiscal_year__in=years).order_by("pk")
        self.rounds = {held.fiscal_year: held for held in (rounds.select_for_update() if lock else rounds)}
        self.held = self._participations([each.cluster.pk for each in rows if each.cluster is not None])
        self.funders = _by_words(Funder.objects.all(), "code", "short_name", "name", "short_name_en", "name_en")
        self.sources = _by_words(Source.objects.all(), "code", "title", "reference")
        self.seen: dict[tuple[int, int], int] = {}
        self._provenance = Provenance(Participation, self.held.values())

    def _has_rights(self, *rights: str) -> bool:
        """A command, with nobody in person behind it, may all."""
        by = self.options.by
        return by is None or (isinstance(by, User) and by.has_perms(rights))

    def _participations(self, clusters: Sequence[int]) -> dict[tuple[int, int], Participation]:
        found = Participation.objects.filter(round__in=[held.pk for held in self.rounds.values()])
        found = found.filter(cluster__in=set(clusters)).select_related("funder", "source", "round")
        return {(each.cluster_id, each.round.fiscal_year): each for each in found}

    def plan(self, row: ReadRow, cluster: Cluster) -> Edits:
        """Return what a row changes. Raises Flagged."""
        if not self.may_write:
            raise Flagged(Field.CLUSTER, _("ท่านไม่มีสิทธิ์บันทึกการเข้าร่วมโครงการ กรุณาให้ผู้มีสิทธิ์นำเข้า"))
        line = self.lines[row.sheet, row.number]
        written = row.member
        if written.name != written.cluster and same_name(written.name) not in _names_of(cluster):
            told = _("รหัส %(code)s ในระบบคือ %(name)s กรุณาตรวจสอบรหัสหรือชื่อ")
            raise Flagged(str(LABELS[Field.NAME]), told % {"code": cluster.code, "name": cluster.name})
        years = line.years or ((self.default_year,) if self.default_year else ())
        if not years:
            raise Flagged(str(LABELS[Field.YEAR]), _("ไม่มีปี กรุณาพิมพ์ปีงบประมาณที่เข้าร่วม เช่น 2550"))
        source = self._found(self.sources, SOURCE, line.source)
        edits = Edits()
        for year in years:
            if earlier := self.seen.get((cluster.pk, year)):
                told = _("ซ้ำกับแถว %(row)d ของไฟล์นี้ (กลุ่มเดียวกันในปี %(year)d) กรุณาลบแถวที่ซ้ำ")
                raise Flagged(str(LABELS[Field.NAME]), told % {"row": earlier, "year": year})
            own = line.in_year(year)
            told_of = {FUNDER: self._found(self.funders, FUNDER, own.funder), SOURCE: source}
            self._plan_year(cluster, year, own, told_of, edits)
        self.rounds |= {made.fiscal_year: made for made in edits.created if isinstance(made, Round)}
        self.seen |= {(cluster.pk, year): row.number for year in years}
        return edits

    def _plan_year(
        self, cluster: Cluster, year: int, line: ClusterLine, told_of: Mapping[str, Any], edits: Edits
    ) -> None:
        held = self.held.get((cluster.pk, year))
        if held is not None:
            self._plan_fields(held, year, line, told_of, edits)
            return
        of_year = self._round(year, edits)
        _refuse(of_year, told_of[SOURCE])
        new = Participation(
            cluster=cluster,
            round=of_year,
            entry=line.entry or Participation.Entry.UNKNOWN,
            funder=told_of[FUNDER],
            source=told_of[SOURCE],
            note=line.note,
        )
        words = [str(new.get_entry_display()), *(str(each) for each in (new.funder, new.source) if each)]
        edits.is_new = True
        label = _("เข้าร่วม %(year)s") % {"year": format_fiscal_year(year)}
        edits.create(new, None, Change(label, "", " · ".join(words)))

    def _round(self, year: int, edits: Edits) -> Round:
        """Return the round of a year; one of the past that nobody has entered yet comes in as a historical one."""
        known = self.rounds.get(year)
        if known is not None:
            if known.state == Round.State.PLANNED:
                told = _("%(year)s ยังอยู่ระหว่างวางแผน กรุณาเปิดปีจากหน้า “เปิดปีงบประมาณ” ซึ่งรับรายชื่อจากไฟล์ได้")
                raise Flagged(str(LABELS[Field.YEAR]), told % {"year": known})
            return known
        if year >= fiscal_year_of(self.today) or not self._has_rights("programmes.add_round"):
            told = _("ยังไม่มี%(year)s ในระบบ กรุณาให้ส่วนกลางเพิ่มหรือเปิดปีก่อน")
            raise Flagged(str(LABELS[Field.YEAR]), told % {"year": format_fiscal_year(year)})
        made = Round(fiscal_year=year, state=Round.State.HISTORICAL)
        edits.create(made, None, Change(_("เพิ่มปีงบประมาณ"), "", str(year)))
        return made

    def _plan_fields(
        self, held: Participation, year: int, line: ClusterLine, told_of: Mapping[str, Any], edits: Edits
    ) -> None:
        told = {ENTRY: line.entry, **told_of, NOTE: line.note}
        found: list[tuple[str, Any, Change]] = []
        for name, value in told.items():
            old = getattr(held, name)
            blank = not old or old == Participation.Entry.UNKNOWN
            if not value or old == value or (name in {SOURCE, NOTE} and not blank):
                continue  # a name that stands in two documents is still found in the first
            change = Change(f"{LABELS[name]} {year}", "" if blank else _word(name, old), _word(name, value))
            if not blank and not self._may_replace(held, name):
                raise Flagged(str(LABELS[name]), _differs(change))
            found.append((name, value, change))
        if found:
            _refuse(held.round, held.source or told_of[SOURCE])
        for name, value, change in found:
            edits.set(held, name, value, change)

    def _may_replace(self, held: Participation, name: str) -> bool:
        attribute = "funder_id" if name == FUNDER else name
        return self._provenance.is_older_than(self.list_year, held, attribute)

    @staticmethod
    def _found(known: Mapping[str, Any], column: str, text: str) -> Any:
        """Return what a text names. Raises Flagged with what there is."""
        if not text:
            return None
        key = normalise(text).lower()
        for start in ("", *_LEFT_OUT):
            if found := known.get(key.removeprefix(start).strip()):
                return found
        some = ", ".join(dict.fromkeys(str(each)[:40] for each in list(known.values())[:20]))
        told = _("ไม่มี “%(text)s” ในระบบ กรุณาพิมพ์ชื่อหรือรหัสที่มี (%(some)s) หรือเพิ่มในระบบก่อนแล้วตรวจอีกครั้ง")
        raise Flagged(str(LABELS[column]), told % {"text": text[:60], "some": some})


def _refuse(held: Round, source: Source | None) -> None:
    """Raise Flagged where saving the participation would be refused."""
    if not held.takes_participations:
        told = _("รายชื่อกลุ่มของ%(year)s ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน")
        raise Flagged(str(LABELS[Field.YEAR]), told % {"year": held})
    if held.asks_for_a_source and source is None:
        told = _("%(year)s เป็นปีในอดีต กรุณาพิมพ์รหัสหรือชื่อเอกสารอ้างอิงที่มีชื่อกลุ่มนี้")
        raise Flagged(str(LABELS[SOURCE]), told % {"year": held})


def _differs(change: Change) -> str:
    told = _("ในระบบเป็น “%(old)s” ไฟล์ระบุ “%(new)s” กรุณาตรวจสอบกับเอกสาร แล้วแก้ในไฟล์หรือที่รายการการเข้าร่วม")
    return told % {"old": change.old, "new": change.new}


def _word(name: str, value: Any) -> str:
    return str(Participation.Entry(value).label) if name == ENTRY else str(value)


def _names_of(cluster: Cluster) -> set[str]:
    return {same_name(name) for name in (cluster.name, cluster.name_en, cluster.code)}


def _by_words(rows: Iterable[Any], *names: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for row in rows:
        for name in names:
            if word := normalise(getattr(row, name)).lower():
                known.setdefault(word, row)
    return known


CLUSTERS: Final = ListKind(
    labels=LABELS,
    find_header=cluster_lists.find_header,
    column_of=cluster_lists.column_of,
    recognises=cluster_lists.recognises,
    read=cluster_lists.read,
    planner=ClusterPlanner,
    models=(Round, Participation),
    template=lambda: [str(label) for column, label in LABELS.items() if column != MARKS],
)
