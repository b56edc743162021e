"""The page of the directory of clusters that is asked for."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from clusters.models import Cluster
from members.reports.cluster_members import members_per_cluster
from portal.parameters import ClusterParams
from records.paging import NoSuchPlace, Page, page_of, page_of_values


def page_of_clusters(params: ClusterParams, query: QueryDict) -> Page[Cluster]:
    """Cut the page out of the selection. Raises ``OffTheList``."""
    asked = params.cleaned_data
    if asked["sort"] == "members":
        return _largest_first(params, query)
    return page_of(params.selection.listed(), asked["page"], query, asked["cursor"])


def _largest_first(params: ClusterParams, query: QueryDict) -> Page[Cluster]:
    """Order by the number of members; there are thousands of clusters at most, and their numbers are remembered.

    The database would count the members of each, to show fifty.
    """
    asked, selection = params.cleaned_data, params.selection
    if asked["cursor"] is not None:  # of a list that is too long for numbers
        raise NoSuchPlace
    members = members_per_cluster(selection.year)
    keys = list(replace(selection, size=None, order="").rows().values_list("pk", flat=True))
    keys.sort(key=lambda key: -members.get(key, 0))  # those with as many stay in dictionary order
    page: Page[Any] = page_of_values(keys, asked["page"], query)
    found = Cluster.objects.with_places().in_bulk(page.rows)
    for key, row in found.items():
        setattr(row, "size", members.get(key, 0))  # noqa: B010  # as the selection annotates it
    return replace(page, rows=[found[key] for key in page.rows if key in found])
