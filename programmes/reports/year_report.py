"""One fiscal year's report: what documents say, who took part by name, counted in every way, with its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, Self

from django.db.models import Count

from clusters.models import Cluster
from members.models import Organisation, Support
from programmes.models import GROUP_MEASURES, Indicator, Participation, ReportedFigure, Round
from programmes.reports.counts import Counts
from programmes.reports.figure import FigureShown
from programmes.reports.flow import Flow, FlowName, flow_of
from programmes.reports.group_results import Reached
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.names import Name
from programmes.reports.plain import from_plain, to_plain
from programmes.reports.results import ResultLine, YearResults
from programmes.reports.sentences import year_sentence
from programmes.reports.statements import Statement, statements_of
from programmes.reports.year_clusters import ClusterLine, YearClusters, members_of
from programmes.reports.year_findings import YearFinding, year_findings
from programmes.reports.year_groups import Breakdown, Tally, breakdowns
from programmes.reports.year_line import ScopeAsked, YearLine
from programmes.reports.year_scope import YearScope

TotalIs = Literal["edition", "recorded", "reported"]
WHOLE: Final = YearScope()


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One kind of service: how many organisations gave it, to how many of the year's clusters."""

    service: str
    partners: int
    clusters: int

    @property
    def label(self) -> str:
        return str(Support.Service(self.service).label)


