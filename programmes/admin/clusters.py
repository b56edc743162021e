"""The cluster's page in the admin, with the years in which it took part."""

from django.contrib import admin

from clusters.admin import ClusterAdmin
from clusters.models import Cluster
from programmes.admin.participations import RoundsOfClusterInline

# What the programme adds to a cluster stands here: clusters don't know of rounds.
admin.site.unregister(Cluster)


@admin.register(Cluster)
class ClusterWithRoundsAdmin(ClusterAdmin):
    inlines = (*ClusterAdmin.inlines, RoundsOfClusterInline)  # type: ignore[assignment]  # a longer tuple
