"""Which invented enterprise belongs to which cluster, and how the enterprises of a cluster are linked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from members.models import Linkage, Membership, Organisation
from programmes.demo.clusters import PlannedCluster
from programmes.demo.ground import LAST_YEAR, Chance, Keys, Size
from programmes.demo.organisations import POSITION_LIST, PlannedEnterprises
from programmes.demo.words import Words

IN_A_SECOND, HAS_LEFT, LINKS_PER_MEMBER = 0.04, 0.08, 0.3
Position = Membership.Position
# Who supplies whom.
NEXT: Final = {
    Position.UPSTREAM: (Position.MIDSTREAM, Position.DOWNSTREAM),
    Position.MIDSTREAM: (Position.DOWNSTREAM,),
    Position.SUPPORTING: (Position.MIDSTREAM, Position.DOWNSTREAM),
}
JOINT: Final = [kind for kind in Linkage.Kind if kind != Linkage.Kind.SUPPLY]


def memberships(
    seed: int,
    size: Size,
    clusters: Sequence[PlannedCluster],
    planned: PlannedEnterprises,
    *,
    keys: Keys,
    words: Words,
) -> Iterator[Membership]:
    """Yield the members; some have left, some belong to a second cluster. A row that was merged belongs to none."""
    chance = Chance(seed, "memberships")
    key = count(keys.first[Membership])
    first = keys.first[Organisation] + size.partners
    for index, cluster in enumerate(planned.cluster):
        if planned.is_merged[index]:
            continue
        joined = [cluster]
        if chance.happens(IN_A_SECOND) and (second := chance.below(len(clusters))) != cluster:
            joined.append(second)
        for which in joined:
            since = min(clusters[which].since + chance.below(3) * chance.below(2), LAST_YEAR)
            left = since < LAST_YEAR and chance.happens(HAS_LEFT)
            yield Membership(
                pk=next(key),
                cluster_id=clusters[which].key,
                organisation_id=first + index,
                position=POSITION_LIST[planned.position[index]],
                from_year=since,
                to_year=since + chance.below(LAST_YEAR - since) if left else None,
                reason=chance.one_of(words.reasons) if left and chance.happens(0.5) else "",
            )


def linkages(
    seed: int, size: Size, clusters: Sequence[PlannedCluster], planned: PlannedEnterprises, keys: Keys
) -> Iterator[Linkage]:
    """Yield links inside clusters: along the chain, and what two do together, each pair and kind once."""
    chance = Chance(seed, "linkages")
    key = count(keys.first[Linkage])
    first = keys.first[Organisation] + size.partners
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index, cluster in enumerate(planned.cluster):
        if not planned.is_merged[index]:
            members[cluster].append(index)
    for cluster in range(len(clusters)):
        for one, other, kind in _pairs(chance, members[cluster], planned):
            since = clusters[cluster].since
            yield Linkage(
                pk=next(key),
                from_organisation_id=first + one,
                to_organisation_id=first + other,
                kind=kind,
                from_year=min(since + chance.below(2), LAST_YEAR),
                to_year=None if chance.happens(0.9) else LAST_YEAR,
            )


def _pairs(chance: Chance, members: list[int], planned: PlannedEnterprises) -> Iterator[tuple[int, int, Linkage.Kind]]:
    seen: set[tuple[int, int, str]] = set()
    for _ in range(int(len(members) * LINKS_PER_MEMBER)):
        one, other = chance.one_of(members), chance.one_of(members)
        supplies = POSITION_LIST[planned.position[other]] in NEXT.get(POSITION_LIST[planned.position[one]], ())
        kind = Linkage.Kind.SUPPLY if supplies else chance.one_of(JOINT)
        pair = (min(one, other), max(one, other), kind.value)
        if one != other and pair not in seen:
            seen.add(pair)
            yield one, other, kind
