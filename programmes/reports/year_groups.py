"""The clusters of a year counted: in columns that don't overlap, and by what they are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import IntegerChoices
from django.utils.translation import gettext as _

from clusters.models import Region
from programmes.models.assessments import Potential, Step
from programmes.reports.names import Name
from programmes.reports.year_clusters import Centre, ClusterLine
from programmes.reports.year_line import column_names

COLUMNS: Final = ("continued", "new", "returning", "pilot", "external", "unknown")
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Tally:
    """Clusters counted in columns that add up to ``total``; ``unknown`` are those whose entry nobody stated."""

    total: int = 0
    continued: int = 0
    new: int = 0
    returning: int = 0
    pilot: int = 0
    external: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, lines: Iterable[ClusterLine]) -> Self:
        counted = Counter(line.column for line in lines)
        return cls(total=counted.total(), **{name: counted[name] for name in COLUMNS})

    @property
    def cells(self) -> tuple[tuple[str, int], ...]:
        """The columns with their names, in the order of the tables, without the total."""
        return tuple((name, getattr(self, name)) for name in COLUMNS)

    def minus(self, other: "Tally") -> dict[str, int]:
        """Return the difference in each column and in the total."""
        return {name: getattr(self, name) - getattr(other, name) for name in ("total", *COLUMNS)}


# The words of the programme's own codes.
_WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    kind: {str(value): label for value, label in choices.choices}
    for kind, choices in (("region", Region), ("step", Step), ("potential", Potential))
}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The clusters that are alike in one respect. ``key`` is what the directory's filter takes, or ``NONE``.

    ``name`` is None where the key is a code of the programme's own, which has its words.
    """

    kind: str
    key: str
    name: Name | None
    tally: Tally

    @property
    def label(self) -> str:
        if self.key == NONE:
            return _("เอกสารไม่ระบุ") if self.kind == "funder" else _("ยังไม่มีข้อมูล")
        words = _WORDS.get(self.kind)
        return str(words[self.key]) if words else str(self.name or self.key)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All clusters of the year by one respect.

    Each cluster stands in one row, but by region and by centre in every row that it belongs to; ``repeated`` is what
    must be taken off the rows' sum for the total, column by column, so that the table adds up.
    """

    kind: str
    rows: tuple[GroupRow, ...]
    repeated: Tally

    @property
    def title(self) -> str:
        return breakdown_titles()[self.kind]

    @property
    def parameter(self) -> str:
        """The filter of the directory that opens a row; "" where it has none."""
        return self.kind if self.kind in ("sector", "region", "centre", "funder") else ""


def _known(value: int | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


# In which rows of each table a cluster stands; in that of what nobody recorded where there are none.
KEYS: Final[Mapping[str, Callable[[ClusterLine], tuple[str, ...]]]] = {
    "sector": lambda line: (line.sector,),
    "region": lambda line: line.regions,
    "centre": lambda line: tuple(map(str, line.centres)),
    "funder": lambda line: (line.funder,) if line.funder else (),
    "step": lambda line: _known(line.step),
    "potential": lambda line: _known(line.potential),
}


def breakdown_titles() -> dict[str, str]:
    return {
        "sector": _("สาขาอุตสาหกรรม"),
        "region": _("ภูมิภาค"),
        "centre": _("ศูนย์ส่งเสริมอุตสาหกรรมภาค"),
        "funder": _("แหล่งงบประมาณ"),
        "step": _("ขั้นตอนการพัฒนา"),
        "potential": _("ระดับศักยภาพ"),
    }


def column_titles() -> dict[str, str]:
    """Name the columns of a tally, the total first."""
    return {**column_names(), "unknown": _("ไม่ทราบประเภท")}


def breakdowns(lines: tuple[ClusterLine, ...], centres: Iterable[Centre]) -> tuple[Breakdown, ...]:
    """Count the clusters in every respect; the order of the rows is the programme's.

    By step and potential only where somebody was assessed.
    """
    sectors = sorted({(line.sector_position, line.sector, line.sector_name) for line in lines}, key=lambda s: s[:2])
    funders = {line.funder: line.funder_name for line in lines if line.funder_name is not None}
    ours = {line.funder for line in lines if line.funder and not line.is_external}
    order = sorted(funders, key=lambda code: (code not in ours, code))
    return (
        _breakdown("sector", lines, {s: n for _p, s, n in sectors}),
        _breakdown("region", lines, dict.fromkeys(Region.values)),
        _breakdown("centre", lines, {str(centre.number): centre.name for centre in centres}),
        _breakdown("funder", lines, {code: name for code in order if (name := funders[code])}),
        *_stands(lines),
    )


def _stands(lines: tuple[ClusterLine, ...]) -> Iterator[Breakdown]:
    if any(line.step for line in lines):
        yield _breakdown("step", lines, _coded(Step))
        yield _breakdown("potential", lines, _coded(Potential))


def _coded(choices: type[IntegerChoices]) -> dict[str, None]:
    return {str(value): None for value in choices.values}


def _breakdown(kind: str, lines: tuple[ClusterLine, ...], names: Mapping[str, Name | None]) -> Breakdown:
    keys = {line.code: KEYS[kind](line) for line in lines}
    held: dict[str, list[ClusterLine]] = {key: [] for key in (*names, NONE)}
    for line in lines:
        for key in keys[line.code] or (NONE,):
            held[key].append(line)
    rows = tuple(GroupRow(kind, key, names.get(key), Tally.of(found)) for key, found in held.items() if found)
    again = [line for line in lines for _time in keys[line.code][1:]]
    return Breakdown(kind, rows, Tally.of(again))
