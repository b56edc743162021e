"""The directory of clusters, its files, and the page of each."""

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import CentreProvince, Cluster
from members.models import Consent
from records.paging import ROWS_A_PAGE
from tests.admin_pages import text_of
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    ConsentFactory,
    ContactFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    RoundFactory,
    SourceFactory,
    SupportFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def named(page: str) -> list[str]:
    return re.findall(r'<p class="found-name"><a href="[^"]+">([^<]+)</a>', page)


def test_clusters_stand_in_dictionary_order(client: Client) -> None:
    for name in ("ไม้ยางพารา", "ชิ้นส่วนยานยนต์", "ผ้าไหม", "เซรามิก"):
        ClusterFactory.create(name=name)
    assert named(shown(client, "/clusters/")) == ["ชิ้นส่วนยานยนต์", "เซรามิก", "ผ้าไหม", "ไม้ยางพารา"]


def test_drafts_and_merged_clusters_are_not_listed_and_ended_ones_are_marked(client: Client) -> None:
    kept = ClusterFactory.create(name="ผ้าไหม", state=Cluster.State.ENDED)
    ClusterFactory.create(name="ร่าง", state=Cluster.State.DRAFT)
    ClusterFactory.create(name="เดิม", state=Cluster.State.MERGED, merged_into=kept)
    page = shown(client, "/clusters/")
    assert named(page) == ["ผ้าไหม"]
    assert "สิ้นสุดแล้ว" in page


@pytest.mark.parametrize("query", ["ไหม", "ผ้าไหม", "ผาไหม", "silk", "C0001", "c0001", "ผ้", "  ไหม  "])
def test_a_search_finds_part_of_a_name_the_start_of_one_and_the_code(client: Client, query: str) -> None:
    ClusterFactory.create(name="ผ้าไหม", name_en="Silk")
    ClusterFactory.create(name="เซรามิก", name_en="Ceramics")
    response = client.get("/clusters/", {"q": query})
    assert named(re.sub(r"\s+", " ", response.content.decode())) == ["ผ้าไหม"]


def test_one_or_two_signs_say_that_only_beginnings_are_searched(client: Client) -> None:
    ClusterFactory.create(name="ผ้าไหม")
    notice = "จึงค้นเฉพาะชื่อหรือรหัสที่ขึ้นต้นด้วยคำนี้"
    assert notice in shown(client, "/clusters/?q=ผ้")
    assert notice not in shown(client, "/clusters/?q=ผ้าไหม")
    assert named(shown(client, "/clusters/?q=ไห")) == []


def test_what_was_sought_stands_in_the_box_and_is_never_code(client: Client) -> None:
    page = shown(client, "/clusters/?q=<script>")
    assert 'value="&lt;script&gt;"' in page
    assert "<script>" not in page


def test_a_search_without_result_helps_on(client: Client) -> None:
    ClusterFactory.create(name="ผ้าไหม")
    page = shown(client, "/clusters/?q=เซรามิก")
    assert "ไม่พบคลัสเตอร์ตามที่เลือก" in page
    assert '<a href="/clusters/">ไม่ใช้ “คำค้น: เซรามิก”</a>' in page
    assert "ยังไม่มีคลัสเตอร์ที่เผยแพร่" in shown_empty(client)


def shown_empty(client: Client) -> str:
    Cluster.objects.get().delete()
    return shown(client, "/clusters/")


