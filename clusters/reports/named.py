"""Clusters as pages name them in a list: the name, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from clusters.models import Cluster


@dataclass(frozen=True)
class NamedCluster:
    """A cluster that the public may see."""

    name: str
    address: str


def named(clusters: Iterable[Cluster]) -> tuple[NamedCluster, ...]:
    """Name the clusters in their order, in the active language; no query beside theirs."""
    return tuple(NamedCluster(str(row), row.get_absolute_url()) for row in clusters)
