"""The sheet on which results are entered: a cell for each group, indicator and period, kept one by one.

The same for an officer, who has the groups of a year before them, and for a coordinator, who has one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from members.models import User
from programmes.models import Indicator, Measurement, Participation, Period
from programmes.models.results import misfit
from programmes.operations.results import Entry, enter_result, submit_result
from programmes.reporting_days import due_on
from records.errors import RuleBroken
from thai.templatetags.thai import thai_number
from thai.text import normalise

LONGEST = 60
LARGEST = Decimal(10) ** 15
MOST_ENTERPRISES = 1_000_000


def read_number(text: str) -> Decimal:
    """Return a number typed with Thai digits, spaces or commas. Raises ValueError with what to do."""
    other = any(sign.isnumeric() and not sign.isdecimal() for sign in text)  # "²" would become a 2
    written = "" if other or len(text) > LONGEST else normalise(text).replace(",", "").replace(" ", "")
    try:
        number = Decimal(written) if written.isascii() and "_" not in written else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or "e" in written.lower():
        raise ValueError(_("อ่าน “%(text)s” เป็นตัวเลขไม่ได้ พิมพ์เฉพาะตัวเลข เช่น 1,250.50") % {"text": text[:LONGEST]})
    if number < 0:
        raise ValueError(_("ผลต้องไม่ติดลบ"))
    if number >= LARGEST:
        raise ValueError(_("ตัวเลขมากเกินกว่าที่เป็นไปได้ กรุณาตรวจสอบหน่วยและจำนวนหลัก"))
    return number


@dataclass
class SheetCell:
    """One cell: what is kept, what was typed instead, and what was wrong with it."""

    participation: Participation
    indicator: Indicator
    period: Period
    last: Measurement | None
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def name(self) -> str:
        return f"{self.participation.pk}-{self.indicator.pk}-{self.period.value}"

    @property
    def seen(self) -> str:
        """Revision and version of what is kept, as the form carries it."""
        return f"{self.last.revision}-{self.last.version}" if self.last else ""

    @property
    def value(self) -> str:
        return self.typed.get("value", thai_number(self.last.value) if self.last else "")

    @property
    def enterprises(self) -> str:
        kept = self.last.enterprises if self.last else None
        return self.typed.get("enterprises", "" if kept is None else str(kept))

    @property
    def evidence(self) -> str:
        return self.typed.get("evidence", self.last.evidence if self.last else "")

    @property
    def state(self) -> str:
        return self.last.state if self.last else "missing"

    @property
    def state_label(self) -> str:
        if self.last is not None:
            return str(self.last.get_state_display())
        return _("เลยกำหนด") if self.is_late else _("ยังไม่มีผล")

    @property
    def due_on(self) -> date:
        return due_on(self.participation.round.fiscal_year, self.period)

    @property
    def is_late(self) -> bool:
        """Whether the day is over and nothing was handed in, though it still could be."""
        handed_in = self.last is not None and not self.last.is_open
        return self.today > self.due_on and not handed_in and not self.participation.round.results_locked

    @property
    def takes_entry(self) -> bool:
        """Whether something may be typed: what waits for approval has to come back first."""
        return not self.participation.round.results_locked and self.state != Measurement.State.SUBMITTED


@dataclass(frozen=True)
class Outcome:
    """What came of a sheet that was sent: how many cells were kept, handed in and refused."""

    saved: int
    submitted: int
    refused: int


class ResultSheet:
    """Cells of groups in some indicators and periods; one query for what is kept, whatever their number.

    ``only_filled`` tells that a file filled it, and only its cells take an entry.
    """

    only_filled = False

    def __init__(
        self,
        participations: Sequence[Participation],
        indicators: Iterable[Indicator],
        *,
        today: date,
        period: Period | None = None,
    ) -> None:
        rows = Measurement.objects.newest().filter(participation__in=[each.pk for each in participations])
        kept = {(row.participation_id, row.indicator_id, row.period): row for row in rows}
        self.columns = [
            (indicator, each)
            for indicator in indicators
            if indicator.is_entered
            for each in Period.of(indicator.frequency)
            if period is None or period == each
        ]
        self.rows = [
            (
                group,
                [
                    SheetCell(group, indicator, each, kept.get((group.pk, indicator.pk, each)), today)
                    for indicator, each in self.columns
                ],
            )
            for group in participations
        ]

    @property
    def by_indicator(self) -> list[tuple[Indicator, list[SheetCell]]]:
        """The same with a row for each indicator and a column for each group."""
        return [
            (indicator, [cells[place] for _group, cells in self.rows])
            for place, (indicator, _period) in enumerate(self.columns)
        ]

    @property
    def cells(self) -> list[SheetCell]:
        return [cell for _group, cells in self.rows for cell in cells]

    @property
    def missing(self) -> int:
        return sum(1 for cell in self.cells if cell.last is None)

    @property
    def late(self) -> int:
        return sum(1 for cell in self.cells if cell.is_late)

    @property
    def to_mend(self) -> list[SheetCell]:
        """What was refused just now, and what was returned: the first to be looked at."""
        returned = Measurement.State.RETURNED
        return [cell for cell in self.cells if cell.problem or (cell.state == returned and cell.takes_entry)]

    @property
    def takes_entry(self) -> bool:
        return any(cell.takes_entry for cell in self.cells)

    def fill(self, values: Mapping[tuple[int, int], str]) -> int:
        """Put values, by participation and indicator, where they may be typed and say something else; return how many.

        Cells of which they say nothing are only shown: what is sent back then is what was looked at.
        """
        self.only_filled = True
        filled = 0
        for cell in self.cells:
            value = values.get((cell.participation.pk, cell.indicator.pk), "")
            if cell.takes_entry and value and not _says(cell.last, value):
                kept = {"enterprises": cell.enterprises, "evidence": cell.evidence}
                cell.typed = {**kept, "value": value, "seen": cell.seen}
                filled += 1
        return filled

    def keep(self, sent: Mapping[str, str], *, by: User, submit: bool = False) -> Outcome:
        """Keep each cell that was changed, by itself; ``submit`` hands in what is open and not refused."""
        changed = [cell for cell in self.cells if cell.takes_entry and _was_changed(cell, sent)]
        for cell in changed:
            _keep(cell, by)
        refused = [cell for cell in changed if cell.problem]
        for cell in self.cells:
            if cell.takes_entry and cell not in changed and _lacks_its_value(cell, sent):
                cell.problem = _("ยังไม่ได้พิมพ์ผล จึงยังไม่ได้บันทึกข้อความในช่องนี้ กรุณาพิมพ์ผล หรือลบข้อความที่พิมพ์ไว้")
        submitted = 0
        for cell in self.cells if submit else ():
            if cell.last is not None and cell.last.is_open and not cell.problem:
                submitted += _hand_in(cell, by)
        failed = {cell.name for cell in self.cells if cell.problem}
        return Outcome(len(changed) - len(refused), submitted, len(failed))


def _says(last: Measurement | None, text: str) -> bool:
    try:
        return last is not None and read_number(text) == last.value
    except ValueError:
        return False


def _was_changed(cell: SheetCell, sent: Mapping[str, str]) -> bool:
    """Take over what was typed; a blank value erases nothing."""
    shown, typed = _shown_and_typed(cell, sent)
    if not typed.get("value") or all(text == shown[part] for part, text in typed.items()):
        return False
    cell.typed = {**shown, **typed, "seen": sent.get(f"s-{cell.name}", "")}
    return True


def _lacks_its_value(cell: SheetCell, sent: Mapping[str, str]) -> bool:
    """Take over what was typed beside a value that is missing: else it would be lost without a word."""
    shown, typed = _shown_and_typed(cell, sent)
    beside = {part: text for part, text in typed.items() if part != "value"}
    if typed.get("value") != "" or all(text in ("", shown[part]) for part, text in beside.items()):
        return False
    cell.typed = {**shown, **typed, "seen": sent.get(f"s-{cell.name}", "")}
    return True


def _shown_and_typed(cell: SheetCell, sent: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    name = cell.name
    shown = {"value": cell.value, "enterprises": cell.enterprises, "evidence": cell.evidence}
    boxes = {"value": f"v-{name}", "enterprises": f"n-{name}", "evidence": f"e-{name}"}
    typed = {part: sent[box].replace("\0", "").strip() for part, box in boxes.items() if box in sent}
    return shown, {part: text.replace("\r\n", "\n") for part, text in typed.items()}


def _keep(cell: SheetCell, by: User) -> None:
    try:
        cell.last = enter_result(_entry(cell), by=by)
        cell.typed, cell.problem = {}, ""
    except (ValueError, RuleBroken) as refused:
        cell.problem = str(refused)


def _hand_in(cell: SheetCell, by: User) -> int:
    try:
        if cell.last is not None:
            cell.last = submit_result(cell.last, by=by, version_read=cell.last.version)
    except RuleBroken as refused:
        cell.problem = str(refused)
        return 0
    return 1


def _entry(cell: SheetCell) -> Entry:
    """Read what was typed. Raises ValueError with what is to be mended."""
    value = read_number(cell.typed["value"])
    if problem := misfit(cell.indicator, value):
        raise ValueError(problem)
    revision, _dash, version = cell.typed["seen"].partition("-")
    return Entry(
        participation=cell.participation,
        indicator=cell.indicator,
        period=cell.period,
        value=value,
        enterprises=_read_count(cell.typed["enterprises"]),
        evidence=cell.typed["evidence"][:1000],
        revision_read=int(revision) if revision.isascii() and revision.isdecimal() else None,
        version_read=int(version) if version.isascii() and version.isdecimal() else None,
    )


def _read_count(text: str) -> int | None:
    if not text:
        return None
    number = read_number(text)
    if number != int(number) or number > MOST_ENTERPRISES:
        raise ValueError(_("จำนวนสถานประกอบการต้องเป็นจำนวนเต็ม"))
    return int(number)
