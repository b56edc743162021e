"""Clusters named in a list."""

import pytest
from django.utils.translation import override

from clusters.models import Cluster
from clusters.reports.named import NamedCluster, named
from tests.factories import ClusterFactory


@pytest.mark.django_db
def test_clusters_are_named_in_their_order_and_language_and_lead_to_their_pages() -> None:
    silk = ClusterFactory.create(name="ผ้าไหม ขอนแก่น", name_en="Silk, Khon Kaen")
    parts = ClusterFactory.create(name="ชิ้นส่วนยานยนต์ ชลบุรี", name_en="")
    assert named([silk, parts]) == (
        NamedCluster("ผ้าไหม ขอนแก่น", f"/clusters/{silk.code}/"),
        NamedCluster("ชิ้นส่วนยานยนต์ ชลบุรี", f"/clusters/{parts.code}/"),
    )
    with override("en"):
        assert named(Cluster.objects.filter(pk=silk.pk)) == (
            NamedCluster("Silk, Khon Kaen", f"/en/clusters/{silk.code}/"),
        )
