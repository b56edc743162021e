"""Random worlds for properties of reports: some clusters, some years, whoever took part in which."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from clusters.models import Cluster, PromotionCentre, Province, Region, Sector
from members.models import Organisation
from programmes.models import Funder, Participation
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    DepartmentFactory,
    FunderFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
    SectorFactory,
    SupportFactory,
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
class World:
    """Of each cluster its place, sector, and parts by year; the members' pairs; which lists are complete."""

    places: tuple[frozenset[int], ...]
    sectors: tuple[int, ...]
    parts: tuple[dict[int, Part], ...]
    members: frozenset[tuple[int, int]]
    partners: frozenset[tuple[int, int]]
    complete: frozenset[int]
    drafts: frozenset[int]


def parts() -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        entry=st.sampled_from(Participation.Entry.values),
        funder=st.sampled_from([None, 0, 0, 1]),
        outcome=st.sampled_from(["", "", "withdrew", "graduated"]),
    )


def worlds() -> st.SearchStrategy[World]:
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
    for number, firm in sorted(world.members):
        MembershipFactory.create(cluster=clusters[number], organisation=firms[firm], from_year=2566)
    for number, firm in sorted(world.partners):
        SupportFactory.create(cluster=clusters[number], organisation=firms[firm], from_year=2566)
    return clusters


def _ground() -> list[Province]:
    """Three provinces in two regions, the first two looked after by one centre, the third by none."""
    regions = (Region.NORTHEASTERN, Region.NORTHERN, Region.NORTHEASTERN)
    provinces: list[Province] = [ProvinceFactory.create(region=region) for region in regions]
    centre: PromotionCentre = PromotionCentreFactory.create(number=5, seat=provinces[0])
    for province in provinces[:2]:
        CentreProvinceFactory.create(centre=centre, province=province)
    return provinces
