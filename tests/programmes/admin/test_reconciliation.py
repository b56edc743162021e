"""Comparing reported and recorded in the admin, and declaring a list complete."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Participation, Round
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import (
    MembershipFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db

ALL = "/admin/programmes/round/reconciliation/"


@pytest.fixture
def held() -> Round:
    one = ParticipationFactory.create(
        round=RoundFactory.create(fiscal_year=2569), cluster__name="ไหม", entry=Participation.Entry.UNKNOWN
    )
    return Round.objects.get(pk=one.round_id)


def page_of(held: Round) -> str:
    return reverse("admin:programmes_round_findings", args=[held.pk])


def declared(client: Client, held: Round, **sent: object) -> str:
    given = {"reason": "ตรวจกับคำสั่งที่ 1", "version_read": held.version, "complete": "True", **sent}
    return text_of(client.post(page_of(held), given, follow=True))


def test_a_year_of_the_table_leads_to_what_was_found_in_it(held: Round) -> None:
    client = signed_in()
    assert page_of(held) in client.get(ALL).content.decode()
    page = client.get(page_of(held)).content.decode()
    assert "ไม่ทราบประเภทการเข้าร่วม" in page
    assert reverse("admin:programmes_participation_change", args=[held.participations.get().pk]) in page


@pytest.mark.usefixtures("history")
def test_the_table_shows_the_gap_of_the_history() -> None:
    page = text_of(signed_in().get(ALL))
    assert "2547–2548" in page
    assert "ครบ" in page


def test_without_any_year_the_table_says_so() -> None:
    assert "ยังไม่มีข้อมูล" in text_of(signed_in().get(ALL))


def test_a_list_is_declared_complete_with_author_and_reason(held: Round) -> None:
    boss = SuperuserFactory.create()
    assert "ยืนยันแล้วว่ารายชื่อครบถ้วน" in declared(signed_in(boss), held)
    last = Round.history.filter(id=held.pk).latest()
    assert (last.list_complete, last.history_user, last.history_change_reason) == (True, boss, "ตรวจกับคำสั่งที่ 1")


def test_a_declaration_is_taken_back_with_a_reason(held: Round) -> None:
    client = signed_in()
    declared(client, held)
    page = declared(client, Round.objects.get(pk=held.pk), complete="")
    assert "บันทึกแล้วว่ารายชื่อยังไม่ครบถ้วน" in page
    assert not Round.objects.get(pk=held.pk).list_complete


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_declaration_needs_a_reason(reason: str, held: Round) -> None:
    assert "กรุณาระบุเหตุผลหรือหลักฐาน" in declared(signed_in(), held, reason=reason)
    assert not Round.objects.get(pk=held.pk).list_complete


def test_a_declaration_over_another_officers_save_is_refused(held: Round) -> None:
    other = Round.objects.get(pk=held.pk)
    other.note = "แก้ไข"
    other.save()
    assert "บันทึกรายการนี้ไปแล้ว" in declared(signed_in(), held)
    assert not Round.objects.get(pk=held.pk).list_complete


def test_a_list_without_a_name_is_not_complete() -> None:
    empty = RoundFactory.create(fiscal_year=2568)
    assert "ยังไม่มีรายชื่อกลุ่ม จึงยืนยันว่าครบถ้วนไม่ได้" in declared(signed_in(), empty)


@pytest.mark.parametrize("version", ["", "abc", "0", "9" * 30])
def test_an_odd_version_changes_nothing(version: str, held: Round) -> None:
    declared(signed_in(), held, version_read=version)
    assert not Round.objects.get(pk=held.pk).list_complete


def test_the_form_of_a_year_shows_the_declaration_and_can_not_change_it(held: Round) -> None:
    client = signed_in()
    page = client.get(reverse("admin:programmes_round_change", args=[held.pk])).content.decode()
    assert 'name="list_complete"' not in page


def test_who_may_look_may_not_declare(held: Round) -> None:
    client = signed_in(officer("view_round"))
    assert "ยืนยันว่ารายชื่อครบทุกกลุ่ม" not in client.get(page_of(held)).content.decode()
    assert client.post(page_of(held), {"reason": "x"}).status_code == 403


def test_who_may_not_look_sees_neither_page(held: Round) -> None:
    client = signed_in(officer("view_cluster"))
    assert [client.get(page).status_code for page in (ALL, page_of(held))] == [403, 403]


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30])
def test_a_year_that_is_not_there_leads_to_the_list(key: str) -> None:
    answer = signed_in().get(f"/admin/programmes/round/{key}/findings/", follow=True)
    assert "ไม่พบรายการที่ขอ" in text_of(answer)


def test_each_finding_leads_to_where_it_is_mended(held: Round) -> None:
    one = held.participations.get()
    page = signed_in().get(page_of(held)).content.decode()
    cluster = reverse("admin:clusters_cluster_change", args=[one.cluster_id])
    form = signed_in().get(cluster).content.decode()
    for place in ("places", "offices"):  # no province, no coordinator
        assert f"{cluster}#{place}-group" in page
        assert f'id="{place}-group"' in form
    held.list_complete = True
    held.save()
    joined = MembershipFactory.create(from_year=2569)
    page = signed_in().get(page_of(held)).content.decode()
    rows = f"/admin/members/membership/?cluster__id__exact={joined.cluster_id}&amp;year=2569"
    assert rows in page
    assert signed_in().get(rows.replace("&amp;", "&")).context["cl"].result_count == 1


def test_more_names_than_the_documents_state_are_found(held: Round) -> None:
    ReportedFigureFactory.create(from_year=2569, value=0)
    page = signed_in().get(page_of(held)).content.decode()
    assert "มีรายชื่อมากกว่าจำนวนตามเอกสาร" in page
    links = (
        "/admin/programmes/reportedfigure/add/?from_year=2569",
        "/admin/programmes/participation/?round__id__exact=",
    )
    assert all(link in page for link in links)
    locks = signed_in().get(reverse("admin:programmes_round_locks", args=[held.pk]))
    assert "มีรายชื่อมากกว่าจำนวนตามเอกสาร" in text_of(locks)
