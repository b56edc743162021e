"""Which cluster a row belongs to: what it says itself, else a heading, the sheet or a title, else what was chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.columns import Field
from members.imports.rows import ReadRow
from thai.text import search_key

if TYPE_CHECKING:
    from members.imports.plan import Options

_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_BEGINNING = re.compile(r"^(?:กลุ่มคลัสเตอร์|กลุมคลัสเตอร|กลุมอุตสาหกรรม|คลัสเตอร|กลุม|cluster)+")
_CODE = re.compile(r"\bC[0-9]{4,}\b", re.IGNORECASE)
_LONG_ENOUGH: Final = 6  # signs of a name that is looked for in a title or cut off in the name of a sheet


@dataclass(frozen=True)
class Placed:
    """A row with its cluster; a row without one is flagged."""

    row: ReadRow
    cluster: Cluster | None
    unknown: str = ""  # the name of a cluster that nobody knows


class ClusterNames:
    """Finds clusters by name or code; one query, for names and states of all clusters."""

    def __init__(self, options: "Options") -> None:
        self.target, self.allowed = options.cluster, options.allowed
        self.by_key: dict[str, list[Cluster]] = defaultdict(list)
        by_pk: dict[int, Cluster] = {}
        for cluster in Cluster.objects.select_related("merged_into"):
            by_pk[cluster.pk] = cluster
            for name in {_key(cluster.name), _key(cluster.name_en), cluster.code.lower()} - {""}:
                self.by_key[name].append(cluster)
        for name, key in options.meant.items():
            if key in by_pk:
                self.by_key[_key(name)] = [by_pk[key]]

    def place(self, rows: Iterable[ReadRow]) -> list[Placed]:
        return [self._place(row) for row in rows]

    def _place(self, row: ReadRow) -> Placed:
        written, unknown = row.member.cluster, ""
        if written:
            found = self.by_key.get(_key(written), []) or self._named_with_code(written)
            problem = "" if len(found) == 1 else self._unknown(written, found)
            cluster, unknown = (found[0], "") if len(found) == 1 else (None, written)
        else:
            cluster, problem = self._hinted(row.cluster_hints) or self.target, ""
            if cluster is None and row.is_clean:
                problem = _("ไม่ทราบว่าอยู่คลัสเตอร์ใด กรุณาพิมพ์ชื่อคลัสเตอร์ หรือเลือกคลัสเตอร์ก่อนนำเข้า")
        problem = problem or self._not_here(cluster)
        return Placed(row.flagged(Field.CLUSTER, problem), None, unknown) if problem else Placed(row, cluster)

    def _not_here(self, cluster: Cluster | None) -> str:
        if cluster is None:
            return ""
        if self.target is not None and cluster.pk != self.target.pk:
            return _("แถวนี้เป็นของ %(other)s ไม่ใช่ %(target)s ที่กำลังนำเข้า") % {
                "other": cluster.name,
                "target": self.target.name,
            }
        if cluster.merged_into is not None:
            return _("%(old)s รวมเข้ากับ %(new)s แล้ว กรุณาพิมพ์ชื่อคลัสเตอร์ปัจจุบัน") % {
                "old": cluster.name,
                "new": cluster.merged_into.name,
            }
        if self.allowed is not None and cluster.pk not in self.allowed:
            return _("ท่านไม่มีสิทธิ์บันทึกข้อมูลของ %(cluster)s กรุณาให้หน่วยงานที่ดูแลคลัสเตอร์นี้นำเข้าแถวนี้") % {"cluster": cluster.name}
        return ""

    def _unknown(self, written: str, found: list[Cluster]) -> str:
        if found:
            return _("มีหลายคลัสเตอร์ชื่อ “%(name)s” กรุณาพิมพ์รหัสคลัสเตอร์แทน เช่น %(code)s") % {
                "name": written[:80],
                "code": found[0].code,
            }
        close = get_close_matches(_key(written), list(self.by_key), n=1, cutoff=0.7)
        if close:
            return _("ไม่มีคลัสเตอร์ชื่อ “%(name)s” หากหมายถึง %(meant)s ให้พิมพ์ชื่อนั้น") % {
                "name": written[:80],
                "meant": self.by_key[close[0]][0].name,
            }
        return _("ไม่มีคลัสเตอร์ชื่อ “%(name)s” ในระบบ กรุณาตรวจสอบชื่อ หรือเพิ่มคลัสเตอร์ก่อน") % {"name": written[:80]}

    def _named_with_code(self, written: str) -> list[Cluster]:
        """Return the cluster whose code stands before or behind its name."""
        code = _CODE.search(written)
        found = self.by_key.get(code[0].lower(), []) if code else []
        name = _key(_CODE.sub(" ", written))
        return [cluster for cluster in found if name in {_key(cluster.name), _key(cluster.name_en)}]

    def _hinted(self, hints: Iterable[str]) -> Cluster | None:
        for hint in hints:
            key = _key(hint)
            found = self.by_key.get(key, []) or self._within(key)
            if len(found) == 1:
                return found[0]
        return None

    def _within(self, key: str) -> list[Cluster]:
        """Return those whose name stands in a title, or begins like the name of a sheet, which holds 31 signs."""
        if len(key) < _LONG_ENOUGH:
            return []
        held = [name for name in self.by_key if len(name) >= _LONG_ENOUGH and (name in key or name.startswith(key))]
        longest = [name for name in held if not any(name != other and name in other for other in held)]
        return list({cluster.pk: cluster for name in longest for cluster in self.by_key[name]}.values())


def _key(name: str) -> str:
    key = _NOISE.sub("", search_key(name))
    return _BEGINNING.sub("", key) or key
