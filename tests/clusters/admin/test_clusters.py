"""Clusters in the admin."""

import pytest

from clusters.models import Cluster
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_list_tells_in_how_many_years_a_cluster_took_part() -> None:
    cluster = factories.ClusterFactory.create()
    factories.ClusterFactory.create()
    factories.ParticipationFactory.create_batch(3, cluster=cluster)
    rows = signed_in().get(address(Cluster, "changelist")).context["cl"].result_list
    assert [row.participation_total for row in rows] == [3, 0]


def test_a_list_tells_where_a_cluster_is_in_dictionary_order() -> None:
    cluster = factories.ClusterFactory.create()
    for name in ("เลย", "ขอนแก่น"):
        factories.ClusterProvinceFactory.create(cluster=cluster, province=factories.ProvinceFactory.create(name=name))
    assert "ขอนแก่น, เลย" in text_of(signed_in().get(address(Cluster, "changelist")))


def test_a_cluster_is_added_with_its_provinces_and_gets_its_code() -> None:
    client = signed_in()
    provinces = factories.ProvinceFactory.create_batch(2)
    sent = {
        **form_of(client.get(address(Cluster, "add"))),
        "name": "ผ้าไหม",
        "sector": factories.SectorFactory.create().pk,
        "places-TOTAL_FORMS": 2,
        "places-0-province": provinces[0].pk,
        "places-1-province": provinces[1].pk,
    }
    assert client.post(address(Cluster, "add"), sent).status_code == 302
    cluster = Cluster.objects.get()
    assert (cluster.code, cluster.places.count()) == ("C0001", 2)


def test_a_merged_cluster_names_the_other() -> None:
    cluster = factories.ClusterFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    response = client.post(page, {**form_of(client.get(page)), "state": "merged"})
    assert "ต้องระบุคลัสเตอร์ปลายทาง" in text_of(response)


@pytest.mark.parametrize(("state", "linked"), [("public", True), ("ended", True), ("draft", False)])
def test_only_what_is_public_is_linked(state: str, linked: bool) -> None:
    cluster = factories.ClusterFactory.create(state=state)
    html = signed_in().get(address(Cluster, "change", cluster.pk)).content.decode()
    assert (f'href="/clusters/{cluster.code}/"' in html) is linked
