"""Sectors in the admin."""

import pytest

from clusters.models import Sector
from tests import factories
from tests.admin_pages import address, signed_in

pytestmark = pytest.mark.django_db


def test_a_list_of_sectors_tells_how_many_clusters_each_has() -> None:
    factories.ClusterFactory.create_batch(2, sector=factories.SectorFactory.create(position=1))
    factories.SectorFactory.create(position=2)
    rows = signed_in().get(address(Sector, "changelist")).context["cl"].result_list
    assert [row.cluster_total for row in rows] == [2, 0]