@dataclass(frozen=True)
class YearReport:
    """The report of one fiscal year in one scope; 24 queries, whatever the number of clusters and members.

    One more where only the department's money is asked for.

    It holds codes and names in both languages and no person: it's shown in any language, and kept in an edition.
    ``recorded`` is None where the department's money is asked for and a cluster's funder isn't stated. ``enterprises``
    counts each public member once; ``partners`` likewise. ``flow`` is None unless both lists are complete and all
    money is asked for. ``indicators`` and ``results``, by the cluster's code, hold what the public may see; without an
    approved result and a target there are none. ``clusters_in_year`` counts all of the year, also those that the scope
    leaves out.
    """

    year: int
    scope: YearScope
    line: YearLine
    list_complete: bool
    is_historical: bool
    recorded: Tally | None
    clusters_in_year: int
    breakdowns: tuple[Breakdown, ...]
    flow: Flow | None
    enterprises: int
    partners: int
    services: tuple[ServiceLine, ...]
    clusters: tuple[ClusterLine, ...]
    findings: tuple[YearFinding, ...]
    other_figures: tuple[FigureShown, ...]
    indicators: tuple[ResultLine, ...] = ()
    results: Mapping[str, tuple[Reached, ...]] = field(default_factory=dict)

    @classmethod
    def for_year(cls, year: int, scope: "YearScope | ScopeAsked" = WHOLE) -> Self:
        asked = YearScope(money=scope) if isinstance(scope, str) else scope
        line = GroupsPerYear.for_span(year, year, asked.money).lines[-1]
        rounds = {held.fiscal_year: held for held in Round.objects.between(year - 1, year)}
        of_year = Participation.objects.between(year, year).of_shown_clusters()
        found = of_year.filter(asked.clusters_in(year), asked.money_asked())
        unknown = asked.money == "department" and of_year.filter(funder__isnull=True).exists()
        named = YearClusters.of(of_year.none() if unknown else found, year, asked)
        keys = found.order_by().values("cluster")
        history = _History.of(year, asked)
        whole = asked.is_whole and asked.money == "all"
        reached = YearResults.for_year(year, None if whole else Cluster.objects.filter(pk__in=keys))
        both_complete = len(rounds) == 2 and all(held.list_complete for held in rounds.values())
        return cls(
            year=year,
            scope=asked,
            line=line,
            list_complete=year in rounds and rounds[year].list_complete,
            is_historical=year not in rounds or rounds[year].state == Round.State.HISTORICAL,
            recorded=None if unknown else Tally.of(named.lines),
            clusters_in_year=of_year.count(),
            breakdowns=breakdowns(named.lines, named.centres),
            flow=history.flow(named) if both_complete and not asked.asks_for_money else None,
            enterprises=members_of(keys, year).aggregate(number=Count("organisation", distinct=True))["number"],
            partners=_supports(keys, year).aggregate(number=Count("organisation", distinct=True))["number"],
            services=_services(keys, year),
            indicators=reached.lines if found_any(reached) else (),
            results={code: lines for code, lines in sorted(reached.by_group.items()) if lines},
            clusters=named.lines,
            findings=year_findings(named, history.last_year, history.known_earlier),
            other_figures=other_figures(year, year),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the report as what JSON knows: codes, numbers, names in both languages."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """Rebuild the report that ``to_json`` wrote; no query."""
        return from_plain(cls, plain)

    @cached_property
    def groups(self) -> GroupsPerYear:
        """The documents' figures as a table of one line."""
        return GroupsPerYear(self.year, self.year, self.scope.money, (self.line,))

    @property
    def sentence(self) -> str:
        return year_sentence(self.line)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return statements_of((*self.line.figures, *self.line.alternatives, *self.other_figures))

    @property
    def members(self) -> int:
        """The memberships: an enterprise in two clusters counts twice."""
        return sum(line.members for line in self.clusters)

    @property
    def with_members(self) -> int:
        """The clusters of which at least one member is recorded."""
        return sum(1 for line in self.clusters if line.members)

    @property
    def reported_counts(self) -> Counts:
        """What documents say; of a part of the clusters they say nothing."""
        return self.line.reported if self.scope.is_whole else Counts()

    @property
    def recorded_counts(self) -> Counts:
        """What is recorded by name, in the columns of the yearly table."""
        if self.recorded is None:
            return Counts()
        return Counts(
            **{name: getattr(self.recorded, name) for name in Counts().as_dict()},
        )

    @property
    def not_continued(self) -> int | None:
        """How many left since the year before, by name; None where a list isn't complete."""
        return len(self.flow.left) if self.flow else None

    @property
    def total_is(self) -> TotalIs:
        """Which of the two totals is the year's as long as no edition is published: names, where all are there."""
        if self.list_complete or self.reported_counts.total is None or self.line.planned:
            return "recorded"
        return "reported"


def found_any(reached: YearResults) -> bool:
    """Tell whether anything was approved or aimed at in the year: else a table of indicators says nothing."""
    entered = [line for line in reached.lines if line.indicator.rule != Indicator.Rule.DISTINCT]
    return any(line.reported or line.reached.target is not None for line in entered)


def other_figures(first: int, last: int) -> tuple[FigureShown, ...]:
    """Read the current figures of these years that don't count groups; one query."""
    rows = ReportedFigure.objects.current().touching(first, last).exclude(measure__in=GROUP_MEASURES)
    return tuple(FigureShown.of(row) for row in rows.select_related("source", "funder").order_by("from_year", "pk"))


def _supports(clusters: Any, year: int) -> Any:
    public = Support.objects.in_year(year).filter(organisation__state=Organisation.State.PUBLIC)
    return public.filter(cluster__in=clusters)


def _services(clusters: Any, year: int) -> tuple[ServiceLine, ...]:
    """Count the partners of each service; an organisation that gives two counts in both. One query."""
    counted = (
        _supports(clusters, year)
        .order_by()
        .values_list("service")
        .annotate(partners=Count("organisation", distinct=True), clusters=Count("cluster", distinct=True))
    )
    found = {service: ServiceLine(service, partners, clusters) for service, partners, clusters in counted}
    return tuple(found[service.value] for service in Support.Service if service.value in found)


@dataclass(frozen=True)
class _History:
    """Who took part before, in the scope's clusters; two queries. ``last_year`` is in dictionary order."""

    year: int
    last_year: dict[int, FlowName]
    known_earlier: frozenset[int]

    @classmethod
    def of(cls, year: int, scope: YearScope) -> Self:
        # Which centre looks after a place is asked of this year: else a cluster would leave by a change of centres.
        rows = Participation.objects.of_shown_clusters().filter(scope.clusters_in(year))
        names = ("cluster__code", "cluster__name", "cluster__name_en")
        funders = ("funder__code", "funder__short_name", "funder__short_name_en")
        last = (
            rows.filter(round__fiscal_year=year - 1)
            .order_by("cluster__sort_key", "cluster_id")
            .values_list("cluster", *names, *funders, "outcome", "reason_for_leaving")
        )
        earlier = rows.filter(round__fiscal_year__lt=year - 1).order_by().values_list("cluster").distinct()
        return cls(
            year=year,
            last_year={
                key: FlowName(code, Name(name, name_en), Name(*paid) if payer else None, outcome, reason, payer or "")
                for key, code, name, name_en, payer, *paid, outcome, reason in last
            },
            known_earlier=frozenset(key for (key,) in earlier),
        )

    def flow(self, named: YearClusters) -> Flow:
        now = (
            (key, FlowName(line.code, line.name, line.funder_name, funder=line.funder))
            for key, line in zip(named.keys, named.lines, strict=True)
        )
        return flow_of((self.year - 1, self.year), now, self.last_year.items(), self.known_earlier)
