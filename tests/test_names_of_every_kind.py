"""Names as people write them, odd ones too: shown, found, sorted and taken away as they are, and never run."""

import csv
import html
import io
import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from members.models import Organisation
from tests.factories import ClusterFactory, MembershipFactory, OrganisationFactory, SuperuserFactory
from thai.text import normalise

pytestmark = pytest.mark.django_db

NAMES = {
    "two hundred signs": "กลุ่ม" + "ผ้าไหม" * 32 + "ไทย",
    "all marks of Thai": "ปู่ย่าน้ำผึ้งเชียงใหม่ กั๊ก จ๋า ฎีกา์",
    "a mark without a letter": "่ ้ กลุ่มวรรณยุกต์",
    "am in two signs": "นํ้าตาลโตนด",
    "a script": "<script>document.title='run'</script>",
    "an attribute": "\" onmouseover=\"document.title='run'",
    "a formula": '=HYPERLINK("http://example.com","x")',
    "a plus": "+66 กลุ่มบวก",
    "an at": "@SUM(1+1)",
    "Thai digits": "กลุ่ม ๑๒๓ เพื่อชุมชน",
    "right to left": "مجموعة الحرير",
    "a bidirectional mix": "ไหม (حرير) Silk",
    "signs of LIKE": "100% _ไหม_ \\ แท้",
    "emoji": "ไหม 🧵 ไทย",
    "template code": "{{ settings.SECRET_KEY }} {% now 'Y' %}",
}


@pytest.fixture(params=NAMES, ids=list(NAMES))
def organisation(request: pytest.FixtureRequest) -> Organisation:
    name = NAMES[request.param]
    cluster = ClusterFactory.create(name=name, vision=name, core_industry=name)
    organisation = OrganisationFactory.create(name=name, trade_name=name, main_products=name, address=name)
    MembershipFactory.create(cluster=cluster, organisation=organisation)
    return organisation


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.unescape(response.content.decode())


def raw(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_name_is_shown_as_it_was_written_on_every_page(client: Client, organisation: Organisation) -> None:
    cluster = Cluster.objects.get()
    name = organisation.name
    for path in (
        organisation.get_absolute_url(),
        cluster.get_absolute_url(),
        reverse("portal:organisations"),
        reverse("portal:clusters"),
    ):
        assert name in shown(client, path), path
        assert "<script>document" not in raw(client, path)
        assert '" onmouseover="document' not in raw(client, path)


def test_a_name_is_found_by_itself(client: Client, organisation: Organisation) -> None:
    query = quote(normalise(organisation.name)[:100].strip())
    assert organisation.code in shown(client, f"{reverse('portal:organisations')}?q={query}")
    assert Cluster.objects.get().code in shown(client, f"{reverse('portal:clusters')}?q={query}")


def test_a_name_is_taken_away_as_text(client: Client, organisation: Organisation) -> None:
    """A spreadsheet would run what begins like a formula: such a cell gets an apostrophe, the data of JSON doesn't."""
    text = client.get(reverse("portal:organisations-csv")).getvalue().decode("utf-8-sig")
    (row,) = list(csv.DictReader(io.StringIO(text)))
    assert row["name"].removeprefix("'") == organisation.name
    assert not row["name"].startswith(("=", "+", "-", "@", "\t"))
    data = json.loads(client.get(reverse("portal:organisations-json")).getvalue())
    assert data["organisations"][0]["name"] == organisation.name


def test_an_officer_sees_and_saves_a_name_as_it_was_written(client: Client, organisation: Organisation) -> None:
    client.force_login(SuperuserFactory.create())
    name = organisation.name
    for path in (
        reverse("admin:clusters_cluster_changelist"),
        reverse("admin:clusters_cluster_change", args=[Cluster.objects.get().pk]),
        reverse("admin:members_organisation_changelist"),
        reverse("admin:members_organisation_change", args=[organisation.pk]),
    ):
        assert name in shown(client, path), path
        assert "<script>document" not in raw(client, path)


def test_names_of_every_kind_stand_in_one_order_in_the_list_and_in_its_file(client: Client) -> None:
    for name in NAMES.values():
        OrganisationFactory.create(name=name)
    text = client.get(reverse("portal:organisations-csv")).getvalue().decode("utf-8-sig")
    in_file = [row["code"] for row in csv.DictReader(io.StringIO(text))]
    page = raw(client, reverse("portal:organisations"))
    in_list = sorted(in_file, key=lambda code: page.index(f"/organisations/{code}/"))
    assert in_list == in_file
    assert len(in_file) == len(NAMES)
