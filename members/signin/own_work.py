"""Whose clusters an account works with, for the page that tells its owner who they are here."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from clusters.models import Cluster
from members.models import User
from members.rights import clusters_written_by, coordinated_by, is_headquarters

MOST_NAMED: Final = 50


@dataclass(frozen=True)
class OwnWork:
    """``named`` are the clusters in dictionary order, ``MOST_NAMED`` at most, of ``count``.

    Of headquarters, ``everything``, none is named. Three queries.
    """

    everything: bool
    count: int
    named: tuple[Cluster, ...]

    @classmethod
    def of(cls, account: User, *, on: date) -> Self:
        coordinates = account.role == User.Role.COORDINATOR
        clusters = coordinated_by(account, on=on) if coordinates else clusters_written_by(account, on=on)
        everything = clusters_written_by(account, on=on).exists() and is_headquarters(account)
        named = () if everything else tuple(clusters.order_by("sort_key", "pk")[:MOST_NAMED])
        return cls(everything=everything, count=clusters.count(), named=named)
