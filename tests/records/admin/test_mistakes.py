"""What is wrong with a form stands at its head, with the way there."""

from typing import Any

import pytest

from clusters.models import Cluster
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster() -> Cluster:
    cluster = factories.ClusterFactory.create()
    factories.MembershipFactory.create_batch(2, cluster=cluster, from_year=2560)
    return cluster


def sent_back(cluster: Cluster, **wrong: str) -> Any:
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    return client.post(page, {**form_of(client.get(page)), **wrong})


def test_each_mistake_names_its_field_and_leads_there(cluster: Cluster) -> None:
    page = sent_back(cluster, **{"name": "", "memberships-1-from_year": "2026", "memberships-0-to_year": "2550"})
    html, mistakes = page.content.decode(), page.context["mistakes"]
    assert [each.where for each in mistakes] == [
        "ชื่อคลัสเตอร์",
        "สมาชิกคลัสเตอร์ แถวที่ 1",
        "สมาชิกคลัสเตอร์ แถวที่ 2: ตั้งแต่ปีงบประมาณ",
    ]
    assert [each.address for each in mistakes] == ["#id_name", "#memberships-0", "#id_memberships-1-from_year"]
    for each in mistakes:
        assert f'id="{each.address[1:]}"' in html
        assert each.why in text_of(page)


def test_a_form_that_is_right_names_nothing(cluster: Cluster) -> None:
    page = signed_in().get(address(Cluster, "change", cluster.pk))
    assert page.context["mistakes"] == []
    assert 'class="mistakes"' not in page.content.decode()


def test_a_table_that_is_refused_as_a_whole_is_named(cluster: Cluster) -> None:
    province = str(factories.ProvinceFactory.create().pk)
    twice = {"places-TOTAL_FORMS": "2", "places-0-province": province, "places-1-province": province}
    mistakes = sent_back(cluster, **twice).context["mistakes"]
    assert (mistakes[0].where, mistakes[0].address) == ("จังหวัดของคลัสเตอร์", "#places-group")
