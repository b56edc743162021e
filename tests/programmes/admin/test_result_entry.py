"""The sheet of a round and the page of what waits, in the admin."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import User
from programmes.admin import result_entry
from programmes.models import Measurement, Participation
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
    SuperuserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

WAITING = "/admin/programmes/measurement/waiting/"


@pytest.fixture
def boss() -> User:
    return SuperuserFactory.create()


def page_of(part: Participation) -> str:
    return reverse("admin:programmes_round_results", args=[part.round_id])


def test_an_officer_enters_a_year_group_by_group_and_hands_it_in(boss: User) -> None:
    part = ParticipationFactory.create(round__fiscal_year=2568)
    sales, jobs = IndicatorFactory.create(name="ยอดขาย"), IndicatorFactory.create(name="คน", decimals=0)
    client, page = signed_in(boss), page_of(part)
    assert "ในหน้านี้ยังไม่มีผล 2 ช่อง เลยกำหนด 2 ช่อง" in text_of(client.get(page))
    cells = {indicator: f"{part.pk}-{indicator.pk}-0" for indicator in (sales, jobs)}
    sent = {f"v-{cells[sales]}": "1,250", f"v-{cells[jobs]}": "1.5", f"s-{cells[sales]}": ""}
    shown = client.post(page, sent)
    assert "“คน” ต้องเป็นจำนวนเต็ม" in text_of(shown)
    assert 'value="1.5"' in shown.content.decode()
    assert "บันทึกแล้ว 1 ช่อง" in text_of(shown)
    again = client.post(page, {"submit": "1"}, follow=True)
    assert "ส่งขออนุมัติ 1 ช่อง" in text_of(again)
    assert Measurement.objects.get().state == "submitted"


def test_the_period_chooses_which_indicators_are_shown_and_an_odd_one_is_the_year(boss: User) -> None:
    part = ParticipationFactory.create()
    IndicatorFactory.create(name="รายปี")
    IndicatorFactory.create(name="รายไตรมาส", frequency="quarter")
    client, page = signed_in(boss), page_of(part)
    for period, name in (("2", "รายไตรมาส"), ("0", "รายปี"), ("²", "รายปี"), ("99", "รายปี")):
        sheet = client.get(page, {"period": period}).context["sheet"]
        assert [str(indicator) for indicator, _period in sheet.columns] == [name]


def test_locked_results_and_an_empty_year_are_only_told_of(boss: User) -> None:
    part, client = ParticipationFactory.create(), signed_in(boss)
    IndicatorFactory.create()
    with_locks(part.round, results_locked=True)
    assert "ผลของปีนี้ล็อกแล้ว" in text_of(client.get(page_of(part)))
    empty = RoundFactory.create(fiscal_year=2570)
    assert "ยังไม่มีกลุ่มที่ท่านดูแล" in text_of(client.get(f"/admin/programmes/round/{empty.pk}/results/"))
    assert client.get("/admin/programmes/round/x/results/").status_code == 302


def test_who_has_no_right_sees_neither_page() -> None:
    part, client = ParticipationFactory.create(), signed_in(officer("view_round"))
    assert client.get(page_of(part)).status_code == 403
    assert client.get(WAITING).status_code == 403


def test_an_approver_approves_what_is_ticked_and_returns_what_got_a_reason(boss: User) -> None:
    good, bad, untouched = (MeasurementFactory.create(state="submitted", enterprises=9) for _ in range(3))
    client = signed_in(boss)
    assert "จาก 9 ราย" in text_of(client.get(WAITING))
    sent = {
        f"approve-{good.pk}-1": "on",
        f"approve-{bad.pk}-1": "on",
        f"reason-{bad.pk}-1": "หน่วยผิด",
        f"reason-{untouched.pk}-1": " ",
        "approve-²-1": "on",
        "approve-x": "on",
        "other": "1",
    }
    said = text_of(client.post(WAITING, sent, follow=True))
    assert "อนุมัติ 1 รายการ ส่งกลับ 1 รายการ" in said
    assert [Measurement.objects.get(pk=row.pk).state for row in (good, bad, untouched)] == [
        "approved",
        "returned",
        "submitted",
    ]
    assert Measurement.objects.get(pk=bad.pk).return_reason == "หน่วยผิด"


def test_a_page_on_which_nothing_was_decided_says_so(boss: User) -> None:
    MeasurementFactory.create(state="submitted")
    said = text_of(signed_in(boss).post(WAITING, {}, follow=True))
    assert "ยังไม่ได้ทำเครื่องหมายหรือพิมพ์เหตุผลในรายการใด" in said
    assert "อนุมัติ 0 รายการ" not in said


def test_what_cannot_be_decided_is_told_and_the_others_stand(boss: User) -> None:
    own = MeasurementFactory.create(state="submitted", enterprises=9, author=boss)
    stale, good = (MeasurementFactory.create(state="submitted", enterprises=9) for _ in range(2))
    sent = {f"approve-{own.pk}-1": "on", f"approve-{stale.pk}-7": "on", f"approve-{good.pk}-1": "on"}
    sent |= {"approve-99999999999999999999-1": "on"}
    client = signed_in(boss)
    assert f"approve-{own.pk}" not in client.get(WAITING).content.decode()
    said = text_of(client.post(WAITING, sent, follow=True))
    for told in ("อนุมัติเองไม่ได้", "บันทึกรายการนี้ไปแล้วเมื่อ", "ไม่พบผลนี้แล้ว", "อนุมัติ 1 รายการ"):
        assert told in said


@pytest.mark.parametrize("which", ["results", "waiting"])
def test_the_pages_cost_no_more_with_more_rows(boss: User, which: str) -> None:
    first: Any = MeasurementFactory.create(state="submitted", enterprises=9)
    client, counts = signed_in(boss), []
    address = WAITING if which == "waiting" else page_of(first.participation)
    client.get(address)  # the first page of a session costs more
    for more in (0, 9):
        for _each in range(more):
            part = ParticipationFactory.create(round=first.participation.round)
            MeasurementFactory.create(
                state="submitted", enterprises=9, participation=part, indicator=first.indicator, author=first.author
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def sent_file(*lines: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("results.csv", "\n".join(lines).encode())}


def test_a_file_fills_the_sheet_and_nothing_is_kept_before_it_is_saved(boss: User) -> None:
    part, other = (ParticipationFactory.create(round__fiscal_year=2568) for _ in range(2))
    sales, jobs = IndicatorFactory.create(name="ยอดขาย"), IndicatorFactory.create(name="คน", decimals=0)
    MeasurementFactory.create(participation=part, indicator=jobs, value=7)
    client, page = signed_in(boss), page_of(part)
    shown = client.post(page, sent_file("รหัส,ยอดขาย,คน", f"{part.cluster.code},900,7", "C9999,1,1"))
    assert "อ่านจากไฟล์แล้ว 1 ช่อง" in text_of(shown)
    assert "ไม่มีคลัสเตอร์รหัส “C9999”" in text_of(shown)
    html = shown.content.decode()
    cell = f"{part.pk}-{sales.pk}-0"
    assert f'name="v-{cell}" value="900"' in html
    assert f'name="v-{part.pk}-{jobs.pk}-0"' not in html
    assert f'name="v-{other.pk}-{sales.pk}-0"' not in html
    assert Measurement.objects.count() == 1
    client.post(page, {f"v-{cell}": "900", f"s-{cell}": ""})
    assert Measurement.objects.get(indicator=sales).value == 900


def test_a_file_that_cannot_be_used_is_told_and_changes_nothing(boss: User, monkeypatch: pytest.MonkeyPatch) -> None:
    part = ParticipationFactory.create()
    IndicatorFactory.create(name="ยอดขาย")
    client, page = signed_in(boss), page_of(part)
    assert "ไม่พบค่าของกลุ่มที่ท่านดูแลในไฟล์นี้" in text_of(client.post(page, sent_file("รหัส,ยอดขาย", "C9999,5")))
    assert "หัวคอลัมน์" in text_of(client.post(page, sent_file("ชื่อ,ยอดขาย", "ก,5")))
    monkeypatch.setattr(result_entry, "MOST_CELLS", 0)
    said = text_of(client.post(page, sent_file("รหัส,ยอดขาย", f"{part.cluster.code},5")))
    assert "รับได้ครั้งละไม่เกิน 0 ค่า" in said
    assert not Measurement.objects.exists()
