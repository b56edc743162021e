"""Rows of one file that mean the same organisation: the first goes in, a second one never wins in silence."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.imports.cluster_names import Placed
from members.imports.columns import Field
from members.imports.words import same_name


def flag_duplicates(placed: Iterable[Placed]) -> list[Placed]:
    """Flag the second row of a number, or of a name in a province, in one cluster; and all names under one number."""
    rows = list(placed)
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for each in rows:
        if each.row.member.number:
            names[each.row.member.number].setdefault(same_name(each.row.member.name), each.row.number)
    seen: dict[tuple[str, ...], int] = {}
    return [_flagged(each, names, seen) for each in rows]


def _flagged(each: Placed, names: dict[str, dict[str, int]], seen: dict[tuple[str, ...], int]) -> Placed:
    row, member = each.row, each.row.member
    others = [number for number in names.get(member.number, {}).values() if number != row.number]
    if len(names.get(member.number, {})) > 1:
        told = _("เลขทะเบียนเดียวกันมีหลายชื่อในไฟล์ (แถว %(row)d) กรุณาตรวจสอบว่าเลขเป็นของกิจการใด") % {
            "row": others[0] if others else row.number
        }
        return Placed(row.flagged(Field.NUMBER, told), None)
    cluster = member.cluster if each.cluster is None else each.cluster.code
    keys = [(same_name(member.name), member.province, cluster)] if member.name else []
    by_number = (member.number, cluster)
    if member.number and by_number in seen:
        told = _("ซ้ำกับแถว %(row)d ของไฟล์นี้ (เลขทะเบียนเดียวกัน) กรุณาลบแถวที่ซ้ำ") % {"row": seen[by_number]}
        return Placed(row.flagged(Field.NUMBER, told), None)
    for key in keys:
        numbered = ("", *key) if member.number else ("*", *key)
        if not member.number and ((found := seen.get(("*", *key))) or (found := seen.get(("", *key)))):
            return Placed(row.flagged(Field.NAME, _same_name(found)), None)
        if member.number and (found := seen.get(("*", *key))):
            return Placed(row.flagged(Field.NAME, _same_name(found)), None)
        seen.setdefault(numbered, row.number)
    if member.number:
        seen[by_number] = row.number
    return each


def _same_name(row: int) -> str:
    return _("อาจซ้ำกับแถว %(row)d ของไฟล์นี้ (ชื่อและจังหวัดเดียวกัน) หากเป็นคนละกิจการให้ใส่เลขทะเบียน หากซ้ำให้ลบแถว") % {"row": row}
