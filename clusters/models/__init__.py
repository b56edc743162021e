"""Who is grouped."""

from clusters.models.clusters import Cluster, ClusterProvince, code_of
from clusters.models.places import CentreProvince, PromotionCentre, Province, Region
from clusters.models.sectors import Sector

__all__ = [
    "CentreProvince",
    "Cluster",
    "ClusterProvince",
    "PromotionCentre",
    "Province",
    "Region",
    "Sector",
    "code_of",
]