def test_a_long_list_goes_on_over_pages_that_keep_the_search(client: Client) -> None:
    for number in range(ROWS_A_PAGE + 1):
        ClusterFactory.create(name=f"ผ้าไหม {number:03}")
    page = shown(client, "/clusters/?q=ผ้าไหม")
    assert len(named(page)) == ROWS_A_PAGE
    assert f"พบ {ROWS_A_PAGE + 1} กลุ่ม" in page
    (following,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert named(shown(client, "/clusters/" + following.replace("&amp;", "&"))) == ["ผ้าไหม 050"]


def test_a_page_beyond_the_end_is_refused_and_named(client: Client) -> None:
    response = client.get("/clusters/?page=2")
    assert response.status_code == 400
    assert "เลขหน้า (page)" in response.content.decode()


def test_each_filter_of_the_years_asks_the_participations(client: Client) -> None:
    other = FunderFactory.create(code="x")
    kept = ParticipationFactory.create(cluster__name="ไหม", round__fiscal_year=2560, entry="new", funder=other)
    ParticipationFactory.create(cluster__name="ไม้", round__fiscal_year=2561, entry="pilot")
    ParticipationFactory.create(cluster=kept.cluster, round__fiscal_year=2562, entry="continued")
    assert named(shown(client, "/clusters/?year=๒๕๖๐")) == ["ไหม"]
    assert named(shown(client, "/clusters/?entry=pilot")) == ["ไม้"]
    assert named(shown(client, "/clusters/?year=2560&entry=continued")) == []
    assert named(shown(client, "/clusters/?year=2560&funder=x")) == ["ไหม"]


def test_the_directory_is_sorted_by_members_as_each_page_counts_them(client: Client) -> None:
    few, many = ClusterFactory.create(name="ก"), ClusterFactory.create(name="ข")
    MembershipFactory.create_batch(2, cluster=many)
    MembershipFactory.create(cluster=few)
    MembershipFactory.create_batch(3, cluster=few, from_year=2550, to_year=2560)
    page = shown(client, "/clusters/?sort=members")
    assert named(page) == ["ข", "ก"]
    assert "สมาชิก 2 ราย" in page


def test_an_empty_selection_names_the_filters_that_stand_in_the_way(client: Client) -> None:
    place = ClusterProvinceFactory.create(cluster__name="ผ้าไหม", province__name="ขอนแก่น")
    other = ClusterProvinceFactory.create(cluster__name="เซรามิก").province
    page = shown(client, f"/clusters/?q=ไหม&province={other.code}&state=running&sort=newest")
    assert re.findall(r"ไม่ใช้ “([^”]+)”", page) == ["คำค้น: ไหม", f"จังหวัด: {other.name}"]
    (address,) = re.findall(r'<a href="([^"]+)">ไม่ใช้ “จังหวัด', page)
    assert named(shown(client, address.replace("&amp;", "&"))) == [place.cluster.name]
    hopeless = shown(client, f"/clusters/?q=ไหม&province={other.code}&state=ended")
    assert "ไม่ใช้" not in hopeless
    assert "เลือกตัวกรองน้อยลง" in hopeless


@pytest.mark.parametrize("query", ["", "?q=ไหม", "?state=ended", "?q=zzz", "?sort=newest", "?sort=members"])
def test_a_download_is_exactly_the_selection(client: Client, query: str) -> None:
    ClusterFactory.create(name="ผ้าไหม", state=Cluster.State.ENDED)
    ClusterFactory.create(name="เซรามิก")
    listed = named(shown(client, f"/clusters/{query}"))
    table = client.get(f"/clusters.csv{query}")
    assert "clusters.csv" in table.headers["Content-Disposition"]
    text = table.getvalue().decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(io.StringIO(text))] == listed
    data = json.loads(client.get(f"/clusters.json{query}").getvalue())
    assert ([row["name"] for row in data["clusters"]], data["count"]) == (listed, len(listed))


def test_the_links_to_the_files_carry_the_selection(client: Client) -> None:
    ClusterFactory.create(name="ไหม")
    page = shown(client, "/clusters/?q=ไหม&sort=newest&page=1")
    assert "/clusters.csv?q=%E0%B9%84%E0%B8%AB%E0%B8%A1&amp;sort=newest" in page


def test_each_province_of_the_map_filters_and_keeps_the_rest_of_the_selection(client: Client) -> None:
    silk = ClusterProvinceFactory.create(cluster__name="ไหม", province__name="ขอนแก่น")
    ClusterProvinceFactory.create(cluster__name="ไม้", province__name="ตรัง")
    page = shown(client, "/clusters/?q=ไหม&page=1")
    ((address, name),) = re.findall(r'<a class="map-area[^"]*" href="([^"]+)"><title>([^<]+)</title>', page)
    assert name == "ขอนแก่น 1"
    chosen = shown(client, "/clusters/" + address.replace("&amp;", "&"))
    assert named(chosen) == ["ไหม"]
    assert f'provinces.svg#p{silk.province.code}"' in chosen
    assert 'aria-current="true"><title>ขอนแก่น' in chosen
    assert '<a href="/clusters/?q=%E0%B9%84%E0%B8%AB%E0%B8%A1">ดูทุกจังหวัด</a>' in chosen


@pytest.mark.parametrize("query", ["?sort=", "?sort=members", "?year=2560&entry=new"])
def test_the_directory_costs_the_same_for_one_and_for_twenty(client: Client, query: str) -> None:
    held = RoundFactory.create(fiscal_year=2560)
    ParticipationFactory.create(cluster=ClusterProvinceFactory.create().cluster, round=held)
    with CaptureQueriesContext(connection) as one:
        shown(client, f"/clusters/{query}")
    for _ in range(19):
        ParticipationFactory.create(cluster=ClusterProvinceFactory.create().cluster, round=held)
    cache.clear()  # of the choices
    with CaptureQueriesContext(connection) as twenty:
        assert len(named(shown(client, f"/clusters/{query}"))) == 20
    assert len(twenty) == len(one) == (11 if "members" in query else 10)


