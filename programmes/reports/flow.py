"""Which clusters went on from one year to the next, by name: only between two years whose lists are complete."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Self

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.models import Participation
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.names import Name

Kind = Literal["carried", "new", "returning", "left"]
KINDS: Final[tuple[Kind, ...]] = ("carried", "new", "returning", "left")


@dataclass(frozen=True, slots=True)
class FlowName:
    """A cluster in a flow; ``outcome`` and ``reason`` tell how one that left has ended, "" where nobody said."""

    code: str
    name: Name
    funder_name: Name | None
    outcome: str = ""
    reason: str = ""

    @property
    def outcome_label(self) -> str:
        return str(Participation.Outcome(self.outcome).label) if self.outcome else _("ไม่ระบุ")

    @property
    def address(self) -> str:
        return reverse("portal:cluster", args=[self.code])


@dataclass(frozen=True, slots=True)
class Flow:
    """From the list of ``from_year`` to that of ``to_year``, by name, in dictionary order.

    ``new`` never took part before ``to_year``, as far as names are recorded; ``returning`` did, but not the year
    before.
    """

    from_year: int
    to_year: int
    carried: tuple[FlowName, ...]
    new: tuple[FlowName, ...]
    returning: tuple[FlowName, ...]
    left: tuple[FlowName, ...]

    @property
    def before(self) -> int:
        return len(self.carried) + len(self.left)

    @property
    def after(self) -> int:
        return len(self.carried) + len(self.new) + len(self.returning)

    @property
    def bands(self) -> tuple[tuple[Kind, str, tuple[FlowName, ...]], ...]:
        """Each band with what it is called and its names."""
        titles = band_titles()
        return tuple((kind, titles[kind], getattr(self, kind)) for kind in KINDS)

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """How those that left have ended, in words, the most frequent first."""
        return tuple(Counter(name.outcome_label for name in self.left).most_common())

    @property
    def by_funder(self) -> tuple[tuple[str, Mapping[str, int]], ...]:
        """Those of the later year by funder: how many of each were carried, are new, or returned."""
        counted: dict[str, Counter[str]] = {}
        for kind in ("carried", "new", "returning"):
            for name in getattr(self, kind):
                funder = str(name.funder_name) if name.funder_name else _("เอกสารไม่ระบุ")
                counted.setdefault(funder, Counter({"carried": 0, "new": 0, "returning": 0}))[kind] += 1
        return tuple(sorted(counted.items()))


def band_titles() -> dict[str, str]:
    return {
        "carried": _("ดำเนินการต่อ"),
        "new": _("กลุ่มใหม่"),
        "returning": _("กลับเข้าร่วม"),
        "left": _("ไม่ดำเนินการต่อ"),
    }


@dataclass(frozen=True, slots=True)
class FlowCounts:
    """The same in numbers, for a page of many years; ``left`` counts by outcome, "" where nobody stated it."""

    from_year: int
    to_year: int
    carried: int
    new: int
    returning: int
    left: tuple[tuple[str, int], ...]
    external: int

    @property
    def not_continued(self) -> int:
        return sum(number for _outcome, number in self.left)

    @property
    def before(self) -> int:
        return self.carried + self.not_continued

    @property
    def after(self) -> int:
        return self.carried + self.new + self.returning

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        labels = {outcome.value: str(outcome.label) for outcome in Participation.Outcome}
        return tuple((labels.get(outcome) or _("ไม่ระบุ"), number) for outcome, number in self.left)


@dataclass(frozen=True)
class FlowsPerYear:
    """The flows between neighbouring years of a table whose lists are both complete. Two queries, none without any."""

    flows: tuple[FlowCounts, ...]

    @classmethod
    def of(cls, report: GroupsPerYear) -> Self:
        """Return a flow for each pair of years; whose money is asked for doesn't matter, names are of all."""
        complete = {line.from_year for line in report.lines if line.list_complete and not line.is_span}
        pairs = [(year - 1, year) for year in sorted(complete) if year - 1 in complete]
        if report.scope != "all" or not pairs:
            return cls(())
        came, left = _came([later for _earlier, later in pairs]), _left([earlier for earlier, _later in pairs])
        return cls(tuple(_counts(earlier, later, came, left) for earlier, later in pairs))


_Came = Mapping[tuple[int, Kind], tuple[int, int]]
_Left = Mapping[int, list[tuple[str, int]]]


def _came(years: Sequence[int]) -> _Came:
    """Count by year and band those that came: all of them, and those whom another agency pays for."""
    own = Participation.objects.filter(cluster=OuterRef("cluster"))
    year = OuterRef("round__fiscal_year")
    rows = (
        Participation.objects.of_shown_clusters()
        .filter(round__fiscal_year__in=years)
        .annotate(
            before=Exists(own.filter(round__fiscal_year=year - 1)), ever=Exists(own.filter(round__fiscal_year__lt=year))
        )
        .order_by()
        .values_list("round__fiscal_year", "before", "ever", "funder__is_department")
        .annotate(number=Count("pk"))
    )
    found: dict[tuple[int, Kind], tuple[int, int]] = {}
    for in_year, before, ever, is_department, number in rows:
        kind = _kind(before=before, ever=ever)
        total, external = found.get((in_year, kind), (0, 0))
        found[in_year, kind] = (total + number, external + (number if is_department is False else 0))
    return found


def _left(years: Sequence[int]) -> _Left:
    own = Participation.objects.filter(cluster=OuterRef("cluster"))
    after = Exists(own.filter(round__fiscal_year=OuterRef("round__fiscal_year") + 1))
    rows = (
        Participation.objects.of_shown_clusters()
        .filter(~after, round__fiscal_year__in=years)
        .order_by()
        .values_list("round__fiscal_year", "outcome")
        .annotate(number=Count("pk"))
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for in_year, outcome, number in rows:
        found.setdefault(in_year, []).append((outcome, number))
    return found


def _kind(*, before: bool, ever: bool) -> Kind:
    if before:
        return "carried"
    return "returning" if ever else "new"


def _counts(earlier: int, later: int, came: _Came, left: _Left) -> FlowCounts:
    bands: dict[Kind, tuple[int, int]] = {kind: came.get((later, kind), (0, 0)) for kind in KINDS}
    return FlowCounts(
        from_year=earlier,
        to_year=later,
        carried=bands["carried"][0],
        new=bands["new"][0],
        returning=bands["returning"][0],
        left=tuple(sorted(left.get(earlier, []), key=lambda row: (-row[1], row[0]))),
        external=sum(external for _total, external in bands.values()),
    )


def flow_of(
    years: tuple[int, int],
    now: Iterable[tuple[int, FlowName]],
    before: Iterable[tuple[int, FlowName]],
    known_earlier: frozenset[int],
) -> Flow:
    """Compare two lists of clusters by their keys; ``known_earlier`` took part before the earlier year."""
    ours, theirs = dict(now), dict(before)
    came: dict[Kind, list[FlowName]] = {kind: [] for kind in KINDS}
    for key, name in ours.items():
        came[_kind(before=key in theirs, ever=key in known_earlier)].append(name)
    return Flow(
        *years,
        carried=tuple(came["carried"]),
        new=tuple(came["new"]),
        returning=tuple(came["returning"]),
        left=tuple(name for key, name in theirs.items() if key not in ours),
    )
