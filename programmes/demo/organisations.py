"""The invented enterprises and partners, and how large the enterprises are.

Juristic numbers have a right check digit and begin with 098: the digits behind the 0 name the province of
registration, no province has 98, and 99 is left to the state. No organisation has a number of that kind.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Final

from stdnum.th import moa

from members.models import EnterpriseFigures, Membership, Organisation, Support, code_of
from members.sizes import Activity
from programmes.demo.clusters import PlannedCluster
from programmes.demo.ground import LAST_YEAR, Chance, Ground, Keys, Size
from programmes.demo.words import Pair, Words

Kind = Organisation.Kind
KINDS: Final = (
    (Kind.ENTERPRISE, 0.55),
    (Kind.COMMUNITY_ENTERPRISE, 0.18),
    (Kind.COOPERATIVE, 0.05),
    (Kind.SOLE_TRADER, 0.22),
)
FORMS: Final[dict[str, Pair]] = {
    Kind.ENTERPRISE: ("บริษัท {} จำกัด", "{} Co., Ltd."),
    Kind.COMMUNITY_ENTERPRISE: ("วิสาหกิจชุมชน{}", "{} Community Enterprise"),
    Kind.COOPERATIVE: ("สหกรณ์{} จำกัด", "{} Cooperative Ltd."),
}
STATES: Final = (
    (Organisation.State.PUBLIC, 0.985),
    (Organisation.State.DRAFT, 0.01),
    (Organisation.State.MERGED, 0.005),
)
POSITIONS: Final = (
    (Membership.Position.UPSTREAM, 0.27),
    (Membership.Position.MIDSTREAM, 0.18),
    (Membership.Position.DOWNSTREAM, 0.35),
    (Membership.Position.SUPPORTING, 0.15),
    (Membership.Position.UNKNOWN, 0.05),
)
POSITION_LIST: Final = [position for position, _share in POSITIONS]
NUMBERED, WITH_ENGLISH, AT_HOME = 0.96, 0.7, 0.85
ACTIVITY_OF_SECTOR: Final = {"digital": Activity.TRADE_SERVICE}


@dataclass
class PlannedEnterprises:
    """What the rest asks of the enterprises, by their index: kept small, since there may be a million of them."""

    cluster: "array[int]"
    position: bytearray
    is_person: bytearray
    is_merged: bytearray

    def __len__(self) -> int:
        return len(self.cluster)


def plan_enterprises(seed: int, size: Size, clusters: Sequence[PlannedCluster]) -> PlannedEnterprises:
    """Return who belongs where: few large clusters and many small ones, and nobody's neighbour by chance of the key."""
    chance = Chance(seed, "enterprises")
    weights = [(rank + 6) ** -0.7 for rank in range(len(clusters))]
    scale = (size.enterprises - 3 * len(clusters)) / sum(weights)
    sizes = [3 + int(weight * scale) for weight in weights]
    sizes[0] += size.enterprises - sum(sizes)
    chance.shuffle(sizes)
    members = array("l", [index for index, many in enumerate(sizes) for _ in range(many)])
    chance.shuffle(members)
    positions = bytearray(POSITION_LIST.index(chance.among(POSITIONS)) for _ in range(size.enterprises))
    return PlannedEnterprises(members, positions, bytearray(size.enterprises), bytearray(size.enterprises))


def juristic_number(number: int) -> str:
    """Return the number of an invented firm."""
    digits = f"098{number:09d}"
    return digits + str(moa.calc_check_digit(digits))


def organisations(
    seed: int,
    size: Size,
    clusters: Sequence[PlannedCluster],
    planned: PlannedEnterprises,
    *,
    ground: Ground,
    keys: Keys,
    words: Words,
) -> Iterator[Organisation]:
    """Yield the partners, then the enterprises; what they turn out to be is noted in ``planned``."""
    chance = Chance(seed, "organisations")
    first = keys.first[Organisation]
    for index, kind, name in partners_of(size, words):
        yield _partner(chance, index, kind, name, ground=ground, keys=keys, words=words)
    last_public = 0
    for index, number in enumerate(keys.organisation_numbers[size.partners :]):
        row = _enterprise(chance, index, clusters[planned.cluster[index]], ground, words)
        row.pk, row.number, row.code = first + size.partners + index, number, code_of(number)
        state = chance.among(STATES)
        if state == Organisation.State.MERGED and last_public:
            row.merged_into_id = last_public
            planned.is_merged[index] = 1
        elif state != Organisation.State.DRAFT:
            state, last_public = Organisation.State.PUBLIC, row.pk
        row.state = state
        planned.is_person[index] = row.is_person
        yield row


def partners_of(size: Size, words: Words) -> Iterator[tuple[int, Kind, int]]:
    """Yield each partner's index, its kind, and which of the kind's names it has."""
    kinds = [(Kind(kind), name) for kind, names in words.partners.items() for name in range(len(names))]
    for index in range(size.partners):
        yield (index, *kinds[index % len(kinds)])


