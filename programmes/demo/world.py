"""The sample world, stage by stage, in the order in which its rows can be written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clusters.models import Cluster, ClusterProvince
from members.models import (
    Consent,
    Contact,
    EnterpriseFigures,
    Linkage,
    Membership,
    Office,
    Organisation,
    Person,
    Support,
    User,
)
from programmes.demo import clusters, links, organisations, people, results
from programmes.demo.ground import Ground, Keys, Size
from programmes.demo.words import read_words
from programmes.models import Assessment, Measurement, Participation, Round, Target
from records.models import Record

# A row refers only to rows of models before its own, and to earlier rows of its own.
MODELS: Final[tuple[type[Record], ...]] = (
    Round,
    Cluster,
    ClusterProvince,
    Participation,
    Person,
    Office,
    Organisation,
    Membership,
    Support,
    Linkage,
    EnterpriseFigures,
    Contact,
    Consent,
    User,
    Target,
    Measurement,
    Assessment,
)


@dataclass(frozen=True)
class Stage:
    """The rows of one model, made while they're asked for: the stages are read to their end, one after the other."""

    model: type[Record]
    rows: Iterator[Record]


def stages(size: Size, seed: int, ground: Ground, keys: Keys) -> Iterator[Stage]:
    """Yield the stages of ``MODELS``. The same size, seed, ground and keys give the same rows."""
    words = read_words()
    planned = clusters.plan_clusters(seed, size.clusters, ground, keys, words)
    enterprises = organisations.plan_enterprises(seed, size, planned)
    yield Stage(Round, clusters.rounds(keys))
    yield Stage(Cluster, clusters.clusters(seed, planned, ground, keys, words))
    yield Stage(ClusterProvince, clusters.cluster_provinces(planned, keys))
    yield Stage(Participation, clusters.participations(seed, planned, ground, keys, words))
    yield Stage(Person, people.persons(planned, keys, words))
    yield Stage(Office, people.offices(seed, planned, keys))
    yield Stage(
        Organisation,
        organisations.organisations(seed, size, planned, enterprises, ground=ground, keys=keys, words=words),
    )
    yield Stage(Membership, links.memberships(seed, size, planned, enterprises, keys=keys, words=words))
    yield Stage(Support, organisations.supports(seed, size, planned, keys, words))
    yield Stage(Linkage, links.linkages(seed, size, planned, enterprises, keys))
    yield Stage(EnterpriseFigures, organisations.figures(seed, size, planned, enterprises, keys))
    reached = (seed, size, planned, enterprises, keys)
    yield Stage(Contact, people.contacts(people.subjects(*reached), keys))
    yield Stage(Consent, people.consents(seed, people.subjects(*reached), keys, words))
    yield Stage(User, results.accounts(keys))
    yield Stage(Target, results.targets(seed, planned, ground.indicators, keys))
    yield Stage(Measurement, results.measurements(seed, planned, ground.indicators, keys))
    yield Stage(Assessment, results.assessments(seed, planned, keys))
