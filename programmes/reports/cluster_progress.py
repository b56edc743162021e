"""One cluster's years in the programme: how it took part, who belonged to it, how far it came, what it reached."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from django.db.models import Count, Q

from clusters.models import Cluster
from members.models import Membership, Organisation, Support
from members.models.spans import holding
from programmes.models import Assessment, Indicator, Measurement, Participation, Potential, Step, Target
from programmes.reports.cluster_years import ClusterYear
from programmes.reports.group_results import GroupResults, IndicatorShown, Reached
from programmes.reports.result_cells import ResultCells, cells_by_year
from programmes.reports.results import indicators_in_use
from programmes.reports.suppression import FEWEST


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """Where the group stood at its last assessment of the year; ``potential`` is None where nobody said."""

    assessed_on: date
    step: int
    potential: int | None

    @property
    def step_label(self) -> str:
        return str(Step(self.step).label)

    @property
    def potential_label(self) -> str:
        return "" if self.potential is None else str(Potential(self.potential).label)


@dataclass(frozen=True)
class ProgressYear:
    """One year. ``asked`` indicators are worked out or entered for each group; ``results`` are those with something."""

    part: ClusterYear
    members: int
    partners: int
    assessment: AssessmentShown | None
    results: tuple[tuple[IndicatorShown, Reached], ...]
    asked: int

    @property
    def reported(self) -> int:
        return sum(1 for _indicator, reached in self.results if reached.value is not None or reached.is_withheld)


@dataclass(frozen=True)
class ClusterProgress:
    """A cluster's years from the last to the first; eight queries, whatever their number."""

    years: tuple[ProgressYear, ...]

    @classmethod
    def of(cls, cluster: Cluster) -> Self:
        """Return what everyone may see: figures of fewer than three enterprises are withheld."""
        rows = list(
            Participation.objects.of_cluster(cluster)
            .select_related("round", "funder", "source")
            .order_by("-round__fiscal_year")
        )
        years = [row.round.fiscal_year for row in rows]
        indicators = indicators_in_use()
        members, partners = _counts(Membership, cluster, years), _counts(Support, cluster, years)
        assessed, cells, targets = _assessments(rows), _cells(cluster), _targets(rows)
        asked = [each for each in indicators if each.rule != Indicator.Rule.DISTINCT]
        shown = {each.code: IndicatorShown.of(each) for each in asked}

        def year_of(row: Participation) -> ProgressYear:
            year = row.round.fiscal_year
            own = GroupResults(indicators, cells.get(year, ResultCells({}, {})), targets, withhold=True)
            return ProgressYear(
                part=ClusterYear.of(row),
                members=members.get(year, 0),
                partners=partners.get(year, 0),
                assessment=assessed.get(row.pk),
                results=tuple((shown[reached.code], reached) for reached in own.of_group(row.pk)),
                asked=len(asked),
            )

        return cls(tuple(year_of(row) for row in rows))


def _counts(model: type[Membership] | type[Support], cluster: Cluster, years: Sequence[int]) -> Mapping[int, int]:
    """Count the public organisations of each year, each once; one query."""
    found = model.objects.filter(cluster=cluster, organisation__state=Organisation.State.PUBLIC)
    counts = {f"in_{year}": Count("organisation", filter=holding(year, year), distinct=True) for year in years}
    return {int(name.removeprefix("in_")): count for name, count in found.aggregate(**counts).items()} if years else {}


def _assessments(rows: Sequence[Participation]) -> dict[int, AssessmentShown]:
    """Return the last assessment of each participation; one query."""
    found = Assessment.objects.filter(participation__in=[row.pk for row in rows]).order_by("assessed_on")
    columns = ("participation", "assessed_on", "step", "potential")
    return {key: AssessmentShown(*rest) for key, *rest in found.values_list(*columns)}


def _targets(rows: Sequence[Participation]) -> dict[tuple[int, int], Decimal]:
    found = Target.objects.filter(participation__in=[row.pk for row in rows]).order_by()
    return {
        (indicator, key): value
        for indicator, key, value in found.values_list("indicator", "participation", "value")
        if key
    }


def _cells(cluster: Cluster) -> Mapping[int, ResultCells]:
    """Return the cluster's cells by year, with those of all groups where something must be withheld; two queries.

    What is withheld follows from all cells of a year and indicator, so that it's the same here as in every report.
    """
    counting = Measurement.objects.standing().exclude(participation__cluster__state=Cluster.State.DRAFT)
    pair = ("participation__round", "indicator")
    # Also what was corrected since: an edition may hold it.
    approved = Measurement.objects.filter(state=Measurement.State.APPROVED)
    few = approved.exclude(participation__cluster__state=Cluster.State.DRAFT).filter(
        enterprises__lt=FEWEST, indicator__is_confidential=True
    )
    of_rounds: dict[int, set[int]] = defaultdict(set)
    own_rounds = Participation.objects.of_cluster(cluster).order_by().values("round")
    for held, indicator in few.filter(participation__round__in=own_rounds).order_by().values_list(*pair).distinct():
        of_rounds[held].add(indicator)
    asked = Q(participation__cluster=cluster)
    for held, indicators in of_rounds.items():
        asked |= Q(participation__round=held, indicator__in=indicators)
    return cells_by_year(counting.filter(asked))