def _partner(
    chance: Chance, index: int, kind: Kind, name: int, *, ground: Ground, keys: Keys, words: Words
) -> Organisation:
    thai, english = words.partners[kind][name].name
    brand, brand_en = words.brand(index)
    place = ground.provinces[index % len(ground.provinces)]
    numbered = kind in {Kind.FINANCIAL, Kind.TRAINING, Kind.ASSOCIATION, Kind.BUSINESS_SERVICE}
    number = keys.organisation_numbers[index]
    return Organisation(
        pk=keys.first[Organisation] + index,
        number=number,
        code=code_of(number),
        juristic_number=juristic_number(100_000_000 + index) if numbered else "",
        name=f"{thai}{brand}",
        name_en=f"{brand_en} {english}",
        kind=kind,
        main_products=f"บริการของ{thai} (ข้อความสมมุติ)",
        province_id=place.key,
        address=address(chance, place.name),
        web=f"https://partner{index}.example.com/",
        state=Organisation.State.PUBLIC,
    )


def _enterprise(chance: Chance, index: int, cluster: PlannedCluster, ground: Ground, words: Words) -> Organisation:
    kind = chance.among(KINDS)
    sector, code = (cluster.sector, cluster.sector_code) if chance.happens(AT_HOME) else chance.one_of(ground.sectors)
    place = chance.one_of(cluster.places if chance.happens(AT_HOME) else ground.provinces)
    products = words.products.get(code) or words.products["other"]
    made, made_en = chance.one_of(products)
    name, name_en, trade = _names(chance, kind, index, (made, made_en), words)
    numbered = kind in {Kind.ENTERPRISE, Kind.COOPERATIVE} and chance.happens(NUMBERED)
    return Organisation(
        juristic_number=juristic_number(index) if numbered else "",
        name=name,
        name_en=name_en if chance.happens(WITH_ENGLISH) else "",
        trade_name=trade,
        kind=kind,
        sector_id=sector,
        main_products=f"{made} {chance.one_of(products)[0]}",
        province_id=place.key,
        address=address(chance, place.name) if chance.happens(0.6) else "",
        web=f"https://member{index}.example.com/" if numbered and chance.happens(0.3) else "",
        state=Organisation.State.PUBLIC,
    )


def _names(chance: Chance, kind: Kind, index: int, made: Pair, words: Words) -> tuple[str, str, str]:
    """Return name, English name and trade name; only a person trades under another name than its own."""
    brand, brand_en = words.brand(index)
    if kind == Kind.SOLE_TRADER:
        return (*words.person(index), f"ร้าน{brand} {made[0]}" if chance.happens(0.7) else "")
    thai, english = FORMS[kind]
    return thai.format(f"{brand} {made[0]}"), english.format(f"{brand_en} {made[1]}"), ""


def address(chance: Chance, province: str) -> str:
    """Return an address in a district that doesn't exist."""
    return f"{chance.below(999) + 1}/{chance.below(99) + 1} ตำบลสมมุติ อำเภอตัวอย่าง จังหวัด{province} 00000"


def supports(seed: int, size: Size, clusters: Sequence[PlannedCluster], keys: Keys, words: Words) -> Iterator[Support]:
    """Yield what partners do for clusters: each partner for one at least."""
    chance = Chance(seed, "supports")
    key = count(keys.first[Support])
    partners = list(partners_of(size, words))
    for index, kind, name in partners:
        helped = {index % len(clusters), *(chance.below(len(clusters)) for _ in range(chance.below(8) + 3))}
        for cluster in sorted(helped):
            since = chance.one_of(clusters[cluster].years or [LAST_YEAR])
            yield Support(
                pk=next(key),
                organisation_id=keys.first[Organisation] + index,
                cluster_id=clusters[cluster].key,
                service=chance.one_of(words.partners[kind][name].services),
                from_year=since,
                to_year=since if chance.happens(0.15) else None,
            )


def figures(
    seed: int, size: Size, clusters: Sequence[PlannedCluster], planned: PlannedEnterprises, keys: Keys
) -> Iterator[EnterpriseFigures]:
    """Yield staff and revenue of half of the enterprises, of one or two years; some know only one of the two."""
    chance = Chance(seed, "figures")
    key = count(keys.first[EnterpriseFigures])
    for index in range(len(planned)):
        if not chance.happens(0.5):
            continue
        trades = chance.happens(0.1) or clusters[planned.cluster[index]].sector_code in ACTIVITY_OF_SECTOR
        employees = int(chance.lognormvariate(2.5, 1.3)) + 1
        for year in (LAST_YEAR - 1, LAST_YEAR - 2)[: 2 if chance.happens(0.3) else 1]:
            revenue = Decimal(employees * (chance.below(1_500) + 300) * 1_000)
            row = EnterpriseFigures(
                pk=next(key),
                organisation_id=keys.first[Organisation] + size.partners + index,
                fiscal_year=year,
                activity=Activity.TRADE_SERVICE if trades else Activity.MANUFACTURING,
                employees=None if chance.happens(0.1) else employees,
                revenue_thb=None if chance.happens(0.2) else min(revenue, Decimal(9_000_000_000)),
                source="ข้อมูลตัวอย่าง",
            )
            row.fill_size()
            yield row
