"""Every figure of a year's report opens to exactly the rows that it counts."""

import html
import re

import pytest
from django.test import Client

from clusters.models import Cluster, Region
from members.models import Organisation
from tests.factories import (
    AssessmentFactory,
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    DepartmentFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a href="(/(?:clusters|organisations)/\?[^"]+)">([0-9,]+)(?: จาก [0-9]+)?</a>')
OWN = re.compile(r'<a href="(\?[^"]*figure=[^"]+)#names">−?([0-9,.]+)</a>')
CELL = re.compile(r'<td class="table-number">−?([1-9][0-9,]*)</td>')


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
    sales = IndicatorFactory.create(code="sales")
    IndicatorFactory.create(code="firms", rule="distinct", counted="enterprises")
    firms = [OrganisationFactory.create() for _ in range(3)]
    for number, entry in enumerate(("new", "continued", "returning", "pilot", "unknown", "new", "continued")):
        cluster = ClusterFactory.create()
        for province in provinces[: number % 3]:
            ClusterProvinceFactory.create(cluster=cluster, province=province)
        part = ParticipationFactory.create(round=held, cluster=cluster, entry=entry, funder=funders[number % 3])
        MembershipFactory.create(cluster=cluster, organisation=firms[number % 3], from_year=2568)
        SupportFactory.create(
            cluster=cluster,
            organisation=firms[number % 2],
            from_year=2568,
            service="training" if number % 2 else "finance",
        )
        if number % 2:
            AssessmentFactory.create(participation=part, step=number, potential=None if number == 3 else 2)
            MeasurementFactory.create(participation=part, approved=True, indicator=sales, enterprises=5)
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


QUERIES = [
    "",
    "?scope=department",
    "?region=northern",
    "?centre=hq",
    "?centre=5",
    "?funder=osmep",
    "?funder=none",
    "?funder=osmep&region=southern",
]


@pytest.mark.parametrize("query", QUERIES)
def test_each_number_that_leads_to_a_directory_is_the_number_of_rows_there(client: Client, query: str) -> None:
    page = client.get(f"/years/2568/{query}").content.decode()
    links = {(html.unescape(address), number) for address, number in LINK.findall(page)}
    assert links
    wrong = {address: number for address, number in links if rows(client, address) != int(number)}
    assert wrong == {}


@pytest.mark.parametrize("query", ["", "?region=northern", "?centre=5"])
def test_no_number_of_a_table_is_without_its_rows(client: Client, query: str) -> None:
    page = client.get(f"/years/2568/{query}").content.decode()
    tables = re.findall(r'aria-labelledby="(?:by-[a-z]+|services-caption|results-caption)".*?</table>', page, re.DOTALL)
    assert len(tables) == 8
    assert [CELL.findall(table) for table in tables] == [[]] * 8


def test_every_column_and_row_of_the_whole_year_leads_somewhere(client: Client) -> None:
    page = client.get("/years/2568/").content.decode()
    addresses = {html.unescape(address) for address, _number in LINK.findall(page)}
    for part in (
        *(
            "entry=pilot",
            "entry=unknown",
            "funder=others",
            "funder=none",
            "region=northern",
            "region=none",
            "centre=hq",
        ),
        *("centre=none", "step=3", "step=none", "potential=none", "indicator=sales", "indicator=firms", "members=yes"),
        *("role=partner", "service=finance"),
    ):
        assert any(part in address for address in addresses), part


def test_what_counts_repeatedly_and_what_was_found_opens_further_down_the_page(client: Client) -> None:
    for query, kind in (("?region=southern", "finding"), ("", "repeated")):
        page = client.get(f"/years/2568/{query}").content.decode()
        links = {html.unescape(address): number for address, number in OWN.findall(page) if kind in address}
        assert links
        for address, number in links.items():
            assert query.removeprefix("?") in address
            shown = client.get(f"/years/2568/{address}").content.decode()
            assert re.search(rf'<h2 id="recorded">.*\({number}\)</h2>', shown), address
