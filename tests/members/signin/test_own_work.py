"""The page of one's own account says who one is here and whose clusters one works with."""

from datetime import date
from typing import Any

import pytest

from members.models import Office
from members.signin.own_work import OwnWork
from tests import factories
from tests.admin_pages import signed_in, text_of
from tests.two_centres import two_centres

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)


def test_an_officer_of_a_centre_reads_role_agency_and_own_clusters() -> None:
    world = two_centres()
    page = text_of(signed_in(world.account("centre")).get("/account/"))
    assert "บทบาท ผู้บันทึกข้อมูล" in page
    assert "คลัสเตอร์ที่ดูแล 1 กลุ่ม" in page
    assert world.own["clusters.cluster"].code in page  # type: ignore[attr-defined]
    assert world.others["clusters.cluster"].code not in page  # type: ignore[attr-defined]


def test_a_coordinator_reads_the_clusters_of_their_office_and_else_whom_to_ask() -> None:
    world = two_centres()
    account = factories.UserFactory.create(role="coordinator", person=world.own["members.person"])
    assert world.own["clusters.cluster"].code in text_of(signed_in(account).get("/account/"))  # type: ignore[attr-defined]
    Office.objects.get(person=account.person).delete()
    assert "ยังไม่มีคลัสเตอร์ที่ท่านเป็นผู้ประสานงาน" in text_of(signed_in(account).get("/account/"))


def test_headquarters_keep_every_cluster_and_no_list_of_them_is_written() -> None:
    world = two_centres()
    work = OwnWork.of(world.account("headquarters"), on=DAY)
    assert (work.everything, work.named) == (True, ())
    assert "ทุกคลัสเตอร์" in text_of(signed_in(world.account("superuser")).get("/account/"))
    for role in ("manager", "none"):
        assert OwnWork.of(world.account(role), on=DAY) == OwnWork(everything=False, count=0, named=())


def test_it_costs_the_same_for_any_number_of_clusters(django_assert_max_num_queries: Any) -> None:
    world = two_centres()
    account = world.account("centre")
    with django_assert_max_num_queries(5):
        OwnWork.of(account, on=DAY)
