"""A small ground for the sample world, without a database."""

from clusters.reference import SECTORS
from programmes.demo.clusters import PlannedCluster, plan_clusters
from programmes.demo.ground import SIZES, Ground, Keys, Place, Size
from programmes.demo.organisations import PlannedEnterprises, organisations, plan_enterprises
from programmes.demo.words import Words, read_words
from programmes.demo.world import MODELS

TINY = SIZES["tiny"]
GROUND = Ground(
    provinces=[Place(key, f"จังหวัดที่ {key}", f"Province {key}") for key in range(1, 78)],
    sectors=[(key, code) for key, (code, *_rest) in enumerate(SECTORS, start=1)],
    department=1,
    other_funders=[2],
)
WORDS: Words = read_words()


def keys(size: Size = TINY) -> Keys:
    return Keys(
        first=dict.fromkeys(MODELS, 101),
        cluster_numbers=range(4, 4 + size.clusters),
        organisation_numbers=range(1, 1 + size.partners + size.enterprises),
    )


def planned(seed: int = 1, size: Size = TINY) -> tuple[list[PlannedCluster], PlannedEnterprises]:
    """Return the clusters and the enterprises, whose organisations have been made."""
    clusters = plan_clusters(seed, size.clusters, GROUND, keys(size), WORDS)
    enterprises = plan_enterprises(seed, size, clusters)
    assert len(list(organisations(seed, size, clusters, enterprises, ground=GROUND, keys=keys(size), words=WORDS))) > 0
    return clusters, enterprises