def test_a_cluster_tells_its_years_who_paid_and_what_is_unknown(client: Client) -> None:
    cluster = ClusterFactory.create(name="ผ้าไหม", name_note="แปลจากรายงาน", vision="")
    ParticipationFactory.create(
        cluster=cluster,
        round=RoundFactory.create(fiscal_year=2560),
        funder=None,
        source=SourceFactory.create(code="J", title="The Study", title_language="en"),
    )
    page = shown(client, cluster.get_absolute_url())
    assert '<a href="/years/2560/">ปีงบประมาณ 2560</a>' in page
    assert "เอกสารไม่ระบุแหล่งงบ" in page
    assert '<a href="/history/#source-J" lang="en">The Study</a>' in page
    assert "แปลจากรายงาน" in page
    assert 'วิสัยทัศน์</dt><dd class="facts-value">ยังไม่มีข้อมูล' in page


def test_the_centre_of_today_is_named_with_its_telephone(client: Client) -> None:
    held = CentreProvinceFactory.create(
        centre__number=5, centre__phone="0 4337 9295", basis=CentreProvince.Basis.READ, from_year=2546
    )
    former = CentreProvinceFactory.create(centre__number=6, from_year=2540, to_year=2545)
    cluster = ClusterProvinceFactory.create(province=held.province).cluster
    ClusterProvinceFactory.create(cluster=cluster, province=former.province)
    page = shown(client, cluster.get_absolute_url())
    assert "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 5" in page
    assert "0 4337 9295" in page
    assert "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6" not in page


def test_a_cluster_without_province_says_that_no_centre_is_known(client: Client) -> None:
    page = shown(client, ClusterFactory.create().get_absolute_url())
    assert "ยังไม่มีข้อมูลว่าศูนย์ใดดูแลคลัสเตอร์นี้" in page
    assert "ยังไม่มีข้อมูลการเข้าร่วมโครงการ" in page


@pytest.mark.parametrize("written", ["c0001", "C๐๐๐๑", "c๐๐๐๑"])
def test_another_way_to_write_the_code_leads_to_the_plain_address(client: Client, written: str) -> None:
    ClusterFactory.create()
    response = client.get(f"/clusters/{written}/", follow=True)
    assert response.redirect_chain[0][1] == 301
    assert response.request["PATH_INFO"] == "/clusters/C0001/"
    assert response.status_code == 200


def test_the_english_page_leads_to_the_english_plain_address(client: Client) -> None:
    ClusterFactory.create()
    assert client.get("/en/clusters/c0001/").headers["Location"] == "/en/clusters/C0001/"


def test_a_draft_and_an_unknown_cluster_are_not_found(client: Client) -> None:
    draft = ClusterFactory.create(state=Cluster.State.DRAFT)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/clusters/C9999/").status_code == 404


def test_a_merged_cluster_leads_to_the_other(client: Client) -> None:
    other = ClusterFactory.create()
    merged = ClusterFactory.create(state=Cluster.State.MERGED, merged_into=other)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, other.get_absolute_url())


def test_a_cluster_costs_the_same_with_one_and_with_twenty_years(client: Client) -> None:
    cluster = ClusterProvinceFactory.create().cluster
    ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=2546))
    with CaptureQueriesContext(connection) as one:
        shown(client, cluster.get_absolute_url())
    for year in range(2547, 2566):
        ParticipationFactory.create(cluster=cluster, round=RoundFactory.create(fiscal_year=year))
        ClusterProvinceFactory.create(cluster=cluster)
    with CaptureQueriesContext(connection) as twenty:
        shown(client, cluster.get_absolute_url())
    assert len(twenty) == len(one)


def test_a_cluster_names_its_members_with_what_they_make_and_says_what_is_unknown(client: Client) -> None:
    cluster = ClusterFactory.create()
    assert shown(client, cluster.get_absolute_url()).count("<p>ยังไม่มีข้อมูล</p>") == 4
    row = OrganisationFactory.create(name="ไหมไทย", main_products="ผ้าไหมมัดหมี่")
    MembershipFactory.create(cluster=cluster, organisation=row)
    SupportFactory.create(cluster=cluster, organisation__name="มหาวิทยาลัย")
    page = shown(client, cluster.get_absolute_url())
    for told in ("ต้นน้ำ (1)", f'<a href="/organisations/{row.code}/">ไหมไทย</a>', "ผ้าไหมมัดหมี่", "มหาวิทยาลัย</a>"):
        assert told in page


