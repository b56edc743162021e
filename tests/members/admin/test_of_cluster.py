"""Members, partners and office holders as rows of their cluster."""

from typing import Any

import pytest

from clusters.models import Cluster
from members.models import Membership, Office, Support
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "prefix", "owner", "choice"),
    [
        (Membership, "memberships", factories.OrganisationFactory, {"position": "upstream"}),
        (Support, "supports", factories.OrganisationFactory, {"service": "research"}),
        (Office, "offices", factories.PersonFactory, {"role": "cda"}),
    ],
)
def test_a_row_is_added_on_the_page_of_the_cluster(model: Any, prefix: str, owner: Any, choice: dict[str, str]) -> None:
    cluster = factories.ClusterFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    key = "person" if model is Office else "organisation"
    row = {key: owner.create().pk, "from_year": "๒๕๖๖", **choice}
    sent = {**form_of(client.get(page)), f"{prefix}-TOTAL_FORMS": "1"}
    sent |= {f"{prefix}-0-{name}": str(value) for name, value in row.items()}
    assert client.post(page, sent).status_code == 302
    made = model.objects.get()
    assert (made.cluster, made.from_year) == (cluster, 2566)


def test_the_same_member_twice_in_one_save_is_refused() -> None:
    cluster, organisation = factories.ClusterFactory.create(), factories.OrganisationFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    rows = {f"memberships-{n}-organisation": str(organisation.pk) for n in (0, 1)}
    refused = client.post(page, {**form_of(client.get(page)), **rows})
    assert "ซ้อนกันอยู่แล้ว" in text_of(refused)
    assert not Membership.objects.exists()
