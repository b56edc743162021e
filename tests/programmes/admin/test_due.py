"""What the start page says of the programme's years."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from clusters.models import PromotionCentre
from members.models import User
from programmes.admin.due import editions_to_approve, findings_of_open_years, lists_to_declare, years_to_open
from programmes.models import Participation, Round
from records.due import Due
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import (
    CentreProvinceFactory,
    ClusterProvinceFactory,
    EditionFactory,
    ParticipationFactory,
    RoundFactory,
    SuperuserFactory,
    UserFactory,
)
from thai.calendar import fiscal_year_of

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 25)  # of the fiscal year 2570
SEPTEMBER = date(2026, 9, 1)  # a month before it


@pytest.fixture
def boss() -> User:
    return SuperuserFactory.create()


def open_list(year: int = 2570, count: int = 1, **given: Any) -> Round:
    held = RoundFactory.create(fiscal_year=year)
    ParticipationFactory.create_batch(count, round=held, **given)
    return held


def titles(lines: Any) -> list[str]:
    return [line.title for line in lines if line.count]


def test_a_year_that_has_begun_and_is_not_opened_is_late(boss: User) -> None:
    (line,) = years_to_open(boss, NOVEMBER)
    assert (line.title, line.late, line.due_on) == ("ยังไม่ได้เปิดปีงบประมาณ 2570", True, date(2026, 10, 1))
    assert "เปิดปีงบประมาณ 2570" in text_of(signed_in(boss).get(line.address))


def test_the_next_year_is_due_from_two_months_before_its_first_day(boss: User) -> None:
    RoundFactory.create(fiscal_year=2569)
    assert [line.late for line in years_to_open(boss, SEPTEMBER)] == [False]
    assert titles(years_to_open(boss, date(2026, 7, 1))) == []


@pytest.mark.parametrize(("state", "due"), [(Round.State.PLANNED, 1), (Round.State.OPEN, 0)])
def test_a_year_that_is_only_planned_is_not_opened(state: str, due: int, boss: User) -> None:
    RoundFactory.create(fiscal_year=2570, state=state)
    assert len(titles(years_to_open(boss, NOVEMBER))) == due


def test_lists_of_years_that_have_begun_wait_to_be_declared_complete(boss: User) -> None:
    held = open_list(2570)
    RoundFactory.create(fiscal_year=2550, state=Round.State.HISTORICAL)
    RoundFactory.create(fiscal_year=2571, state=Round.State.PLANNED)
    RoundFactory.create(fiscal_year=2568, list_complete=True)
    (line,) = lists_to_declare(boss, NOVEMBER)
    assert line.title == "ยังไม่มีผู้ยืนยันว่ารายชื่อกลุ่มของปีงบประมาณ 2570 ครบถ้วน"
    assert f"/{held.pk}/findings/" in line.address
    RoundFactory.create(fiscal_year=2569)
    assert titles(lists_to_declare(boss, NOVEMBER)) == ["รายชื่อกลุ่มของ 2 ปียังไม่มีผู้ยืนยันว่าครบถ้วน"]


def test_what_was_found_in_the_list_of_an_open_year_leads_to_the_page_that_names_it(boss: User) -> None:
    held = open_list(count=2, entry=Participation.Entry.UNKNOWN, cluster__name="ไหม")
    lines = [line for line in findings_of_open_years(boss, NOVEMBER) if line.count]
    assert [line.title for line in lines] == [
        "ปีงบประมาณ 2570: คลัสเตอร์ 2 กลุ่มไม่มีผู้ประสานงาน (CDA)",
        "ปีงบประมาณ 2570: คลัสเตอร์ 2 กลุ่มไม่มีจังหวัด",
        "ปีงบประมาณ 2570: มีข้อสังเกตอื่นในรายชื่อกลุ่ม 2 รายการ",
    ]
    page = signed_in(boss).get(lines[0].address).content.decode()
    assert 'id="check-coordinator"' in page
    held.state = Round.State.PLANNED
    held.save()
    assert titles(findings_of_open_years(boss, NOVEMBER)) == []


def test_a_centre_is_told_of_its_own_clusters_and_led_to_just_them() -> None:
    held = open_list(count=2, cluster__name="ไหม")
    own = held.participations.first()
    assert own is not None
    own.cluster.name = "เซรามิก"
    own.cluster.save()
    ClusterProvinceFactory.create(cluster=own.cluster, province=CentreProvinceFactory.create(centre__number=1).province)
    user = officer("change_participation", "view_round", "change_cluster")
    user.centre = PromotionCentre.objects.get(number=1)
    user.save()
    (line,) = [line for line in findings_of_open_years(user, localdate()) if line.count]
    assert line.count == 1
    page = text_of(signed_in(user).get(line.address))
    assert "เซรามิก" in page
    assert "ไหม" not in page


def test_an_odd_centre_in_the_address_shows_all() -> None:
    held = open_list(cluster__name="ไหม")
    page = signed_in().get(f"/admin/programmes/round/{held.pk}/findings/?centre=99", follow=True)
    assert "ไม่มีศูนย์ที่ระบุในที่อยู่" in text_of(page)
    assert "ไหม" in text_of(page)


def test_who_may_do_none_of_it_has_nothing_due() -> None:
    open_list()
    user = UserFactory.create()
    asked: list[Due] = [
        line for ask in (years_to_open, lists_to_declare, findings_of_open_years) for line in ask(user, NOVEMBER)
    ]
    assert asked == []
    assert "ไม่มีงานที่รอดำเนินการ" in text_of(signed_in(user).get("/admin/"))


def test_the_start_page_names_what_is_due_above_the_lists(boss: User) -> None:
    page = text_of(signed_in(boss).get("/admin/"))
    waiting = f"ยังไม่ได้เปิดปีงบประมาณ {fiscal_year_of(localdate())}"
    assert page.index("งานที่รอดำเนินการ") < page.index(waiting) < page.index("ปีงบประมาณของโครงการ")
    assert "เลยกำหนด" in page


def test_the_start_page_costs_the_same_for_any_number_of_clusters(boss: User) -> None:
    client = signed_in(boss)
    costs = []
    client.get("/admin/")  # what is asked once only
    for count in (1, 19):
        open_list(fiscal_year_of(localdate()), count, entry=Participation.Entry.UNKNOWN)
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_draft_of_an_edition_waits_for_everybody_who_may_approve_but_its_author(boss: User) -> None:
    draft = EditionFactory.create(drafted_by=boss)
    assert titles(editions_to_approve(boss, NOVEMBER)) == []
    assert titles(editions_to_approve(officer("view_edition"), NOVEMBER)) == []
    another = SuperuserFactory.create()
    (line,) = editions_to_approve(another, NOVEMBER)
    assert line.title == f"ร่าง{draft} รออนุมัติ"
    assert "อนุมัติและเผยแพร่" in text_of(signed_in(another).get(line.address))
    EditionFactory.create()
    (line,) = editions_to_approve(another, NOVEMBER)
    assert (line.title, line.count) == ("ร่างฉบับเผยแพร่ 2 ฉบับรออนุมัติ", 2)
    assert text_of(signed_in(another).get(line.address)).count("ตรวจและอนุมัติ") == 2
