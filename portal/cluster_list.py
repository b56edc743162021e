"""The page of the directory of clusters that is asked for, and what it tells of each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import Cluster
from members.reports.cluster_members import members_per_cluster
from portal.parameters import ClusterParams
from records.paging import NoSuchPlace, Page, page_of, page_of_values
from thai.templatetags.thai import thai_number

_OVER: Final = frozenset({Cluster.State.ENDED.value, Cluster.State.MERGED.value})


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster in the list; ``state`` is "" of one that runs."""

    address: str
    name: str
    state: str
    facts: str


def lines_of(rows: Iterable[Cluster], *, with_size: bool) -> list[ClusterLine]:
    """Say what the list tells of clusters with their places, and with the number of members if they're ordered by it.

    Worked out here: the template would ask each row for ten things, which takes longer than its rest.
    """
    return [
        ClusterLine(
            address=row.get_absolute_url(),
            name=str(row),
            state=row.get_state_display() if row.state in _OVER else "",
            facts=" · ".join(_facts(row, with_size=with_size)),
        )
        for row in rows
    ]


def _facts(row: Cluster, *, with_size: bool) -> list[str]:
    places = ", ".join(map(str, row.provinces_shown)) or _("ยังไม่มีข้อมูลจังหวัด")
    if not with_size:
        return [places, str(row.sector), row.code]
    size: int = getattr(row, "size")  # noqa: B009  # as the list counts it
    members = ngettext("สมาชิก %(number)s ราย", "สมาชิก %(number)s ราย", size) % {"number": thai_number(size)}
    return [places, str(row.sector), members, row.code]


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
