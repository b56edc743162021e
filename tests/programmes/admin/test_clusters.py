"""The cluster's page in the admin, with the years in which it took part."""

import pytest

from clusters.models import Cluster
from programmes.models import Participation
from tests import factories
from tests.admin_pages import address, form_of, signed_in

pytestmark = pytest.mark.django_db


def test_a_year_is_added_on_the_page_of_the_cluster() -> None:
    cluster, held = factories.ClusterFactory.create(), factories.RoundFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    row = {"participations-TOTAL_FORMS": "1", "participations-0-round": held.pk, "participations-0-entry": "new"}
    assert client.post(page, {**form_of(client.get(page)), **row}).status_code == 302
    assert Participation.objects.get().cluster == cluster


def test_a_cluster_that_took_part_can_not_be_deleted() -> None:
    cluster = factories.ParticipationFactory.create().cluster
    assert signed_in().post(address(Cluster, "delete", cluster.pk), {"post": "yes"}).status_code == 200
    assert Cluster.objects.exists()
