"""The search of the whole portal."""

import re

import pytest
from django.test import Client

from tests.factories import ClusterFactory, OrganisationFactory, SectorFactory, SoleTraderFactory

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_what_was_found_is_grouped_counted_and_marked(client: Client) -> None:
    cluster = ClusterFactory.create(name="กลุ่มผ้าไหม ขอนแก่น")
    OrganisationFactory.create(name="ไหมไทย")
    page = shown(client, "/search/?q=ผาไหม")
    assert f'<a href="{cluster.get_absolute_url()}">กลุ่ม<mark>ผ้าไหม</mark> ขอนแก่น</a>' in page
    assert "คลัสเตอร์ (1)" in page
    assert "หน่วยงานและสมาชิก (0)" in page
    assert 'value="ผาไหม"' in page


def test_the_header_of_every_page_searches_the_whole_portal(client: Client) -> None:
    for address in ("/", "/privacy/", "/en/history/"):
        page = shown(client, address)
        language = "/en" if address.startswith("/en") else ""
        assert f'role="search" method="get" action="{language}/search/"' in page


def test_a_word_of_a_sector_leads_to_its_directories_whether_names_are_found_or_not(client: Client) -> None:
    cluster = ClusterFactory.create(sector=SectorFactory.create(code="food", name="อาหาร", name_en="Food"))
    for query in ("อาหาร", "อาหารแปรรูป", cluster.code):
        page = shown(client, f"/search/?q={query}")
        assert ('<a href="/clusters/?sector=food">คลัสเตอร์ในสาขาอาหาร</a>' in page) is (query != cluster.code)
    assert "พบ 1 กลุ่ม" in shown(client, "/clusters/?sector=food")


def test_more_than_is_shown_is_a_link_to_the_directory(client: Client) -> None:
    ClusterFactory.create_batch(12)
    (address,) = re.findall(r'<a href="([^"]+)">ดูคลัสเตอร์ทั้งหมดที่พบ</a>', shown(client, "/search/?q=คลัสเตอร์ที่"))
    assert "พบ 12 กลุ่ม" in shown(client, address)


def test_nothing_sought_and_nothing_found_help_on(client: Client) -> None:
    assert "พิมพ์ชื่อคลัสเตอร์" in shown(client, "/search/")
    page = shown(client, "/search/?q=zzz")
    assert "ไม่พบคลัสเตอร์หรือหน่วยงานที่ชื่อมีคำว่า “zzz”" in page
    assert '<a href="/clusters/">' in page
    assert "สั้นกว่า 3 ตัวอักษร" in shown(client, "/search/?q=ไห")


def test_where_nothing_is_called_so_what_is_near_is_offered(client: Client) -> None:
    cluster = ClusterFactory.create(name="ผ้าไหม ขอนแก่น")
    page = shown(client, "/search/?q=ผ้าใหม")
    assert "ไม่พบคลัสเตอร์หรือหน่วยงานที่ชื่อมีคำว่า “ผ้าใหม”" in page
    offered = page.partition("คลัสเตอร์ที่ชื่อใกล้เคียง")[2]
    assert f'<p class="found-name"><a href="{cluster.get_absolute_url()}">' in offered
    assert "คลัสเตอร์ที่ชื่อใกล้เคียง" not in shown(client, "/search/?q=ผ้าไหม")


def test_what_was_sought_and_what_was_found_are_never_code(client: Client) -> None:
    OrganisationFactory.create(name="<script>alert(1)</script>")
    page = shown(client, "/search/?q=<script>")
    assert "<mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page


def test_a_hidden_name_is_neither_found_nor_marked(client: Client) -> None:
    SoleTraderFactory.create(name="สมศรี มีสุข", trade_name="ร้านไหม")
    assert "ไม่พบ" in shown(client, "/search/?q=สมศรี")
    page = shown(client, "/search/?q=ร้านไหม")
    assert "<mark>ร้านไหม</mark>" in page
    assert "สมศรี" not in page


def test_an_odd_query_is_named(client: Client) -> None:
    response = client.get("/search/?q=%00")
    assert response.status_code == 400
    assert "คำค้น (q)" in response.content.decode()