def test_an_office_holder_is_named_and_reached_by_consent_only(client: Client) -> None:
    office = OfficeFactory.create(person__name="สมหญิง รักไหม")
    ContactFactory.create(person=office.person, value="somying@example.com")
    address = office.cluster.get_absolute_url()
    before = shown(client, address)
    assert "ไม่เผยแพร่ชื่อ" in before
    assert "สมหญิง" not in before
    for item in (Consent.Item.OFFICE, Consent.Item.NAME, Consent.Item.EMAIL):
        ConsentFactory.create(person=office.person, item=item)
    page = shown(client, address)
    assert "สมหญิง รักไหม" in page
    assert 'href="mailto:somying@example.com"' in page


def test_a_cluster_tells_how_long_it_is_in_the_programme_and_where_on_the_map(client: Client) -> None:
    place = ClusterProvinceFactory.create(province__name="ขอนแก่น")
    for year in (2566, 2568):
        ParticipationFactory.create(cluster=place.cluster, round=RoundFactory.create(fiscal_year=year))
    page = shown(client, place.cluster.get_absolute_url())
    assert "2 ปีงบประมาณ: 2566, 2568" in page
    assert 'aria-label="แผนที่ประเทศไทย แสดงจังหวัด ขอนแก่น"' in page
    assert f'provinces.svg#p{place.province.code}"' in page


def test_a_cluster_is_joined_by_the_centres_telephone_and_passed_on_by_a_plain_link(client: Client) -> None:
    held = CentreProvinceFactory.create(centre__number=5, centre__phone="0 4337 9295")
    cluster = ClusterProvinceFactory.create(province=held.province).cluster
    page = shown(client, cluster.get_absolute_url())
    assert 'href="tel:+6643379295"' in page
    shared = "https://social-plugins.line.me/lineit/share?url=http%3A%2F%2Ftestserver%2Fclusters%2FC0001%2F"
    assert f'href="{shared}"' in page


def test_partners_that_a_page_leaves_out_are_in_the_directory(client: Client) -> None:
    cluster = ClusterFactory.create()
    SupportFactory.create_batch(52, cluster=cluster)
    page = shown(client, cluster.get_absolute_url())
    (address,) = re.findall(r'<a href="(/organisations/\?[^"]+)">และอีก 2 แห่ง', page)
    assert "พบ 52 รายการ" in shown(client, address.replace("&amp;", "&"))


def test_the_progress_of_a_cluster_is_told_year_by_year(client: Client) -> None:
    part = ParticipationFactory.create(round__fiscal_year=2568)
    sales = IndicatorFactory.create(name="ยอดขาย", name_en="Sales", unit_en="baht")
    TargetFactory.create(participation=part, indicator=sales, value=1_000_000)
    MeasurementFactory.create(approved=True, participation=part, indicator=sales, value=1_250_000)
    few = MeasurementFactory.create(approved=True, participation=part, value=31_337, enterprises=2)
    address = f"/clusters/{part.cluster.code}/"
    assert f'href="{address}progress/"' in client.get(address).content.decode()
    page = text_of(client.get(f"{address}progress/"))
    for told in ("1,250,000", "125", "บรรลุเป้าหมาย", "มีผลที่อนุมัติแล้ว 2 จาก 2 ตัวชี้วัด", "ไม่แสดง"):
        assert told in page
    assert "31,337" not in page
    assert few.indicator.name in page
    english = text_of(client.get(f"/en{address}progress/"))
    assert "target reached" in english
    assert "Sales (baht)" in english


def test_the_progress_of_a_draft_is_not_there_and_that_of_a_merged_one_is_elsewhere(client: Client) -> None:
    draft = ClusterFactory.create(state=Cluster.State.DRAFT)
    assert client.get(f"/clusters/{draft.code}/progress/").status_code == 404
    into = ClusterFactory.create()
    merged = ClusterFactory.create(state=Cluster.State.MERGED, merged_into=into)
    assert client.get(f"/clusters/{merged.code}/progress/").headers["Location"] == f"/clusters/{into.code}/progress/"
    small = client.get(f"/clusters/{into.code.lower()}/progress/")
    assert (small.status_code, small.headers["Location"]) == (301, f"/clusters/{into.code}/progress/")
    assert "ยังไม่มีข้อมูลการเข้าร่วมโครงการ" in text_of(client.get(f"/clusters/{into.code}/progress/"))


def test_the_head_of_a_cluster_leads_to_its_parts(client: Client) -> None:
    page = client.get(ClusterFactory.create().get_absolute_url()).content.decode()
    for part in ("join", "members", "years"):
        assert f'<a href="#{part}">' in page
        assert f'<h2 id="{part}">' in page
