"""Every figure of a year's report opens to exactly the rows that it counts."""

import html
import re

import pytest
from django.test import Client

from clusters.models import Cluster, Region
from members.models import Organisation
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    DepartmentFactory,
    FunderFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a href="(/(?:clusters|organisations)/\?[^"]+)">([0-9,]+)</a>')


@pytest.fixture(autouse=True)
def world() -> None:
    """A year with every column, clusters in two regions and in none, one merged since, and a draft."""
    held = RoundFactory.create(fiscal_year=2568)
    provinces = [ProvinceFactory.create(region=region) for region in (Region.NORTHERN, Region.SOUTHERN)]
    for number, province in enumerate(provinces):
        centre = PromotionCentreFactory.create(number=number * 5, seat=province)
        CentreProvinceFactory.create(centre=centre, province=province, to_year=2568)
    funders = [DepartmentFactory.create(), None, FunderFactory.create(code="osmep")]
    into = ClusterFactory.create()
    firms = [OrganisationFactory.create() for _ in range(3)]
    for number, entry in enumerate(("new", "continued", "returning", "pilot", "unknown", "new", "continued")):
        cluster = ClusterFactory.create()
        for province in provinces[: number % 3]:
            ClusterProvinceFactory.create(cluster=cluster, province=province)
        ParticipationFactory.create(round=held, cluster=cluster, entry=entry, funder=funders[number % 3])
        MembershipFactory.create(cluster=cluster, organisation=firms[number % 3], from_year=2568)
        SupportFactory.create(
            cluster=cluster,
            organisation=firms[number % 2],
            from_year=2568,
            service="training" if number % 2 else "finance",
        )
        if number == 4:
            cluster.state, cluster.merged_into = Cluster.State.MERGED, into
            cluster.save()
    ParticipationFactory.create(round=held, cluster=ClusterFactory.create(state=Cluster.State.DRAFT))
    MembershipFactory.create(cluster=into, from_year=2560)  # not on the year's list
    hidden = OrganisationFactory.create(state=Organisation.State.DRAFT)
    MembershipFactory.create(cluster=cluster, organisation=hidden, from_year=2568)


def rows(client: Client, address: str) -> int:
    """Return how many rows the directory counts at the address."""
    answer = client.get(address.replace("/?", ".json?"))
    assert answer.status_code == 200, address
    count: int = answer.json()["count"] if not answer.streaming else len_of(answer.getvalue())
    return count


def len_of(content: bytes) -> int:
    (count,) = re.findall(rb'"count": ([0-9]+)', content)
    return int(count)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?scope=department",
        "?region=northern",
        "?centre=hq",
        "?centre=5",
        "?funder=osmep",
        "?funder=none",
        "?funder=osmep&region=southern",
    ],
)
def test_each_number_that_leads_to_a_directory_is_the_number_of_rows_there(client: Client, query: str) -> None:
    page = client.get(f"/years/2568/{query}").content.decode()
    links = {(html.unescape(address), number) for address, number in LINK.findall(page)}
    assert links or query == "?scope=department"  # a funder isn't stated, so the department's number isn't known
    wrong = {address: number for address, number in links if rows(client, address) != int(number)}
    assert wrong == {}


def test_every_column_and_row_of_the_whole_year_leads_somewhere(client: Client) -> None:
    page = client.get("/years/2568/").content.decode()
    addresses = {html.unescape(address) for address, _number in LINK.findall(page)}
    for part in ("entry=pilot", "entry=unknown", "funder=others", "region=northern", "centre=hq", "role=partner"):
        assert any(part in address for address in addresses), part


def test_a_row_of_what_nobody_recorded_has_no_filter_and_no_link(client: Client) -> None:
    page = client.get("/years/2568/").content.decode()
    assert "region=none" not in page
    assert "funder=none" in page
