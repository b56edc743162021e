"""The invented clusters, and the years in which they took part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from clusters.models import Cluster, ClusterProvince, code_of
from programmes.demo.ground import FIRST_YEAR, LAST_YEAR, YEARS, Chance, Ground, Keys, Place
from programmes.demo.words import Words
from programmes.models import Participation, Round

STATES: Final = (
    (Cluster.State.PUBLIC, 0.86),
    (Cluster.State.ENDED, 0.07),
    (Cluster.State.DRAFT, 0.04),
    (Cluster.State.MERGED, 0.03),
)
# The first clusters are one of each state and one that comes back, so that the smallest world has them all.
FIRST_STATES: Final = (*(state for state, _share in STATES), Cluster.State.PUBLIC)
COMING_BACK: Final = (len(FIRST_STATES) - 1, (2566, 2568, 2570))
ENTERED: Final = ((2566, 0.55), (2567, 0.13), (2568, 0.12), (2569, 0.1), (2570, 0.1))
GOES_ON, COMES_BACK, OF_THE_DEPARTMENT = 0.85, 0.25, 0.85


@dataclass(frozen=True)
class PlannedCluster:
    """What the rest of the world asks of a cluster: ``years`` are those in which it took part."""

    key: int
    name: str
    state: Cluster.State
    sector: int
    sector_code: str
    places: Sequence[Place]
    years: Sequence[int]

    @property
    def since(self) -> int:
        return self.years[0] if self.years else FIRST_YEAR


def plan_clusters(seed: int, how_many: int, ground: Ground, keys: Keys, words: Words) -> list[PlannedCluster]:
    """Return the clusters: each sector and each province has one before any has a second."""
    chance = Chance(seed, "clusters")
    provinces, sectors = list(ground.provinces), list(ground.sectors)
    chance.shuffle(provinces)
    chance.shuffle(sectors)
    planned = []
    for index in range(how_many):
        key, code = sectors[index % len(sectors)]
        state = FIRST_STATES[index] if index < len(FIRST_STATES) else chance.among(STATES)
        places = [provinces[index % len(provinces)]]
        if chance.happens(0.3):
            places.append(provinces[(index + 1) % len(provinces)])
        product = chance.one_of(words.products.get(code) or words.products["other"])
        planned.append(
            PlannedCluster(
                key=keys.first[Cluster] + index,
                name=f"{product[0]} {words.brand(index)[0]} {places[0].name}",
                state=state,
                sector=key,
                sector_code=code,
                places=places,
                years=_years(chance, state, index),
            )
        )
    return planned


def _years(chance: Chance, state: Cluster.State, index: int) -> list[int]:
    if state == Cluster.State.DRAFT:
        return []
    if index == COMING_BACK[0]:
        return list(COMING_BACK[1])
    leaves = state != Cluster.State.PUBLIC
    entered = chance.among(ENTERED[:3] if leaves else ENTERED)
    years = [entered]
    for year in range(entered + 1, LAST_YEAR if leaves else LAST_YEAR + 1):
        if chance.happens(GOES_ON if years[-1] == year - 1 else 0 if leaves else COMES_BACK):
            years.append(year)
    return years


def clusters(
    seed: int, planned: Sequence[PlannedCluster], ground: Ground, keys: Keys, words: Words
) -> Iterator[Cluster]:
    """Yield the clusters; one that was merged names the first public one."""
    chance = Chance(seed, "clusters' texts")
    names = {place.name: place.name_en for place in ground.provinces}
    first_public = next(cluster.key for cluster in planned if cluster.state == Cluster.State.PUBLIC)
    for index, (cluster, number) in enumerate(zip(planned, keys.cluster_numbers, strict=True)):
        merged = cluster.state == Cluster.State.MERGED
        product, place = cluster.name.split(" ")[0], cluster.places[0].name
        yield Cluster(
            pk=cluster.key,
            number=number,
            code=code_of(number),
            name=cluster.name,
            name_en=f"{words.brand(index)[1]} {_english(words, cluster.sector_code, product)}, {names[place]}",
            name_note="ข้อมูลตัวอย่าง ไม่ใช่กลุ่มที่มีอยู่จริง",
            sector_id=cluster.sector,
            core_industry=f"การผลิต{product}",
            founded=cluster.since if chance.happens(0.8) else None,
            vision=f"เป็นผู้นำด้าน{product}ของ{place}ภายในปี 2575 (ข้อความสมมุติ)" if chance.happens(0.7) else "",
            state=cluster.state,
            merged_into_id=first_public if merged else None,
        )


def _english(words: Words, sector: str, product: str) -> str:
    products = words.products.get(sector) or words.products["other"]
    return next(english for thai, english in products if thai == product)


def cluster_provinces(planned: Sequence[PlannedCluster], keys: Keys) -> Iterator[ClusterProvince]:
    key = count(keys.first[ClusterProvince])
    for cluster in planned:
        for place in cluster.places:
            yield ClusterProvince(pk=next(key), cluster_id=cluster.key, province_id=place.key)


def rounds(keys: Keys) -> Iterator[Round]:
    """Yield the rounds with their lists complete; the last year is still running."""
    for key, year in enumerate(YEARS, start=keys.first[Round]):
        closed = year < LAST_YEAR
        yield Round(
            pk=key,
            fiscal_year=year,
            state=Round.State.CLOSED if closed else Round.State.OPEN,
            list_complete=True,
            participation_locked=closed,
            results_locked=year < LAST_YEAR - 1,
            note="ข้อมูลตัวอย่าง",
        )


def participations(
    seed: int, planned: Sequence[PlannedCluster], ground: Ground, keys: Keys, words: Words
) -> Iterator[Participation]:
    """Yield a cluster's years; entries follow from them, and who leaves before the last year has an outcome."""
    chance = Chance(seed, "participations")
    key = count(keys.first[Participation])
    for cluster in planned:
        for year in cluster.years:
            others = ground.other_funders and not chance.happens(OF_THE_DEPARTMENT)
            outcome = _outcome(chance, cluster, year)
            reason = outcome == Participation.Outcome.WITHDREW and chance.happens(0.5)
            yield Participation(
                pk=next(key),
                cluster_id=cluster.key,
                round_id=keys.first[Round] + year - FIRST_YEAR,
                entry=entry_of(cluster.years, year),
                funder_id=chance.one_of(ground.other_funders) if others else ground.department,
                outcome=outcome,
                reason_for_leaving=chance.one_of(words.reasons) if reason else "",
            )


def entry_of(years: Sequence[int], year: int) -> Participation.Entry:
    """Return how a cluster that took part in ``years`` comes into one of them."""
    if year == years[0]:
        return Participation.Entry.NEW
    return Participation.Entry.CONTINUED if year - 1 in years else Participation.Entry.RETURNING


def _outcome(chance: Chance, cluster: PlannedCluster, year: int) -> str:
    if year == LAST_YEAR or year + 1 in cluster.years:
        return ""
    if cluster.state == Cluster.State.MERGED and year == cluster.years[-1]:
        return Participation.Outcome.MERGED.value
    left = (Participation.Outcome.GRADUATED, Participation.Outcome.FUNDING_ENDED, Participation.Outcome.WITHDREW)
    return chance.one_of(left).value
