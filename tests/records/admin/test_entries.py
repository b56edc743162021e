"""Entries of several histories on one page."""

import pytest

from clusters.models import Cluster, ClusterProvince
from records.admin.entries import entries_page
from tests import factories

pytestmark = pytest.mark.django_db


def test_entries_of_several_histories_stand_in_the_order_of_time() -> None:
    cluster = factories.ClusterFactory.create()
    place = factories.ClusterProvinceFactory.create(cluster=cluster)
    cluster.save()
    histories = {Cluster: Cluster.history.all(), ClusterProvince: ClusterProvince.history.all()}
    page = entries_page(histories, 1, owner=Cluster, reader=None)
    assert [(entry.kind, entry.row_id, bool(entry.part)) for entry in page.object_list] == [
        ("~", cluster.pk, False),
        ("+", place.pk, True),
        ("+", cluster.pk, False),
    ]


def test_a_page_beyond_the_last_is_the_last() -> None:
    factories.ClusterFactory.create()
    assert entries_page({Cluster: Cluster.history.all()}, 99, owner=Cluster, reader=None).number == 1
