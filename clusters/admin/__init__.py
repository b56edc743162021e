"""Clusters, places and sectors in the admin."""

from clusters.admin.clusters import ClusterAdmin
from clusters.admin.places import PromotionCentreAdmin, ProvinceAdmin
from clusters.admin.sectors import SectorAdmin

__all__ = ["ClusterAdmin", "PromotionCentreAdmin", "ProvinceAdmin", "SectorAdmin"]
