"""The page of the directory of clusters that is asked for."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from members.models import Organisation
from members.reports.cluster_members import member_count, members_per_cluster
from portal.cluster_list import page_of_clusters
from portal.parameters import ClusterParams
from records.paging import Cursor, NoSuchPage, NoSuchPlace, Page
from tests.factories import ClusterFactory, ClusterProvinceFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def page(asked: str) -> Page[Cluster]:
    query = QueryDict(asked)
    params = ClusterParams(query)
    assert params.is_valid()
    return page_of_clusters(params, query)


def told(asked: str) -> list[tuple[str, int]]:
    return [(row.name, row.size) for row in page(asked).rows]  # type: ignore[attr-defined]


def test_the_largest_come_first_and_those_with_as_many_in_dictionary_order() -> None:
    for name, members in (("ข", 1), ("ก", 1), ("ค", 2), ("ง", 0)):
        cluster = ClusterFactory.create(name=name)
        for _ in range(members):
            MembershipFactory.create(cluster=cluster)
    MembershipFactory.create(cluster=cluster, organisation__state=Organisation.State.DRAFT)
    assert told("sort=members") == [("ค", 2), ("ก", 1), ("ข", 1), ("ง", 0)]


def test_members_are_counted_as_the_page_of_the_cluster_counts_them() -> None:
    """In the year; of a cluster that has ended all who ever took part, each once."""
    running, ended = ClusterFactory.create(), ClusterFactory.create(state=Cluster.State.ENDED)
    firm = OrganisationFactory.create()
    for cluster in (running, ended):
        MembershipFactory.create(cluster=cluster, organisation=firm, from_year=2560, to_year=2562)
        MembershipFactory.create(cluster=cluster, organisation=firm, from_year=2564, to_year=2565)
    for year in (2561, 2570):
        counted = dict(Cluster.objects.annotate(size=member_count(year)).values_list("pk", "size"))
        assert counted == {cluster.pk: members_per_cluster(year).get(cluster.pk, 0) for cluster in (running, ended)}


def test_the_cost_does_not_grow_with_the_clusters(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ClusterProvinceFactory.create()
    page("sort=members")  # from here on the choices are known
    for count in (1, 20):
        while Cluster.objects.count() < count:
            MembershipFactory.create(cluster=ClusterProvinceFactory.create().cluster)
        with django_assert_num_queries(3):
            assert len(page("sort=members").rows) == count


def test_pages_have_numbers_and_no_cursor() -> None:
    ClusterFactory.create_batch(51)
    assert len(page("sort=members&page=2").rows) == 1
    with pytest.raises(NoSuchPage):
        page("sort=members&page=3")
    with pytest.raises(NoSuchPlace):
        page(f"sort=members&cursor={Cursor(backwards=False, values=(1, 'ก', 1)).written()}")
