"""The plan of a round as a file: a line for each cluster, in CSV as Excel writes it."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from programmes.models import Funder, Participation
from programmes.operations.rounds import PlanRefused
from programmes.round_plans import Decided, Joining, Leaving, RoundPlan, Staying
from thai.text import normalise

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("รหัสคลัสเตอร์", "code"),
    "decision": ("การดำเนินการ", "decision"),
    "funder": ("แหล่งงบประมาณ", "funder"),
    "outcome": ("ผลเมื่อออกจากโครงการ", "outcome"),
    "reason": ("เหตุผล", "reason"),
}
STAY: Final = ("ต่อเนื่อง", "continue")
LEAVE: Final = ("ออก", "leave")
JOIN: Final = ("เข้าร่วม", "join")
# What joins may be stated as, where the lists of earlier years lack a name.
STATED: Final = {
    "กลุ่มใหม่": Participation.Entry.NEW,
    "new": Participation.Entry.NEW,
    "กลุ่มที่กลับเข้าร่วม": Participation.Entry.RETURNING,
    "returning": Participation.Entry.RETURNING,
}
NOT_STATED: Final = ("", "ไม่ระบุ")
LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines of a file can name."""

    clusters: dict[str, Cluster]
    funders: dict[str, Funder]


def read_plan(content: bytes, fiscal_year: int) -> RoundPlan:
    """Read a plan. Raises ``PlanRefused`` with each line that can't be read, by its number in the file. Two queries."""
    rows = list(_rows(content))
    known = _known(row["code"].upper() for _line, row in rows)
    decided: list[Decided] = []
    problems = []
    for line, row in rows:
        try:
            decided.append(_decision(row, known))
        except ValueError as error:
            problems.append(_("บรรทัดที่ %(line)s: %(problem)s") % {"line": line, "problem": error})
    if problems:
        raise PlanRefused(problems)
    return RoundPlan(
        fiscal_year,
        staying=tuple(each for each in decided if type(each) is Staying),
        leaving=tuple(each for each in decided if isinstance(each, Leaving)),
        joining=tuple(each for each in decided if isinstance(each, Joining)),
    )


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line that isn't blank with its cells by our names."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanRefused([_("ไฟล์ต้องเป็น CSV แบบ UTF-8 ใน Excel ให้เลือกบันทึกเป็น “CSV UTF-8”")]) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, [normalise(cell) for cell in cells]) for cells in reader if any(cells)]
    except csv.Error as error:
        raise PlanRefused([_("อ่านไฟล์ CSV ไม่ได้ใกล้บรรทัดที่ %(line)s") % {"line": reader.line_num}]) from error
    places = _places(lines[0][1] if lines else [])
    for number, cells in lines[1:]:
        yield number, {name: cells[at] if at is not None and at < len(cells) else "" for name, at in places.items()}


def _places(header: list[str]) -> dict[str, int | None]:
    written = [name.lower() for name in header]
    places = {
        name: next((written.index(word) for word in words if word in written), None) for name, words in COLUMNS.items()
    }
    missing = [COLUMNS[name][0] for name in ("code", "decision") if places[name] is None]
    if missing:
        raise PlanRefused([_("ไฟล์ต้องมีหัวคอลัมน์ %(columns)s") % {"columns": ", ".join(missing)}])
    return places


def _known(codes: Iterable[str]) -> _Known:
    funders: dict[str, Funder] = {}
    for funder in Funder.objects.all():
        funders |= {normalise(name).lower(): funder for name in (funder.code, funder.short_name, funder.name)}
    clusters = Cluster.objects.filter(code__in=set(codes))
    return _Known(clusters={cluster.code: cluster for cluster in clusters}, funders=funders)


def _decision(row: dict[str, str], known: _Known) -> Decided:
    """Raises ValueError with what is to be mended."""
    cluster = known.clusters.get(row["code"].upper())
    if cluster is None:
        raise ValueError(_("ไม่มีคลัสเตอร์รหัส “%(code)s”") % {"code": row["code"][:40]})
    word = row["decision"].lower()
    if word in LEAVE:
        return Leaving(cluster, _outcome(row["outcome"]), _reason(row["reason"]))
    funder = _funder(row["funder"], known)
    if word in STAY:
        return Staying(cluster, funder)
    if word in JOIN or word in STATED:
        return Joining(cluster, funder, STATED.get(word))
    raise ValueError(
        _("การดำเนินการ “%(word)s” ต้องเป็น %(words)s")
        % {"word": row["decision"][:40], "words": ", ".join((STAY[0], LEAVE[0], JOIN[0], "กลุ่มใหม่", "กลุ่มที่กลับเข้าร่วม"))}
    )


def _outcome(written: str) -> Participation.Outcome:
    for outcome in Participation.Outcome:
        if written.lower() in {outcome.value, normalise(str(outcome.label)).lower()}:
            return outcome
    labels = ", ".join(str(outcome.label) for outcome in Participation.Outcome)
    raise ValueError(_("ผลเมื่อออกจากโครงการต้องเป็นหนึ่งใน %(labels)s") % {"labels": labels})


def _reason(written: str) -> str:
    if len(written) > LONGEST_REASON:
        raise ValueError(_("เหตุผลยาวเกิน %(number)s ตัวอักษร") % {"number": LONGEST_REASON})
    return "" if written in NOT_STATED else written


def _funder(written: str, known: _Known) -> Funder | None:
    if written in NOT_STATED:
        return None
    funder = known.funders.get(written.lower())
    if funder is None:
        raise ValueError(_("ไม่มีแหล่งงบประมาณ “%(name)s”") % {"name": written[:40]})
    return funder
