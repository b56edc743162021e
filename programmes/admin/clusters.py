"""The cluster's page in the admin, with the years in which it took part."""

from django.contrib import admin

from clusters.admin import ClusterAdmin
from clusters.models import Cluster
from programmes.admin.participations import RoundsOfClusterInline
from thai.admin import FiscalYearFilter

# What the programme adds to a cluster stands here: clusters don't know of rounds.
admin.site.unregister(Cluster)


@admin.register(Cluster)
class ClusterWithRoundsAdmin(ClusterAdmin):
    list_filter = (("participations__round__fiscal_year", FiscalYearFilter), *ClusterAdmin.list_filter)  # type: ignore[assignment]
    related_lists = (*ClusterAdmin.related_lists, "memberships", "supports", "offices", "participations")
    inlines = (*ClusterAdmin.inlines, RoundsOfClusterInline)  # type: ignore[assignment]  # a longer tuple
