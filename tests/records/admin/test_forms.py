"""Forms of records and of rows of an inline: the labels that they bring along, the rows that they leave alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, ClusterProvince
from programmes.models import Participation
from tests import factories
from tests.admin_pages import address, form_of, signed_in

pytestmark = pytest.mark.django_db


def test_a_row_brings_its_label_along_and_marks_it_chosen() -> None:
    place = factories.ClusterProvinceFactory.create(province__name="ขอนแก่น")
    html = signed_in().get(address(Cluster, "change", place.cluster_id)).content.decode()
    assert f'<option value="{place.province_id}" selected>ขอนแก่น</option>' in html


def test_a_refused_row_shows_the_label_of_what_was_chosen_instead() -> None:
    place = factories.ClusterProvinceFactory.create(province__name="ขอนแก่น")
    other = factories.ProvinceFactory.create(name="เลย")
    client = signed_in()
    page = address(Cluster, "change", place.cluster_id)
    sent = {**form_of(client.get(page)), "name": "", "places-0-province": str(other.pk)}
    assert f'<option value="{other.pk}" selected>เลย</option>' in client.post(page, sent).content.decode()


def test_a_row_that_was_not_touched_is_not_written() -> None:
    place = factories.ClusterProvinceFactory.create()
    client = signed_in()
    page = address(Cluster, "change", place.cluster_id)
    read = form_of(client.get(page))
    place.save()  # somebody saved the row meanwhile, without changing it
    with CaptureQueriesContext(connection) as asked:
        assert client.post(page, {**read, "vision": "ใหม่"}).status_code == 302
    assert ClusterProvince.objects.get().version == 2
    table = ClusterProvince._meta.db_table
    assert not [query for query in asked if query["sql"].startswith(f'UPDATE "{table}"')]


def test_boxes_of_a_row_have_names_to_be_read_out() -> None:
    place = factories.ClusterProvinceFactory.create()
    html = signed_in().get(address(Cluster, "change", place.cluster_id)).content.decode()
    assert 'aria-label="จังหวัด"' in html
    assert 'aria-label="ลบแถวนี้"' in html


@pytest.mark.parametrize("odd", ["abc", "\x00", "²", "9" * 30, "-1", "1.5", "''", "๑"])
def test_what_can_be_no_row_is_complained_of_at_its_box(odd: str) -> None:
    """A page that comes back shows what was chosen, and asks the database for it."""
    response = signed_in().post(address(Participation, "add"), {"cluster": odd, "source": odd, "round": odd})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["cluster"]
