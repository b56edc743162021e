"""Which clusters went on from one year to the next, by name: only between two years whose lists are complete."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Self

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.models import Participation
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.names import Name

Kind = Literal["carried", "new", "returning", "left"]
KINDS: Final[tuple[Kind, ...]] = ("carried", "new", "returning", "left")
NOT_STATED: Final = "none"


@dataclass(frozen=True, slots=True)
class FlowName:
    """A cluster in a flow, with who paid in the later year, or in its last one if it left.

    ``outcome`` and ``reason`` tell how one that left has ended, "" where nobody said.
    """

    code: str
    name: Name
    funder_name: Name | None
    outcome: str = ""
    reason: str = ""
    # The code of who paid; "" where it isn't stated, and in editions older than this field.
    funder: str = ""

    @property
    def payer(self) -> str:
        """Who paid, as figures name it."""
        return self.funder or NOT_STATED

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
    def by_funder(self) -> tuple["FunderFlow", ...]:
        """The bands by who paid: for those that left, in their last year."""
        counted: dict[str, Counter[Kind]] = {}
        names: dict[str, Name | None] = {}
        for kind, _title, band in self.bands:
            for name in band:
                names[name.payer] = name.funder_name
                counted.setdefault(name.payer, Counter())[kind] += 1
        return funder_flows(counted, names)


@dataclass(frozen=True, slots=True)
class FunderFlow:
    """The bands of one who paid. ``code`` is ``NOT_STATED`` and ``name`` None where no document says who."""

    code: str
    name: Name | None
    carried: int
    new: int
    returning: int
    left: int

    @property
    def label(self) -> str:
        return str(self.name) if self.name else _("เอกสารไม่ระบุ")

    @property
    def cells(self) -> tuple[tuple[Kind, int], ...]:
        return tuple((kind, getattr(self, kind)) for kind in KINDS)


def funder_flows(counted: Mapping[str, Mapping[Kind, int]], names: Mapping[str, Name | None]) -> tuple[FunderFlow, ...]:
    """Return the flows of each who paid, in the order of their codes, those of whom no document tells last."""
    order = sorted(counted, key=lambda code: (code == NOT_STATED, code))
    return tuple(
        FunderFlow(code, names[code], **{str(kind): counted[code].get(kind, 0) for kind in KINDS}) for code in order
    )


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
    by_funder: tuple[FunderFlow, ...]

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
    """The flows between neighbouring years of a table whose lists are both complete; two queries, none without any."""

    flows: tuple[FlowCounts, ...]

    @classmethod
    def of(cls, report: GroupsPerYear) -> Self:
        """Return a flow for each pair of years; whose money is asked for doesn't matter, names are of all."""
        complete = {line.from_year for line in report.lines if line.list_complete and not line.is_span}
        pairs = [(year - 1, year) for year in sorted(complete) if year - 1 in complete]
        if report.scope != "all" or not pairs:
            return cls(())
        found = _Bands()
        _count_who_came(found, [later for _earlier, later in pairs])
        _count_who_left(found, [earlier for earlier, _later in pairs])
        return cls(tuple(found.counts(earlier, later) for earlier, later in pairs))


_FUNDER: Final = ("funder__code", "funder__short_name", "funder__short_name_en")


@dataclass(frozen=True)
class _Bands:
    """How many clusters of a year, in the order that they were counted, and who paid for them."""

    bands: dict[int, dict[str, Counter[Kind]]] = field(default_factory=dict)
    outcomes: dict[int, Counter[str]] = field(default_factory=dict)
    names: dict[str, Name | None] = field(default_factory=lambda: {NOT_STATED: None})

    def add(self, year: int, kind: Kind, number: int, funder: tuple[str | None, str, str]) -> None:
        code, *name = funder
        if code:
            self.names[code] = Name(*name)
        self.bands.setdefault(year, {}).setdefault(code or NOT_STATED, Counter())[kind] += number

    def counts(self, earlier: int, later: int) -> FlowCounts:
        by_payer = self.bands.get(later, {})
        sums: Counter[Kind] = sum(by_payer.values(), Counter())
        left = sorted(self.outcomes.get(earlier, {}).items(), key=lambda row: (-row[1], row[0]))
        return FlowCounts(
            from_year=earlier,
            to_year=later,
            carried=sums["carried"],
            new=sums["new"],
            returning=sums["returning"],
            left=tuple(left),
            by_funder=funder_flows(by_payer, self.names),
        )


def _count_who_came(found: _Bands, years: Sequence[int]) -> None:
    own = Participation.objects.filter(cluster=OuterRef("cluster"))
    year = OuterRef("round__fiscal_year")
    rows = (
        Participation.objects.of_shown_clusters()
        .filter(round__fiscal_year__in=years)
        .annotate(
            before=Exists(own.filter(round__fiscal_year=year - 1)), ever=Exists(own.filter(round__fiscal_year__lt=year))
        )
        .order_by()
        .values_list("round__fiscal_year", "before", "ever", *_FUNDER)
        .annotate(number=Count("pk"))
    )
    for in_year, before, ever, *funder, number in rows:
        found.add(in_year, _kind(before=before, ever=ever), number, tuple(funder))


def _count_who_left(found: _Bands, years: Sequence[int]) -> None:
    own = Participation.objects.filter(cluster=OuterRef("cluster"))
    after = Exists(own.filter(round__fiscal_year=OuterRef("round__fiscal_year") + 1))
    rows = (
        Participation.objects.of_shown_clusters()
        .filter(~after, round__fiscal_year__in=years)
        .order_by()
        .values_list("round__fiscal_year", "outcome", *_FUNDER)
        .annotate(number=Count("pk"))
    )
    for in_year, outcome, *funder, number in rows:
        found.add(in_year + 1, "left", number, tuple(funder))
        found.outcomes.setdefault(in_year, Counter())[outcome] += number


def _kind(*, before: bool, ever: bool) -> Kind:
    if before:
        return "carried"
    return "returning" if ever else "new"


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
