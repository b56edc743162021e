"""The lists of members and partners, to which figures of public pages lead."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from clusters.models import Cluster
from members.models import Organisation
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    RoundFactory,
    SuperuserFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(client: Client) -> None:
    """On the list of 2568 a new cluster with a province, a pilot and a draft; another runs and isn't on it."""
    held = RoundFactory.create(fiscal_year=2568)
    new, pilot, unlisted = (ClusterFactory.create() for _ in range(3))
    draft = ClusterFactory.create(state=Cluster.State.DRAFT)
    for cluster, entry in ((new, "new"), (pilot, "pilot"), (draft, "new")):
        ParticipationFactory.create(round=held, cluster=cluster, entry=entry)
    CentreProvinceFactory.create(province=ClusterProvinceFactory.create(cluster=new).province, centre__number=5)
    clusters = {"new": new, "pilot": pilot, "unlisted": unlisted, "draft": draft}
    services = {"new": "training", "pilot": "finance", "unlisted": "training", "draft": "training"}
    for name, cluster in clusters.items():
        firm = OrganisationFactory.create(name=name)
        MembershipFactory.create(cluster=cluster, organisation=firm, from_year=2568, to_year=2568)
        SupportFactory.create(cluster=cluster, organisation=firm, from_year=2568, service=services[name])
    for firm, year in (
        (OrganisationFactory.create(name="earlier"), 2560),
        (OrganisationFactory.create(name="hidden", state=Organisation.State.DRAFT), 2568),
    ):
        MembershipFactory.create(cluster=new, organisation=firm, from_year=year, to_year=year)
        SupportFactory.create(cluster=new, organisation=firm, from_year=year, to_year=year, service="training")
    client.force_login(SuperuserFactory.create())


def names(client: Client, model: str, rows: str) -> set[str]:
    answer: Any = client.get(f"/admin/members/{model}/?rows={quote(rows)}")
    assert answer.status_code == 200, rows
    return set(re.findall(r"field-organisation[^>]*><a[^>]*>([^<]+)", answer.content.decode()))


EXPECTED = {
    "year=2568": ({"new", "pilot", "unlisted"}, {"new", "pilot", "unlisted"}),
    "year=2568&listed=yes": ({"new", "pilot"}, {"new", "pilot"}),
    "year=2568&listed=yes&entry=new": ({"new"}, {"new"}),
    "year=2568&listed=yes&centre=5": ({"new"}, {"new"}),
    "year=2568&listed=yes&service=finance": ({"new", "pilot"}, {"pilot"}),
    "year=2568&service=training": ({"new", "pilot", "unlisted"}, {"new", "unlisted"}),
    "year=2567&listed=yes": (set(), set()),
    # What can't be read, and what asks of clusters without asking for the year's list, names no row.
    "year=2568&entry=new": (set(), set()),
    "listed=yes": (set(), set()),
    "year=2568&service=%00": (set(), set()),
    "year=2568&cluster=C1'": (set(), set()),
}


@pytest.mark.parametrize("rows", EXPECTED)
def test_the_lists_hold_exactly_the_rows_behind_a_figure(client: Client, rows: str) -> None:
    assert (names(client, "membership", rows), names(client, "support", rows)) == EXPECTED[rows]


def test_members_of_one_cluster_and_of_one_place_in_the_chain_are_told_by_the_address(client: Client) -> None:
    cluster = Cluster.objects.get(memberships__organisation__name="pilot")
    assert names(client, "membership", f"year=2568&cluster={cluster.code}") == {"pilot"}
    membership = cluster.memberships.get()
    membership.position = "downstream"
    membership.save()
    assert names(client, "membership", "year=2568&position=downstream") == {"pilot"}
