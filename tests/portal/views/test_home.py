"""The first page: the latest figure with its source, the clusters by name, the doors, whom to call."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, PromotionCentre
from tests.factories import ClusterFactory, ReportedFigureFactory

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.usefixtures("history")
def test_the_latest_figure_stands_with_its_source_and_the_plan_is_marked(client: Client) -> None:
    page = shown(client)
    assert '<a href="/years/2564/">29</a>' in page
    assert "ที่มา: Industry clusters set to generate B1.2bn" in page
    assert "แผน ปีงบประมาณ 2565" in page
    assert "เป็นแผน ไม่ใช่ผล" in page


@pytest.mark.usefixtures("history")
def test_the_named_clusters_lead_to_their_pages(client: Client) -> None:
    page = shown(client)
    for cluster in Cluster.objects.all():
        assert f'<a href="{cluster.get_absolute_url()}">{cluster.name}</a>' in page


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "address", ["/clusters/", "/years/", "/years/?from=2550&amp;to=2552", "/account/login/", "/history/", "#join"]
)
def test_each_visitor_finds_a_door(client: Client, address: str) -> None:
    assert f'href="{address}"' in shown(client)


@pytest.mark.usefixtures("history")
def test_a_centre_tells_what_is_confirmed_what_is_not_and_its_telephone(client: Client) -> None:
    centre = PromotionCentre.objects.get(number=5)
    assert shown(client).count("ยังไม่มีข้อมูล</dd>") == 12
    centre.phone = "0 4337 9295"
    centre.save()
    page = shown(client)
    assert "0 4337 9295" in page
    own = page[page.index(centre.name) : page.index("ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6")]
    assert 'จังหวัดที่ดูแล</dt><dd class="facts-value">ขอนแก่น</dd>' in own
    assert 'จังหวัด (รอยืนยัน)</dt><dd class="facts-value">กาฬสินธุ์, มหาสารคาม, มุกดาหาร, ยโสธร, ร้อยเอ็ด</dd>' in own


def test_an_empty_portal_says_what_is_missing(client: Client) -> None:
    page = shown(client)
    assert "ยังไม่มีตัวเลขในระบบ" in page
    assert "ยังไม่มีคลัสเตอร์ที่เผยแพร่ในระบบ" in page


def test_the_cost_does_not_grow_with_the_rows(client: Client) -> None:
    def add(year: int) -> None:
        ReportedFigureFactory.create(from_year=year)
        ClusterFactory.create()

    add(2546)
    with CaptureQueriesContext(connection) as one:
        shown(client)
    for year in range(2547, 2566):
        add(year)
    with CaptureQueriesContext(connection) as twenty:
        shown(client)
    assert len(twenty) == len(one)
