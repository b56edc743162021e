"""A coordinator's own clusters below ``/account/``."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from members.models import Office, User
from programmes.models import Measurement, Participation
from tests.admin_pages import text_of
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
)
from thai.calendar import fiscal_year_of

pytestmark = pytest.mark.django_db

LIST = "/account/results/"


@pytest.fixture
def part() -> Participation:
    return ParticipationFactory.create(round__fiscal_year=fiscal_year_of(localdate()) - 1)


@pytest.fixture
def cda(part: Participation) -> User:
    year = part.round.fiscal_year
    office = OfficeFactory.create(cluster=part.cluster, role=Office.Role.CDA, from_year=year, to_year=year)
    return UserFactory.create(role="coordinator", person=office.person)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sheet_of(part: Participation) -> str:
    return f"{LIST}{part.cluster.code}/{part.round.fiscal_year}/"


def test_a_coordinator_finds_own_clusters_with_what_is_missing(part: Participation, cda: User) -> None:
    IndicatorFactory.create()
    MeasurementFactory.create(participation=part, state="returned", return_reason="หน่วยผิด")
    ParticipationFactory.create(round=part.round)
    client = signed_in(cda)
    assert LIST in client.get("/account/").content.decode()
    shown = client.get(LIST)
    assert [line.participation for line in shown.context["progress"].lines] == [part]
    assert "ส่งกลับให้แก้ไข 1" in text_of(shown)


def test_a_result_is_drafted_mended_and_handed_in(part: Participation, cda: User) -> None:
    indicator = IndicatorFactory.create(name="คน", decimals=0)
    client, page, cell = signed_in(cda), sheet_of(part), f"{part.pk}-{indicator.pk}-0"
    shown = client.post(page, {f"v-{cell}": "1.5", f"e-{cell}": "สมุดรายชื่อ"})
    assert "“คน” ต้องเป็นจำนวนเต็ม" in text_of(shown)
    assert "สมุดรายชื่อ" in text_of(shown)
    said = text_of(client.post(page, {f"v-{cell}": "๑๕", f"e-{cell}": "สมุดรายชื่อ", f"n-{cell}": "7"}, follow=True))
    assert "บันทึกแล้ว 1 ช่อง" in said
    said = text_of(client.post(page, {"submit": "1"}, follow=True))
    assert "ส่งขออนุมัติแล้ว 1 ช่อง" in said
    row = Measurement.objects.get()
    assert (row.state, int(row.value), row.enterprises, row.author) == ("submitted", 15, 7, cda)
    assert "ไม่มีค่าใดเปลี่ยนแปลง" in text_of(client.post(page, {}, follow=True))


def test_what_was_returned_says_why(part: Participation, cda: User) -> None:
    MeasurementFactory.create(participation=part, state="returned", return_reason="หน่วยผิด ควรเป็นพันบาท")
    shown = signed_in(cda).get(sheet_of(part))
    assert "หน่วยผิด ควรเป็นพันบาท" in text_of(shown)
    (place,) = re.findall(r'<li><a href="#(c-[0-9-]+)">', shown.content.decode())
    assert f'id="{place}"' in shown.content.decode()


def test_what_was_returned_or_is_late_stands_first(part: Participation, cda: User) -> None:
    IndicatorFactory.create()
    year = part.round.fiscal_year + 1
    later = ParticipationFactory.create(cluster=part.cluster, round__fiscal_year=year)
    OfficeFactory.create(cluster=part.cluster, person=cda.person, role=Office.Role.CDA, from_year=year, to_year=year)
    progress = signed_in(cda).get(LIST).context["progress"]
    assert [line.participation for line in progress.lines] == [later, part]
    assert [line.participation for line in progress.urgent_first] == [part, later]


def test_what_is_not_ones_own_is_not_there_and_nobody_sees_it_unasked(part: Participation, cda: User) -> None:
    other = ParticipationFactory.create(round=part.round)
    client = signed_in(cda)
    for path in (sheet_of(other), f"{LIST}{part.cluster.code}/2540/", f"{LIST}C9999/2568/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {f"v-{other.pk}-1-0": "5"}).status_code == 404
    assert not Measurement.objects.exists()
    assert Client().get(sheet_of(part)).status_code == 302
    stranger = signed_in(UserFactory.create(role="coordinator", person=PersonFactory.create()))
    assert "ไม่มีคลัสเตอร์ที่ท่านเป็นผู้ประสานงาน" in text_of(stranger.get(LIST))
    assert stranger.get(sheet_of(part)).status_code == 404


def test_the_list_and_the_sheet_cost_no_more_with_more_rows(part: Participation, cda: User) -> None:
    client, counts = signed_in(cda), []
    client.get(LIST)  # the first page of a session costs more
    for more in (1, 19):
        for _each in range(more):
            row = MeasurementFactory.create(participation=part)
            other = ParticipationFactory.create(round=part.round)
            OfficeFactory.create(person=cda.person, cluster=other.cluster, role=Office.Role.CDA, from_year=2560)
            MeasurementFactory.create(participation=other, indicator=row.indicator)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
            client.get(sheet_of(part))
        counts.append(len(asked))
    assert counts[0] == counts[1]
