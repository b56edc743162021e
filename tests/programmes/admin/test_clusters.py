"""The cluster's page in the admin, with the years in which it took part."""

import pytest

from clusters.models import Cluster
from programmes.models import Participation
from tests import factories
from tests.admin_pages import address, form_of, officer, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_year_is_added_on_the_page_of_the_cluster() -> None:
    cluster, held = factories.ClusterFactory.create(), factories.RoundFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    row = {"participations-TOTAL_FORMS": "1", "participations-0-round": held.pk, "participations-0-entry": "new"}
    assert client.post(page, {**form_of(client.get(page)), **row}).status_code == 302
    assert Participation.objects.get().cluster == cluster


def test_a_cluster_can_be_changed_though_a_year_of_it_is_locked() -> None:
    part = factories.ParticipationFactory.create()
    factories.with_locks(part.round, participation_locked=True)
    client, page = signed_in(), address(Cluster, "change", part.cluster_id)
    sent = form_of(client.get(page))
    assert client.post(page, {**sent, "vision": "ไหมไทย"}).status_code == 302
    assert Cluster.objects.get().vision == "ไหมไทย"
    refused = client.post(page, {**form_of(client.get(page)), "participations-0-entry": "returning"})
    assert "ล็อกแล้ว" in text_of(refused)


def test_the_links_between_members_stand_on_the_page_of_the_cluster() -> None:
    one = factories.MembershipFactory.create(organisation__name="ไหมทอง")
    other = factories.MembershipFactory.create(cluster=one.cluster, organisation__name="ย้อมคราม")
    factories.LinkageFactory.create(from_organisation=one.organisation, to_organisation=other.organisation)
    factories.LinkageFactory.create(from_organisation=one.organisation, to_organisation__name="คนนอก")
    client = signed_in()
    response = client.get(address(Cluster, "change", one.cluster_id))
    assert "ไหมทอง – ย้อมคราม" in text_of(response)
    assert "คนนอก" not in text_of(response)
    assert client.get(response.context["links"]["whole"]).context["cl"].result_count == 1


def test_who_may_not_see_links_sees_none() -> None:
    cluster = factories.ClusterFactory.create()
    response = signed_in(officer("view_cluster")).get(address(Cluster, "change", cluster.pk))
    assert response.context["links"] is None


@pytest.mark.parametrize("year", ["2566", "๒๕๖๖"])
def test_clusters_are_listed_by_a_year_in_which_they_took_part(year: str) -> None:
    kept = factories.ParticipationFactory.create(round__fiscal_year=2566).cluster
    factories.ParticipationFactory.create(cluster=kept, round__fiscal_year=2567)
    factories.ParticipationFactory.create(round__fiscal_year=2567)
    rows = signed_in().get(address(Cluster, "changelist"), {"participations__round__fiscal_year": year})
    assert list(rows.context["cl"].result_list) == [kept]


def test_a_cluster_that_took_part_can_not_be_deleted() -> None:
    cluster = factories.ParticipationFactory.create().cluster
    assert signed_in().post(address(Cluster, "delete", cluster.pk), {"post": "yes"}).status_code == 200
    assert Cluster.objects.exists()
