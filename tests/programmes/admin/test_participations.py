"""Participations in the admin: the locks of the year speak in the form."""

import pytest

from clusters.models import Cluster
from programmes.models import Participation, Round
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked() -> Round:
    return factories.RoundFactory.create(participation_locked=True)


def test_a_locked_year_is_told_in_the_form(locked: Round) -> None:
    sent = {"cluster": factories.ClusterFactory.create().pk, "round": locked.pk, "entry": "new"}
    response = signed_in().post(address(Participation, "add"), sent)
    assert "ล็อกแล้ว" in response.context["adminform"].form.non_field_errors()[0]
    assert not Participation.objects.exists()


def test_a_locked_year_is_told_above_the_row_of_a_cluster(locked: Round) -> None:
    cluster = factories.ClusterFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    row = {"participations-TOTAL_FORMS": "1", "participations-0-round": locked.pk, "participations-0-entry": "new"}
    response = client.post(page, {**form_of(client.get(page)), **row})
    assert response.status_code == 200
    assert "ล็อกแล้ว" in text_of(response)


def test_a_historical_year_asks_for_a_source_in_the_row_of_the_year() -> None:
    year = factories.RoundFactory.create(state=Round.State.HISTORICAL)
    client = signed_in()
    page = address(Round, "change", year.pk)
    cluster = factories.ClusterFactory.create()
    row = {"participations-TOTAL_FORMS": "1", "participations-0-cluster": cluster.pk, "participations-0-entry": "new"}
    response = client.post(page, {**form_of(client.get(page)), **row})
    assert response.status_code == 200
    assert "ต้องระบุเอกสารอ้างอิง" in text_of(response)


def test_the_list_of_a_locked_year_can_be_looked_at_only() -> None:
    held = factories.ParticipationFactory.create(cluster__name="ผ้าไหม")
    factories.with_locks(held.round, participation_locked=True)
    response = signed_in().get(address(Round, "change", held.round_id))
    inline = response.context["inline_admin_formsets"][0]
    assert (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission) == (False,) * 3
    assert "ผ้าไหม" in text_of(response)


def test_participations_are_found_by_the_name_or_code_of_the_cluster() -> None:
    factories.ParticipationFactory.create(cluster__name="กุ้งกุลาดำ")
    factories.ParticipationFactory.create(cluster__name="ผ้าไหม")
    client = signed_in()
    for query, found in (("กุลาดำ", 1), ("ผ้", 1), ("C0", 2), ("ไหม", 1)):
        assert client.get(address(Participation, "changelist"), {"q": query}).context["cl"].result_count == found, query
