"""A column for each year in a list of clusters: a tick, or how a group came in, or who paid for it in that year."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from members.imports.tables import BOOL, NUMBER, TEXT, Cell, Row
from members.imports.titles import year_named
from members.imports.values import ValueProblem, read_text
from members.imports.words import normal
from programmes.models import Participation

Entry = Participation.Entry
FIRST_YEAR: Final = 2546  # the programme began
ENTRIES: Final = {
    Entry.PILOT: ("นำร่อง", "pilot"),
    Entry.NEW: ("ใหม่", "เริ่มใหม่", "new"),
    Entry.CONTINUED: ("ต่อเนื่อง", "เดิม", "ดำเนินการต่อ", "continued", "continuing"),
    Entry.RETURNING: ("กลับเข้าร่วม", "ที่กลับเข้าร่วม", "กลับเข้ามาใหม่", "returning"),
    Entry.UNKNOWN: ("ไม่ทราบ", "ไม่ระบุ", "unknown"),
}
_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_TICKS: Final = frozenset({"✓", "✔", "☑", "√", "/", "●", "•", "■", "*", "1", "y", "yes", "true", "เข้าร่วม", "มี"})
_ABSENT: Final = frozenset(
    {"☐", "□", "○", "✗", "✘", "×", "0", "n", "no", "false", "ไม่เข้าร่วม", "ไม่ต่อเนื่อง", "ไม่มี", "ออก", "สิ้นสุด", "ยุติ", "พัก"}
)
_EITHER: Final = frozenset({"x", "?"})
_BETWEEN: Final = re.compile(r"[()\[\]/,+;\n]| - | {2,}")
_LONGEST: Final = 200


@dataclass(frozen=True)
class YearMark:
    """A cluster's part in one year; entry and funder are blank where the cell is only ticked."""

    year: int
    entry: str = ""
    funder: str = ""


def entry_named(text: str) -> Entry | None:
    """Return what a word says of how a group came in. "ไม่ต่อเนื่อง" isn't "ต่อเนื่อง": whole words only."""
    key = re.sub("^(กลุ่ม|คลัสเตอร์)+", "", _NOISE.sub("", text.lower()))
    return next((entry for entry, words in ENTRIES.items() if key in words), None)


def year_columns(row: Row) -> dict[int, int]:
    """Return by column the years that stand in a row of names; in one column each, and none twice."""
    years: dict[int, int] = {}
    for column, cell in sorted(row.cells.items()):
        year = year_named(cell.text) if cell.kind in {TEXT, NUMBER} else None
        if year is not None and year >= FIRST_YEAR and year not in years.values():
            years[column] = year
    return years


def read_mark(cell: Cell | None, year: int) -> YearMark | None:
    """Return what a cell under a year tells, None where the group took no part. Raises ValueProblem."""
    text = read_text(cell, longest=_LONGEST)
    if cell is not None and cell.kind == BOOL:
        text = "1" if cell.text == "TRUE" else "0"
    if not text or text.lower() in _ABSENT:
        return None
    if text.lower() in _TICKS:
        return YearMark(year)
    if text.lower() in _EITHER:
        told = _("“%(text)s” อ่านได้หลายแบบ กรุณาพิมพ์ ✓ ในปีที่เข้าร่วม และเว้นว่างในปีที่ไม่เข้าร่วม")
        raise ValueProblem(told % {"text": text})
    return _of_words(text, year)


def _of_words(text: str, year: int) -> YearMark:
    """Take the words of a cell for how the group came in and, what no such word is, for who paid."""
    entries: set[Entry] = set()
    others: list[str] = []
    first, _space, rest = text.partition(" ")
    parts = (first, rest) if entry_named(first) or first.lower() in _TICKS else (text,)
    for word in filter(None, (normal(word) for part in parts for word in _BETWEEN.split(part))):
        entry = entry_named(word)
        if entry is not None:
            entries.add(entry)
        elif word.lower() not in _TICKS:
            others.append(word)
    if len(entries) > 1 or len(others) > 1:
        told = _("อ่าน “%(text)s” ไม่ออก กรุณาพิมพ์ ✓ ประเภทการเข้าร่วม หรือแหล่งงบประมาณ อย่างละหนึ่ง เช่น ใหม่ (สสว.)")
        raise ValueProblem(told % {"text": text[:40]})
    entry = entries.pop() if entries else Entry.UNKNOWN
    return YearMark(year, "" if entry == Entry.UNKNOWN else entry.value, others[0] if others else "")
