"""Random worlds for properties of reports: some clusters, some years, whoever took part in which."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from clusters.models import Cluster, PromotionCentre, Province, Region, Sector
from members.models import Organisation
from programmes.models import Funder, Participation
from tests.factories import (
    AssessmentFactory,
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    DepartmentFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
    SectorFactory,
    SupportFactory,
    TargetFactory,
)

YEARS = (2566, 2567, 2568)
CLUSTERS = 5
FIRMS = 4


@dataclass(frozen=True)
class Part:
    """A cluster's part in a year: its entry, who pays (None: not stated, 0: the department, 1: another), its end."""

    entry: str
    funder: int | None
    outcome: str


@dataclass(frozen=True)
class Result:
    """How far a cluster has come in each of its years, and what it reached there, on how many enterprises."""

    step: int
    potential: int | None
    value: int
    enterprises: int


@dataclass(frozen=True)
class World:
    """Of each cluster its place, sector, parts by year and results; the members' pairs; which lists are complete."""

    places: tuple[frozenset[int], ...]
    sectors: tuple[int, ...]
    parts: tuple[dict[int, Part], ...]
    members: frozenset[tuple[int, int]]
    partners: frozenset[tuple[int, int]]
    complete: frozenset[int]
    drafts: frozenset[int]
    results: tuple[Result | None, ...] = (None,) * CLUSTERS


def parts() -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        entry=st.sampled_from(Participation.Entry.values),
        funder=st.sampled_from([None, 0, 0, 1]),
        outcome=st.sampled_from(["", "", "withdrew", "graduated"]),
    )


def results() -> st.SearchStrategy[Result]:
    return st.builds(
        Result,
        step=st.integers(1, 5),
        potential=st.sampled_from([None, 1, 2, 3, 4]),
        value=st.integers(0, 5_000_000),
        enterprises=st.integers(1, 5),
    )


def worlds(*, with_results: bool = False) -> st.SearchStrategy[World]:
    of_each: Any = {"min_size": CLUSTERS, "max_size": CLUSTERS}
    pairs = st.frozensets(st.tuples(st.integers(0, CLUSTERS - 1), st.integers(0, FIRMS - 1)), max_size=12)
    return st.builds(
        World,
        places=st.lists(st.frozensets(st.integers(0, 2), max_size=2), **of_each).map(tuple),
        sectors=st.lists(st.integers(0, 1), **of_each).map(tuple),
        parts=st.lists(st.dictionaries(st.sampled_from(YEARS), parts()), **of_each).map(tuple),
        members=pairs,
        partners=pairs,
        complete=st.frozensets(st.sampled_from(YEARS)),
        drafts=st.frozensets(st.integers(0, CLUSTERS - 1), max_size=1),
        results=st.lists(st.none() | results() if with_results else st.none(), **of_each).map(tuple),
    )


def write(world: World) -> list[Cluster]:
    """Put the world into the database; returns its clusters."""
    ground = _ground()
    sectors: list[Sector] = [SectorFactory.create() for _ in range(2)]
    firms: list[Organisation] = [OrganisationFactory.create() for _ in range(FIRMS)]
    funders: dict[int | None, Funder | None] = {None: None, 0: DepartmentFactory.create(), 1: FunderFactory.create()}
    for year in YEARS:
        RoundFactory.create(fiscal_year=year, list_complete=year in world.complete)
    clusters: list[Cluster] = []
    for number in range(CLUSTERS):
        state = Cluster.State.DRAFT if number in world.drafts else Cluster.State.PUBLIC
        cluster = ClusterFactory.create(sector=sectors[world.sectors[number]], state=state)
        clusters.append(cluster)
        for place in sorted(world.places[number]):
            ClusterProvinceFactory.create(cluster=cluster, province=ground[place])
        for year, part in world.parts[number].items():
            ParticipationFactory.create(
                cluster=cluster,
                round=RoundFactory.create(fiscal_year=year),
                entry=part.entry,
                funder=funders[part.funder],
                outcome=part.outcome,
            )
    _write_results(world, clusters)
    for number, firm in sorted(world.members):
        MembershipFactory.create(cluster=clusters[number], organisation=firms[firm], from_year=2566)
    for number, firm in sorted(world.partners):
        SupportFactory.create(cluster=clusters[number], organisation=firms[firm], from_year=2566)
    return clusters


def _write_results(world: World, clusters: list[Cluster]) -> None:
    """Approve a result of one indicator in each year of each cluster that has any, with a target."""
    if not any(world.results):
        return
    sales = IndicatorFactory.create(code="sales", is_confidential=True)
    for cluster, found in zip(clusters, world.results, strict=True):
        for part in cluster.participations.all():
            if found is None:
                continue
            AssessmentFactory.create(participation=part, step=found.step, potential=found.potential)
            MeasurementFactory.create(
                participation=part, indicator=sales, value=found.value, enterprises=found.enterprises, approved=True
            )
            TargetFactory.create(participation=part, indicator=sales, value=found.value // 2 + 1)


def _ground() -> list[Province]:
    """Three provinces in two regions, the first two looked after by one centre, the third by none."""
    regions = (Region.NORTHEASTERN, Region.NORTHERN, Region.NORTHEASTERN)
    provinces: list[Province] = [ProvinceFactory.create(region=region) for region in regions]
    centre: PromotionCentre = PromotionCentreFactory.create(number=5, seat=provinces[0])
    for province in provinces[:2]:
        CentreProvinceFactory.create(centre=centre, province=province)
    return provinces


# A world in which each part of a report has something to say; chance finds one seldom.
RICH = World(
    places=(frozenset({0}), frozenset({0, 1}), frozenset({2}), frozenset(), frozenset({1, 2})),
    sectors=(0, 1, 0, 1, 1),
    parts=(
        {2566: Part("new", 0, ""), 2567: Part("continued", 0, ""), 2568: Part("continued", 0, "")},
        {2567: Part("new", 1, ""), 2568: Part("continued", 1, "")},
        {2566: Part("new", 0, ""), 2568: Part("returning", None, "")},
        {2567: Part("pilot", 0, "withdrew")},
        {2568: Part("unknown", 0, "")},
    ),
    members=frozenset({(0, 0), (0, 1), (1, 1), (2, 1), (2, 2), (4, 3)}),
    partners=frozenset({(0, 2), (1, 2), (4, 0)}),
    complete=frozenset(YEARS),
    drafts=frozenset(),
    results=(Result(2, 3, 4_500_000, 4), Result(4, None, 1, 5), None, None, Result(5, 4, 1_234_567, 3)),
)
