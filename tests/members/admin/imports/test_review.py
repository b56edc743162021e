"""The page of one file: what it would do, what must be decided, and every button's deed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, Sector
from members.models import ImportBatch, Membership, Organisation
from programmes.models import Participation
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import ImportBatchFactory, MembershipFactory, OrganisationFactory, RoundFactory
from tests.members.imports.batches import checked, done, sent, worked
from tests.members.imports.files import CLUSTERS, member, members, number

pytestmark = pytest.mark.usefixtures("clusters")

State = ImportBatch.State


def page_of(batch: ImportBatch) -> str:
    return f"/admin/members/importbatch/{batch.pk}/change/"


def press(client: Client, batch: ImportBatch, button: str, query: str = "", **sent_: Any) -> tuple[ImportBatch, str]:
    """Press a button of the page as it stands; return the batch as the work leaves it, and what the page says."""
    batch = ImportBatch.objects.get(pk=batch.pk)
    sent_ = {"version_read": str(batch.version), **sent_}
    answer = client.post(page_of(batch) + query, {**sent_, "do": button}, follow=True)
    return worked(batch), text_of(answer)


def test_the_preview_tells_of_each_row_what_it_would_do(client: Client) -> None:
    done(member(1))
    batch = checked(member(1, products="แคบหมู"), member(2), member(3, phone="1"), year=2567)
    shown = text_of(client.get(page_of(batch), {"outcome": "all"}))
    for words in ("ผลิตภัณฑ์หลัก: น้ำพริกหนุ่ม → แคบหมู", "หมายเลขโทรศัพท์ไม่ถูกต้อง", "1 เพิ่มใหม่", "1 แก้ไข", "1 รอการตัดสินใจ"):
        assert words in shown
    flagged = client.get(page_of(batch))
    assert [row.number for row in flagged.context["page"].object_list] == [4]
    assert [row.number for row in client.get(page_of(batch), {"outcome": "created"}).context["page"]] == [3]
    assert "ไม่มีแถวเช่นนี้" in text_of(client.get(page_of(batch), {"outcome": "absent"}))
    assert client.get(page_of(batch), {"outcome": "x", "p": "²"}).status_code == 200


def test_the_page_costs_the_same_with_1_and_40_rows(client: Client) -> None:
    def cost(batch: ImportBatch) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(batch), {"outcome": "all"}).status_code == 200
        return len(asked)

    few, many = checked(*members(1), member(50, phone="1")), checked(*members(40), member(51, phone="1"))
    cost(few)
    assert cost(few) == cost(many)


def test_a_file_is_confirmed_and_its_result_is_told(client: Client) -> None:
    batch, _said = press(client, checked(*members(2)), "confirm")
    assert batch.state == State.DONE
    shown = text_of(client.get(page_of(batch)))
    assert "นำเข้าเมื่อ" in shown
    assert "ยกเลิกได้ถึง" in shown
    again, _said = press(client, checked(*members(2)), "confirm")
    assert "ไม่มีการเปลี่ยนแปลง ข้อมูลในไฟล์ตรงกับในระบบแล้ว" in text_of(client.get(page_of(again)))
    batch, _said = press(client, batch, "undo")
    assert (batch.state, Organisation.objects.count()) == (State.UNDONE, 0)


def test_what_must_be_said_is_asked_for(client: Client) -> None:
    batch = checked(member(1), member(2, phone="1"))
    refused, said = press(client, batch, "confirm")
    assert (refused.state, "เลือกข้อนี้หากต้องการ" in said) == (State.READY, True)
    assert press(client, batch, "confirm", only_clean="on")[0].state == State.DONE


def test_a_stale_page_does_nothing_and_says_so(client: Client) -> None:
    batch = checked(*members(1))
    for sent_ in ({"version_read": "1"}, {"version_read": ""}):
        assert "เปลี่ยนไปแล้วตั้งแต่ท่านเปิดหน้านี้" in press(client, batch, "confirm", **sent_)[1]
    assert "เปลี่ยนไปแล้ว" in press(client, batch, "nothing")[1]
    assert ImportBatch.objects.get().state == State.READY


def test_year_and_cluster_can_be_said_again_and_a_file_left_out(client: Client) -> None:
    batch = checked(*members(1), year=None)
    assert "กรุณาระบุปีงบประมาณ" in text_of(client.get(page_of(batch)))
    assert "ปีงบประมาณใด" in press(client, batch, "confirm")[1]
    assert press(client, batch, "again", fiscal_year="2017")[0].fiscal_year is None
    batch, _said = press(client, batch, "again", fiscal_year="2565", cluster="")
    assert (batch.fiscal_year, batch.state) == (2565, State.READY)
    batch, said = press(client, batch, "discard")
    assert (batch.state, "ไม่นำเข้าไฟล์นี้" in said) == (State.DISCARDED, True)


def test_columns_can_be_mapped(client: Client) -> None:
    header = ["กิจการ", "สิ่งที่ทำ", "คลัสเตอร์"]
    batch = checked(["ร้านก", "ผ้าไหม", CLUSTERS[0]], header=header)
    columns = {"column-0": "name", "column-1": "products", "column-2": "cluster"}
    assert press(client, batch, "columns", **{**columns, "column-1": "x"})[0].columns[1][3] == ""
    batch, _said = press(client, batch, "columns", **columns)
    assert batch.columns[1][3] == "products"


def test_an_unknown_cluster_is_matched_or_created(client: Client) -> None:
    batch = checked(member(1, cluster="กลุ่มไผ่"), member(2, cluster="กลุ่มหวาย"))
    shown = text_of(client.get(page_of(batch)))
    assert "กลุ่มไผ่ (1 แถว)" in shown
    assert press(client, batch, "cluster", name="กลุ่มไผ่", cluster="")[0].flagged == 2
    known = Cluster.objects.get(name=CLUSTERS[0])
    assert press(client, batch, "cluster", name="กลุ่มไผ่", cluster=str(known.pk))[0].flagged == 1
    batch, said = press(client, batch, "create_clusters", **{"sector-0": ""})
    assert (batch.flagged, "กรุณาเลือกสาขาอุตสาหกรรม" in said) == (1, True)
    batch, said = press(client, batch, "create_clusters", **{"sector-0": str(Sector.objects.all()[0].pk)})
    assert (batch.flagged, "เพิ่มคลัสเตอร์เป็นร่างแล้ว 1 กลุ่ม: กลุ่มหวาย" in said) == (0, True)


def test_unknown_clusters_of_a_list_come_in_together_with_what_the_list_says_of_them(client: Client) -> None:
    RoundFactory.create(fiscal_year=2567)
    header = ["ชื่อคลัสเตอร์", "ปีงบประมาณ", "แหล่งงบประมาณ", "จังหวัด", "สาขาอุตสาหกรรม"]
    batch = checked(
        ["กลุ่มผ้าไหม", 2567, "", "ขอนแก่น", "สิ่งทอ"],
        ["กลุ่มยางพารา", 2567, "", "ไม่มีจังหวัดนี้", "ยาง"],
        ["กลุ่มเดิม", 2567, "", "", ""],
        header=header,
        year=None,
    )
    shown = text_of(client.get(page_of(batch)))
    assert "ยังไม่มีแถวที่นำเข้าได้" in shown
    assert "ยืนยันการนำเข้า" not in shown.partition("ยังไม่มีแถวที่นำเข้าได้")[2]
    sectors = [str(Sector.objects.get(code=code).pk) for code in ("textiles", "rubber-plastics")]
    batch, _said = press(client, batch, "create_clusters", **dict(zip(["sector-0", "sector-1"], sectors, strict=True)))
    assert (batch.created, batch.flagged) == (2, 1)
    assert "นำเข้า 2 แถว ตามปีงบประมาณที่แต่ละแถวระบุ" in text_of(client.get(page_of(batch)))
    assert [place.province.name for place in Cluster.objects.get(name="กลุ่มผ้าไหม").places.all()] == ["ขอนแก่น"]
    batch, _said = press(client, batch, "confirm", only_clean="on")
    assert (batch.state, Participation.objects.count()) == (State.DONE, 2)
    assert "participation" in client.get(page_of(batch)).content.decode()


def test_who_may_not_add_clusters_isn_t_offered_it() -> None:
    user = officer("add_importbatch", "change_cluster")
    batch = checked(member(1, cluster="กลุ่มไผ่"), by=user)
    client = signed_in(user)
    assert "เพิ่มเป็นคลัสเตอร์ใหม่" not in text_of(client.get(page_of(batch)))
    assert client.post(page_of(batch), {"do": "create_clusters", "version_read": batch.version}).status_code == 403


def test_a_possible_duplicate_is_decided(client: Client) -> None:
    known = OrganisationFactory.create(name="ร้านสมศรี")
    numbered = OrganisationFactory.create(name="ชื่ออื่น", juristic_number=number(2))
    batch = checked(member(1, number=None, name="ร้านสมศรี"), member(2))
    shown = text_of(client.get(page_of(batch)))
    assert f"รายเดียวกับ {known.code} · ร้านสมศรี · ไม่มีเลขทะเบียน" in shown
    assert numbered.code in shown
    assert "ยังไม่ได้เลือกแถวใด" in press(client, batch, "decide", "?outcome=flagged")[1]
    row = batch.rows.get(number=2)
    batch, _said = press(client, batch, "decide", **{f"decision-{row.pk}": f"same:{known.pk}"})
    assert batch.flagged == 1


def test_members_not_in_the_file_are_ticked_to_leave(client: Client) -> None:
    leaves = MembershipFactory.create(cluster=Cluster.objects.get(name=CLUSTERS[0]), from_year=2560)
    batch = checked(*members(1))
    assert "อยู่ในระบบแต่ไม่อยู่ในไฟล์ 1 ราย" in text_of(client.get(page_of(batch)))
    ticked = {"absent": str(batch.rows.get(outcome="absent").pk), "year": "2566", "reason": "ย้ายออก"}
    query = "?outcome=absent"
    assert "ยังไม่ได้เลือกรายใด" in press(client, batch, "end", query, year="2566", reason="ก")[1]
    press(client, batch, "end", query, **{**ticked, "reason": ""})
    assert "บันทึกไว้แล้ว 1 ราย" in press(client, batch, "end", query, **ticked)[1]
    assert "ออกปี 2566 ย้ายออก" in text_of(client.get(page_of(batch), {"outcome": "absent"}))
    press(client, batch, "stay", query, absent=ticked["absent"])
    press(client, batch, "end", query, **ticked)
    press(client, batch, "confirm")
    assert Membership.objects.get(pk=leaves.pk).to_year == 2566


def test_while_a_file_is_at_work_its_page_looks_again_by_itself_and_says_its_place(client: Client) -> None:
    first, second = sent(*members(1)), sent(*members(1))
    answer = client.get(page_of(second))
    assert answer.headers["Refresh"] == "2"
    assert "มีอีก 1 ไฟล์ก่อนไฟล์นี้" in text_of(answer)
    worked(first)
    assert "Refresh" not in client.get(page_of(second)).headers


def test_who_may_only_look_can_press_nothing() -> None:
    batch = ImportBatchFactory.create(state=State.READY, centre=None)
    client = signed_in(officer("view_importbatch"))
    shown = client.get(page_of(batch))
    assert "ยืนยันการนำเข้า" not in text_of(shown)
    assert client.post(page_of(batch), {"do": "discard", "version_read": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["<script>document.title=1</script>.csv", "=1+1.csv", "{{ settings.SECRET_KEY }}.csv"])
def test_the_name_of_a_file_and_its_cells_are_text_everywhere(client: Client, name: str) -> None:
    batch = checked(member(1, name="<b>ก</b> =1+1", phone="<i>1</i>"), name=name)
    for page in (page_of(batch), "/admin/members/importbatch/"):
        html = client.get(page).content.decode()
        assert "<script>document" not in html
        assert "<b>ก" not in html
        assert "<i>1" not in html
    assert name in text_of(client.get(page_of(batch)))
