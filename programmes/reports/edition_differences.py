"""What is otherwise today than in an edition: figure by figure, then and now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from programmes.models import Edition
from programmes.reports.edition_value import EditionValue
from programmes.reports.year_groups import breakdown_titles, column_titles

# What tells the members of a list apart, in the order in which it's looked for.
_TELLS_APART: Final = ("code", "key", "kind", "service", "check", "indicator")
COMPARED: Final = ("reports", "clusters", "organisations")
_ABSENT: Final = object()

Path = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One value that differs; ``then`` or ``now`` is None where it isn't there or isn't known."""

    path: Path
    then: Any
    now: Any

    @property
    def label(self) -> str:
        """Where the value stands, in words."""
        words = part_names()
        return " › ".join(words.get(part, part) for part in self.path)

    @property
    def then_shown(self) -> str:
        return _shown(self.then)

    @property
    def now_shown(self) -> str:
        return _shown(self.now)


def differences_today(edition: Edition) -> tuple[Difference, ...]:
    """Compare an edition with its year as it's known now; as many queries as the year's value, and one."""
    now = EditionValue.for_year(edition.round.fiscal_year).to_json()
    return differences(json.loads(edition.content), now)


def differences_between(earlier: Edition, later: Edition) -> tuple[Difference, ...]:
    return differences(json.loads(earlier.content), json.loads(later.content))


def differences(then: dict[str, Any], now: dict[str, Any]) -> tuple[Difference, ...]:
    """Return what differs of the figures and of the codes behind them; words and sources follow from these."""
    return tuple(found for part in COMPARED for found in _between((part,), then.get(part), now.get(part)))


def _between(path: Path, then: Any, now: Any) -> Iterator[Difference]:
    if then == now:
        return
    before, after = next(
        (
            (before, after)
            for inside in (_of_object, _by_itself, _by_what_tells_apart, _by_place)
            if (before := inside(then)) is not None and (after := inside(now)) is not None
        ),
        (None, None),
    )
    if before is None or after is None:
        yield Difference(path, _known(then), _known(now))
        return
    for name in [*before, *(name for name in after if name not in before)]:
        yield from _between((*path, name), before.get(name, _ABSENT), after.get(name, _ABSENT))


# The ways in which a value consists of others, by name; None where it doesn't.


def _of_object(value: Any) -> dict[str, Any] | None:
    """A name in two languages is one value."""
    return value if isinstance(value, dict) and value.keys() != {"thai", "english"} else None


def _by_itself(value: Any) -> dict[str, Any] | None:
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return {member: member for member in value}
    return None


def _by_what_tells_apart(value: Any) -> dict[str, Any] | None:
    names = [_name(member) for member in value] if isinstance(value, list) else [None]
    if None in names or len(set(names)) < len(names):
        return None
    return {str(name): member for name, member in zip(names, value, strict=True)}


def _by_place(value: Any) -> dict[str, Any] | None:
    return {str(place): member for place, member in enumerate(value, start=1)} if isinstance(value, list) else None


def _name(member: Any) -> str | None:
    if not isinstance(member, dict):
        return None
    return next((str(member[tell]) for tell in _TELLS_APART if member.get(tell)), None)


def _known(value: Any) -> Any:
    return None if value is _ABSENT else value


def _shown(value: Any) -> str:
    """Say a value shortly; what was or is whole rows by their names."""
    if value is None:
        return _("ไม่มี")
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, dict):
        return str(value.get("thai") or _name(value) or _("มี"))
    if isinstance(value, list):
        return ", ".join(_shown(member) for member in value) or _("ไม่มี")
    return str(value)


def part_names() -> dict[str, str]:
    """Name the parts of an edition's value; codes stand for themselves."""
    return {
        "reports": _("รายงาน"),
        "all": _("ทุกแหล่งงบ"),
        "department": _("งบกรมส่งเสริมอุตสาหกรรม"),
        "clusters": _("คลัสเตอร์"),
        "organisations": _("หน่วยงานและสมาชิก"),
        "line": _("แถวในตารางรายปี"),
        "indicators": _("ตัวชี้วัด"),
        "figures": _("ตัวเลขตามเอกสาร"),
        "alternatives": _("ตัวเลขหรือการตีความอื่น"),
        "other_figures": _("ตัวเลขอื่นของปีนี้"),
        "reported": _("จำนวนตามเอกสาร"),
        "recorded": _("มีรายชื่อในระบบ"),
        **column_titles(),
        "state": _("ผลการเทียบ"),
        "list_complete": _("ยืนยันแล้วว่ารายชื่อครบทุกกลุ่ม"),
        "difference": _("ต่างจากปีก่อน"),
        "not_continued": _("ไม่ดำเนินการต่อจากปีก่อน"),
        "clusters_in_year": _("จำนวนกลุ่มทั้งหมดของปี"),
        "breakdowns": _("จำแนกกลุ่ม"),
        **breakdown_titles(),
        "rows": _("แถว"),
        "repeated": _("นับซ้ำ"),
        "tally": _("จำนวนกลุ่ม"),
        "flow": _("การเปลี่ยนจากปีก่อน"),
        "carried": _("ดำเนินการต่อ"),
        "left": _("ไม่ดำเนินการต่อ"),
        "enterprises": _("จำนวนสถานประกอบการ"),
        "partners": _("หน่วยงานที่สนับสนุน"),
        "services": _("บริการ"),
        "members": _("จำนวนสมาชิก"),
        "findings": _("ข้อสังเกต"),
        "codes": _("รหัสคลัสเตอร์"),
        "name": _("ชื่อ"),
        "sector_name": _("สาขาอุตสาหกรรม"),
        "funder_name": _("แหล่งงบประมาณ"),
        "provinces": _("จังหวัด"),
        "regions": _("ภูมิภาค"),
        "centres": _("ศูนย์ส่งเสริมอุตสาหกรรมภาค"),
        "entry": _("ประเภทการเข้าร่วม"),
        "outcome": _("ผลเมื่อออกจากโครงการ"),
        "reason": _("เหตุผลที่ออกจากโครงการ"),
        "source": _("เอกสารอ้างอิง"),
        "value": _("ค่า"),
        "revision": _("ครั้งที่"),
        "remark": _("หมายเหตุ"),
        "quotation": _("ข้อความในเอกสาร"),
        "results": _("ผลตามตัวชี้วัด"),
    }
