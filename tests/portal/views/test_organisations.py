"""The directory of organisations, its files, and the page of each."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Consent, Contact, Organisation
from records.paging import ROWS_A_PAGE
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    ProvinceFactory,
    SectorFactory,
    SoleTraderFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_an_organisation_tells_what_it_makes_its_clusters_and_what_is_unknown(client: Client) -> None:
    row = OrganisationFactory.create(name="ไหมไทย", name_en="Thai Silk", main_products="ผ้าไหมมัดหมี่")
    MembershipFactory.create(organisation=row, cluster__name="ผ้าไหม")
    LinkageFactory.create(from_organisation=row, to_organisation__name="โรงย้อม")
    EnterpriseFiguresFactory.create(organisation=row)
    page = shown(client, row.get_absolute_url())
    for told in ("<h1>ไหมไทย</h1>", "ผ้าไหมมัดหมี่", "ผ้าไหม</a>", "ต้นน้ำ · ตั้งแต่ พ.ศ. 2566", "โรงย้อม</a>", "ขนาดย่อม"):
        assert told in page
    assert 'จังหวัด</dt><dd class="facts-value">ยังไม่มีข้อมูล' in page
    assert "<h1>Thai Silk</h1>" in shown(client, f"/en{row.get_absolute_url()}")


def test_a_person_without_consent_is_called_by_trade_name_or_kind_and_code(client: Client) -> None:
    assert "<h1>ร้านไหม</h1>" in shown(client, SoleTraderFactory.create(trade_name="ร้านไหม").get_absolute_url())
    row = SoleTraderFactory.create()
    assert f"<h1>ผู้ประกอบการบุคคลธรรมดา {row.code}</h1>" in shown(client, row.get_absolute_url())


def test_contacts_are_shown_by_consent_and_otherwise_the_centres_telephone(client: Client) -> None:
    held = CentreProvinceFactory.create(centre__number=5, centre__phone="0 4337 9295")
    row = OrganisationFactory.create(province=held.province)
    ContactFactory.create(person=None, organisation=row, kind=Contact.Kind.PHONE, value="02-202-4414")
    before = shown(client, row.get_absolute_url())
    assert '<a href="tel:+6643379295">0 4337 9295</a>' in before
    assert "02-202-4414" not in before
    ConsentFactory.create(person=None, organisation=row, item=Consent.Item.PHONE)
    assert '<a href="tel:+6622024414">02-202-4414</a>' in shown(client, row.get_absolute_url())


@pytest.mark.parametrize("written", ["o000001", "O๐๐๐๐๐๑", "o๐๐๐๐๐๑"])
def test_another_way_to_write_the_code_leads_to_the_plain_address(client: Client, written: str) -> None:
    OrganisationFactory.create()
    response = client.get(f"/organisations/{written}/", follow=True)
    assert response.redirect_chain[0][1] == 301
    assert (response.request["PATH_INFO"], response.status_code) == ("/organisations/O000001/", 200)


def test_a_draft_and_an_unknown_organisation_are_not_found(client: Client) -> None:
    draft = OrganisationFactory.create(state=Organisation.State.DRAFT)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/organisations/O999999/").status_code == 404


def test_a_merged_organisation_leads_to_the_other(client: Client) -> None:
    other = OrganisationFactory.create()
    merged = OrganisationFactory.create(state=Organisation.State.MERGED, merged_into=other)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, other.get_absolute_url())


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", "\u202eabc", "ก" * 200])
def test_a_name_of_any_kind_is_shown_and_never_executed(client: Client, name: str) -> None:
    page = client.get(OrganisationFactory.create(name=name).get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<h1>" in page


def named(page: str) -> list[str]:
    return re.findall(r'<p class="found-name"><a href="[^"]+">([^<]+)</a>', page)


def test_the_directory_lists_what_is_asked_for_and_counts_it(client: Client) -> None:
    OrganisationFactory.create(name="ผ้าไหมไทย", kind="cooperative")
    OrganisationFactory.create(name="เซรามิก")
    assert named(shown(client, "/organisations/")) == ["เซรามิก", "ผ้าไหมไทย"]
    page = shown(client, "/organisations/?q=ไหม&kind=cooperative")
    assert named(page) == ["ผ้าไหมไทย"]
    assert "พบ 1 รายการตามที่เลือก" in page
    assert '<option value="cooperative" selected>' in page
    for kind in ("csv", "json"):
        assert f'/organisations.{kind}?q=%E0%B9%84%E0%B8%AB%E0%B8%A1&amp;kind=cooperative"' in page


def test_an_empty_answer_helps(client: Client) -> None:
    assert "ยังไม่มีหน่วยงานที่เผยแพร่" in shown(client, "/organisations/")
    page = shown(client, "/organisations/?q=zzz")
    assert "ไม่พบหน่วยงานตามที่เลือก" in page
    OrganisationFactory.create()
    assert "ไม่ใช้ “คำค้น: zzz”" in shown(client, "/organisations/?q=zzz")
    assert '<a href="/organisations/">ดูหน่วยงานทั้งหมด</a>' in page


def test_year_and_entry_ask_for_those_who_took_part_then(client: Client) -> None:
    part = ParticipationFactory.create(round__fiscal_year=2567, entry="pilot")
    MembershipFactory.create(cluster=part.cluster, organisation__name="ไหม", from_year=2566, to_year=2567)
    SupportFactory.create(cluster=part.cluster, organisation__name="มหาวิทยาลัย", from_year=2567)
    MembershipFactory.create(organisation__name="ไม้", from_year=2568)
    assert named(shown(client, "/organisations/?year=2566")) == ["ไหม"]
    assert named(shown(client, "/organisations/?year=2567")) == ["มหาวิทยาลัย", "ไหม"]
    assert named(shown(client, "/organisations/?year=2567&role=partner")) == ["มหาวิทยาลัย"]
    assert named(shown(client, "/organisations/?year=2567&entry=pilot&role=member")) == ["ไหม"]
    assert named(shown(client, "/organisations/?entry=new")) == []
    assert named(shown(client, "/organisations/?sort=newest"))[0] == "ไม้"


def test_a_long_directory_has_pages_that_keep_the_selection(client: Client) -> None:
    for n in range(ROWS_A_PAGE + 1):
        OrganisationFactory.create(name=f"ไหม {n:03d}")
    page = shown(client, "/organisations/?q=ไหม")
    assert (len(named(page)), "หน้า 1 จาก 2" in page) == (ROWS_A_PAGE, True)
    assert named(shown(client, "/organisations/?q=ไหม&page=2")) == ["ไหม 050"]
    assert client.get("/organisations/?q=ไหม&page=3").status_code == 400


@pytest.mark.parametrize("query", ["", "?q=ไหม", "?kind=cooperative", "?q=zzz"])
def test_a_download_is_exactly_the_selection(client: Client, query: str) -> None:
    OrganisationFactory.create(name="ผ้าไหม", kind="cooperative")
    OrganisationFactory.create(name="เซรามิก")
    listed = named(shown(client, f"/organisations/{query}"))
    table = client.get(f"/organisations.csv{query}")
    assert "organisations.csv" in table.headers["Content-Disposition"]
    text = table.getvalue().decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(io.StringIO(text))] == listed
    data = json.loads(client.get(f"/organisations.json{query}").getvalue())
    assert ([row["name"] for row in data["organisations"]], data["count"]) == (listed, len(listed))


def test_the_directory_costs_the_same_for_one_and_for_twenty(client: Client) -> None:
    OrganisationFactory.create(sector=SectorFactory.create(), province=ProvinceFactory.create())
    shown(client, "/organisations/?sort=")  # from here on the map and the choices are known
    with CaptureQueriesContext(connection) as one:
        shown(client, "/organisations/?sort=")
    for _ in range(19):
        OrganisationFactory.create(sector=SectorFactory.create(), province=ProvinceFactory.create())
    with CaptureQueriesContext(connection) as twenty:
        assert len(named(shown(client, "/organisations/?sort="))) == 20
    assert len(twenty) == len(one) == 3


def test_what_a_cluster_page_leaves_out_is_in_the_directory(client: Client) -> None:
    cluster = ClusterFactory.create()
    for _ in range(52):
        MembershipFactory.create(cluster=cluster)
    page = shown(client, cluster.get_absolute_url())
    (address,) = re.findall(r'<a href="(/organisations/\?[^"]+)">และอีก 2 ราย', page)
    assert "ทั้งหมด" in (listed := shown(client, address.replace("&amp;", "&")))
    assert "พบ 52 รายการ" in listed
