"""Two years beside each other: what changed, and why, as far as anybody knows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.utils.translation import gettext as _

from programmes.reports.year_clusters import ClusterLine
from programmes.reports.year_groups import breakdown_titles, column_titles
from programmes.reports.year_report import YearReport


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One figure in both years; None is unknown, and then the difference is too."""

    label: str
    earlier: int | None
    later: int | None

    @property
    def difference(self) -> int | None:
        return None if self.earlier is None or self.later is None else self.later - self.earlier

    @property
    def signed(self) -> str:
        """The difference with its sign: "+3", "−2", "0"; "" when it's unknown."""
        if self.difference is None:
            return ""
        return f"+{self.difference}" if self.difference > 0 else str(self.difference).replace("-", "−")


@dataclass(frozen=True, slots=True)
class BesideTable:
    title: str
    lines: tuple[BesideLine, ...]


@dataclass(frozen=True)
class YearsBeside:
    """The earlier and the later of two reports of the same scope; no query of its own."""

    earlier: YearReport
    later: YearReport

    @classmethod
    def of(cls, one: YearReport, other: YearReport) -> Self:
        return cls(*sorted((one, other), key=lambda report: report.year))

    @cached_property
    def tables(self) -> tuple[BesideTable, ...]:
        """The totals, then each breakdown with the rows of either year."""
        return (BesideTable(_("จำนวนรวม"), self._totals()), *map(self._breakdown, breakdown_titles()))

    def _totals(self) -> tuple[BesideLine, ...]:
        return (
            BesideLine(_("จำนวนตามเอกสาร"), self.earlier.reported_counts.total, self.later.reported_counts.total),
            *(
                BesideLine(
                    _("มีรายชื่อในระบบ: %(column)s") % {"column": title},
                    _column(self.earlier, name),
                    _column(self.later, name),
                )
                for name, title in column_titles().items()
            ),
            BesideLine(_("วิสาหกิจและสมาชิก (ไม่นับซ้ำ)"), self.earlier.enterprises, self.later.enterprises),
            BesideLine(_("หน่วยงานสนับสนุน (ไม่นับซ้ำ)"), self.earlier.partners, self.later.partners),
        )

    def _breakdown(self, kind: str) -> BesideTable:
        counted = [
            {row.key: row for table in report.breakdowns if table.kind == kind for row in table.rows}
            for report in (self.earlier, self.later)
        ]
        labels = {key: row.label for rows in counted for key, row in rows.items()}
        lines = (
            BesideLine(label, *(rows[key].tally.total if key in rows else 0 for rows in counted))
            for key, label in labels.items()
        )
        return BesideTable(breakdown_titles()[kind], tuple(lines))

    @property
    def both_complete(self) -> bool:
        return self.earlier.list_complete and self.later.list_complete

    @property
    def stayed(self) -> tuple[ClusterLine, ...]:
        return tuple(line for line in self.later.clusters if line.code in _codes(self.earlier))

    @property
    def came(self) -> tuple[ClusterLine, ...]:
        """Named in the later year alone; who left is said between complete lists only."""
        return tuple(line for line in self.later.clusters if line.code not in _codes(self.earlier))

    @property
    def went(self) -> tuple[ClusterLine, ...]:
        return tuple(line for line in self.earlier.clusters if line.code not in _codes(self.later))

    @cached_property
    def why(self) -> tuple[str, ...]:
        """What explains the differences, in sentences."""
        values = {"earlier": self.earlier.year, "later": self.later.year}
        said = [self._names_in_words(values), self._money_in_words(values)]
        ours, theirs = self.later.line.main, self.earlier.line.main
        if ours and theirs and (ours.scope, ours.funder) != (theirs.scope, theirs.funder):
            said.append(_("จำนวนตามเอกสารของสองปีมีขอบเขตงบต่างกันหรือไม่ระบุ จึงเทียบกันตรง ๆ ไม่ได้"))
        if self.later.line.planned != self.earlier.line.planned:
            said.append(_("จำนวนตามเอกสารของปีหนึ่งเป็นแผน อีกปีเป็นผล จึงเทียบกันตรง ๆ ไม่ได้"))
        return tuple(sentence for sentence in said if sentence)

    def _names_in_words(self, values: dict[str, int]) -> str:
        if not self.both_complete:
            incomplete = [str(report.year) for report in (self.earlier, self.later) if not report.list_complete]
            return _("รายชื่อของปี %(years)s ยังไม่ยืนยันว่าครบถ้วน ผลต่างจึงเป็นผลต่างของตัวเลข ไม่ใช่จำนวนกลุ่มที่เข้าหรือออก") % {
                "years": ", ".join(incomplete)
            }
        numbers = {"stayed": len(self.stayed), "came": len(self.came), "went": len(self.went)}
        return _("%(stayed)s กลุ่มมีชื่อในทั้งสองปี %(came)s กลุ่มมีชื่อเฉพาะปี %(later)s และ %(went)s กลุ่มมีชื่อเฉพาะปี %(earlier)s") % (
            values | numbers
        )

    def _money_in_words(self, values: dict[str, int]) -> str:
        before = {line.code: line.funder for line in self.earlier.clusters}
        changed = [line for line in self.stayed if line.funder != before[line.code]]
        if not changed:
            return ""
        return _("%(number)s กลุ่มที่มีชื่อในทั้งสองปีเปลี่ยนแหล่งงบ") % {"number": len(changed)}


def _codes(report: YearReport) -> set[str]:
    return {line.code for line in report.clusters}


def _column(report: YearReport, name: str) -> int | None:
    return None if report.recorded is None else int(getattr(report.recorded, name))
