"""The cluster's page in the admin, with who takes part in it and the years in which it took part."""

from typing import Any, Final

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from clusters.admin import ClusterAdmin
from clusters.models import Cluster
from members.admin.filters import linkages_within
from members.admin.of_cluster import MembersInline, OfficesInline, PartnersInline
from members.models import Linkage
from programmes.admin.participations import RoundsOfClusterInline
from thai.admin import FiscalYearFilter

LINKS_SHOWN: Final = 20

# What members and the programme add to a cluster stands here: clusters don't know of them.
admin.site.unregister(Cluster)


@admin.register(Cluster)
class ClusterWithRoundsAdmin(ClusterAdmin):
    list_filter = (("participations__round__fiscal_year", FiscalYearFilter), *ClusterAdmin.list_filter)  # type: ignore[assignment]
    related_lists = (*ClusterAdmin.related_lists, "memberships", "supports", "offices", "participations")
    inlines = (  # type: ignore[assignment]  # a longer tuple
        *ClusterAdmin.inlines,
        RoundsOfClusterInline,
        MembersInline,
        PartnersInline,
        OfficesInline,
    )

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        links = self._links(request, context["original"])
        return super().render_change_form(request, {**context, "links": links}, *args, **kwargs)

    def _links(self, request: HttpRequest, cluster: Cluster | None) -> dict[str, Any] | None:
        """Return the links between the members, the latest entry first; two queries."""
        shown = self.admin_site.get_model_admin(Linkage)
        if cluster is None or not shown.has_view_permission(request):
            return None
        found = linkages_within(cluster.code)
        rows = found.select_related("from_organisation", "to_organisation").order_by("-pk")[:LINKS_SHOWN]
        return {
            "rows": list(rows),
            "count": found.count(),
            "whole": f"{reverse('admin:members_linkage_changelist')}?within={cluster.code}",
            "add": reverse("admin:members_linkage_add") if shown.has_add_permission(request) else "",
        }
