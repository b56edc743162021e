"""How an import ended, in one value: what the command prints as JSON and says in words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from members.imports.gate import FileRefused
from members.imports.operations import Imported
from members.imports.plan import Action, PlannedRow
from members.imports.rows import Problem, Reading


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    FLAGGED = "flagged"
    REJECTED = "rejected"

    @property
    def exit_code(self) -> int:
        return list(Outcome).index(self)


@dataclass(frozen=True)
class Report:
    """What to tell of one file."""

    outcome: Outcome
    reason: str
    ok: int = 0
    flagged: int = 0
    skipped: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    members: tuple[dict[str, Any], ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome.value,
            "reason": self.reason,
            "rows": {"ok": self.ok, "flagged": self.flagged, "skipped": self.skipped},
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "problems": [
                {"sheet": each.sheet, "row": each.row, "column": each.column, "message": each.message}
                for each in self.problems
            ],
            "members": list(self.members),
        }


def refused(refusal: FileRefused) -> Report:
    return Report(Outcome.REJECTED, str(refusal))


def report(reading: Reading, imported: Imported, *, would_write: bool, default_year: int | None) -> Report:
    """Tell what an import did, or in a dry run would do: rows that wait are counted, and nothing else of them."""
    plan = imported.plan
    is_flagged = bool(plan.flagged or reading.notices)
    problems = [problem for row in plan.rows for problem in row.row.problems]
    clean = [row for row in plan.rows if row.action != Action.FLAGGED]
    counts = {action: plan.count(action) if would_write else 0 for action in Action}
    return Report(
        outcome=Outcome.FLAGGED if is_flagged else Outcome.ACCEPTED,
        reason=_reason(reading, imported, is_flagged=is_flagged, would_write=would_write),
        ok=plan.ok,
        flagged=plan.flagged,
        skipped=reading.skipped,
        created=counts[Action.CREATED],
        changed=counts[Action.CHANGED],
        unchanged=plan.count(Action.UNCHANGED),
        problems=(*reading.notices, *problems, *reading.remarks),
        members=tuple(_member(row, default_year) for row in clean),
    )


def _member(row: PlannedRow, default_year: int | None) -> dict[str, Any]:
    member = row.row.member
    return {
        "juristic_number": member.number,
        "name": member.name,
        "joined_year": member.joined_year or default_year,
        "province": member.province,
        "consent": member.consents,
    }


def _reason(reading: Reading, imported: Imported, *, is_flagged: bool, would_write: bool) -> str:
    plan = imported.plan
    told = []
    if plan.flagged:
        told.append(_("มี %(count)d แถวที่รอการตัดสินใจ กรุณาแก้ไขตามที่ระบุแล้วนำเข้าอีกครั้ง") % {"count": plan.flagged})
    told += [problem.message for problem in reading.notices]
    if is_flagged and not would_write:
        told.append(_("ยังไม่ได้นำเข้า หากต้องการนำเข้าเฉพาะแถวที่ถูกต้อง ให้ยืนยันแถวที่ถูกต้อง"))
    elif plan.ok and plan.count(Action.UNCHANGED) == plan.ok:
        told.append(_("ไม่มีการเปลี่ยนแปลง ข้อมูลทั้ง %(count)d รายตรงกับในระบบแล้ว") % {"count": plan.ok})
    if plan.absent:
        told.append(_("อยู่ในระบบแต่ไม่อยู่ในไฟล์ %(count)d ราย (ไม่มีการเปลี่ยนแปลงกับรายเหล่านี้)") % {"count": len(plan.absent)})
    return " ".join(told)
