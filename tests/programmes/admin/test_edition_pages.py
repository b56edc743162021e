"""The way of an edition through the admin: draft, preview, approve and publish, compare with today."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import User
from programmes.models import Edition, ReportedFigure, Round
from programmes.operations import supersede_figure
from programmes.paper import make
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import EditionFactory, ReportedFigureFactory, RoundFactory, SuperuserFactory
from tests.programmes.published import YEAR, closed_year, opened, publish

pytestmark = pytest.mark.django_db

ADD = "/admin/programmes/edition/add/"


def correct(value: int) -> None:
    old = ReportedFigure.objects.current().get(from_year=YEAR)
    supersede_figure(old, ReportedFigureFactory.build(from_year=YEAR, value=value, source=old.source), by=None)


def at(page: str, edition: Edition) -> str:
    return reverse(f"admin:programmes_edition_{page}", args=[edition.pk])


def sent(client: Client, edition: Edition, **given: Any) -> str:
    """Send the form of the preview and return what the next page says."""
    form = {"seen": edition.sha256, **given}
    return text_of(client.post(at("preview", edition), form, follow=True))


def test_one_drafts_and_another_publishes() -> None:
    held = closed_year()
    author, approver = signed_in(), signed_in()
    told = text_of(author.post(ADD, {"round": held.pk, "reason": ""}, follow=True))
    draft = Edition.objects.get()
    assert "จัดทำร่างแล้ว" in told
    assert "ร่าง ตัวเลขเบื้องต้น ยังไม่เผยแพร่" in told
    assert "ท่านเป็นผู้จัดทำร่างนี้" in told
    assert "อนุมัติและเผยแพร่" not in told
    assert "อนุมัติเองไม่ได้" in sent(author, draft, publish="1")
    assert "อนุมัติและเผยแพร่" in text_of(approver.get(at("preview", draft)))
    told = sent(approver, draft, publish="1")
    assert f"เผยแพร่ปีงบประมาณ {YEAR} ฉบับเผยแพร่ที่ 1 แล้ว" in told
    draft.refresh_from_db()
    assert draft.is_published
    assert [str(file) for file in draft.files.filter(language="th")] == [
        "csv (th)",
        "json (th)",
        "pdf (th)",
        "xlsx (th)",
    ]
    assert "ไฟล์ที่เก็บไว้ csv (en), json (en), pdf (en), xlsx (en), csv (th)" in told
    assert "ฉบับเผยแพร่ที่ 1" in Client().get(f"/years/{YEAR}/").content.decode()
    assert "อนุมัติและเผยแพร่" not in text_of(approver.get(at("preview", draft)))


def test_who_publishes_without_the_libraries_is_told_before(monkeypatch: pytest.MonkeyPatch) -> None:
    draft, approver = EditionFactory.create(round=closed_year()), signed_in()
    monkeypatch.setattr(make, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(make, "CHILD", ("-c", "import sys; sys.exit(3)"))
    make.missing_packages.cache_clear()
    try:
        assert "ฉบับนี้จะไม่มีไฟล์ PDF เพราะเครื่องแม่ข่ายขาดชุดโปรแกรม libnowhere9" in text_of(approver.get(at("preview", draft)))
        told = sent(approver, draft, publish="1")
    finally:
        make.missing_packages.cache_clear()
    assert "ฉบับเผยแพร่ที่ 1 แล้ว" in told
    assert "จะไม่มีไฟล์ PDF" not in told
    assert not draft.files.filter(kind="pdf").exists()


def test_a_draft_that_changed_since_it_was_looked_at_isnt_published() -> None:
    draft = EditionFactory.create(round=closed_year())
    assert "เปลี่ยนไปหลังจากที่ท่านเปิดดู" in sent(signed_in(), draft, publish="1", seen="0" * 64)
    assert "เปลี่ยนไปหลังจากที่ท่านเปิดดู" in sent(signed_in(), draft, publish="1", seen="\0")
    assert Edition.objects.drafts().count() == 1


def test_a_draft_is_dropped_and_a_published_one_isnt() -> None:
    draft = EditionFactory.create(round=closed_year())
    assert "ยกเลิกร่างแล้ว" in sent(signed_in(), draft, discard="1")
    edition = publish(closed_year(YEAR - 1))
    assert "แก้ไขหรือลบไม่ได้" in sent(signed_in(), edition, discard="1")
    assert list(Edition.objects.all()) == [edition]


def test_a_form_without_a_button_changes_nothing() -> None:
    draft = EditionFactory.create(round=closed_year())
    sent(signed_in(), draft)
    assert Edition.objects.drafts().count() == 1


def test_a_year_that_cannot_be_frozen_is_refused_in_words() -> None:
    client = signed_in()
    opened, unlocked = RoundFactory.create(), RoundFactory.create(state=Round.State.CLOSED, participation_locked=True)
    for given, words in (
        ({"round": ""}, "กรุณาเลือกปีงบประมาณ"),
        ({"round": opened.pk}, "ปีนี้จัดทำฉบับเผยแพร่ไม่ได้"),
        ({"round": "x"}, "ปีนี้จัดทำฉบับเผยแพร่ไม่ได้"),
        ({"round": unlocked.pk}, "ยังไม่ล็อก"),
        ({"round": publish(closed_year()).round_id}, "ต้องบอกเหตุผลที่แก้ไข"),
    ):
        assert words in text_of(client.post(ADD, {"reason": "", **given})), given
    assert Edition.objects.count() == 1


def test_a_draft_of_a_year_that_was_opened_again_says_why_it_waits() -> None:
    draft = EditionFactory.create(round=closed_year())
    opened(draft.round)
    shown = text_of(signed_in().get(at("preview", draft)))
    assert "ยังไม่ปิด" in shown
    assert "อนุมัติและเผยแพร่" not in shown


def test_staff_see_what_is_otherwise_today_and_correct_it_with_a_reason() -> None:
    edition = publish(closed_year())
    client = signed_in()
    assert "ข้อมูลวันนี้ตรงกับฉบับนี้ทุกค่า" in text_of(client.get(at("differences", edition)))
    correct(9)
    told = text_of(client.get(at("differences", edition)))
    assert "จำนวนตามเอกสาร › รวม 5 9" in told
    assert "จัดทำฉบับแก้ไข" in told
    assert f'value="{edition.round_id}" selected' in client.get(f"{ADD}?round={edition.round_id}").content.decode()
    assert "ข้อมูลวันนี้ต่างจากฉบับนี้" in text_of(client.get(at("preview", edition)))
    told = text_of(client.post(ADD, {"round": edition.round_id, "reason": "เอกสารแก้ไข"}, follow=True))
    assert "ที่เปลี่ยนจากฉบับที่ 1" in told
    assert "เหตุผลที่แก้ไขจากฉบับก่อน เอกสารแก้ไข" in told


def test_a_correction_that_changes_nothing_says_so() -> None:
    edition = publish(closed_year())
    draft = EditionFactory.create(round=edition.round, reason="ตรวจซ้ำ")
    assert "ทุกค่าเหมือนฉบับก่อน" in text_of(signed_in().get(at("preview", draft)))


def test_who_may_look_may_neither_draft_nor_publish() -> None:
    draft = EditionFactory.create(round=closed_year())
    client = signed_in(officer("view_edition"))
    shown = text_of(client.get(at("preview", draft)))
    assert "ตัวเลขเบื้องต้น" in shown
    assert "อนุมัติและเผยแพร่" not in shown
    assert "ยกเลิกร่าง" not in shown
    assert client.get(ADD).status_code == 403
    assert client.post(at("preview", draft), {"discard": "1"}).status_code == 403
    assert "ไม่มีสิทธิ์อนุมัติ" in sent(client, draft, publish="1")
    assert Edition.objects.drafts().count() == 1


def test_who_may_not_look_sees_no_draft() -> None:
    draft = EditionFactory.create(round=closed_year())
    client = signed_in(officer("view_round"))
    for page in ("preview", "differences"):
        assert client.get(at(page, draft)).status_code == 403
    assert client.post(at("preview", draft), {"publish": "1", "seen": draft.sha256}).status_code == 403


@pytest.fixture
def boss() -> User:
    return SuperuserFactory.create()


def test_pages_cost_the_same_however_many_groups(boss: User) -> None:
    costs = []
    for year, groups in ((YEAR, 1), (YEAR - 2, 20)):
        edition = publish(closed_year(year, groups=groups))
        for page in ("preview", "differences"):
            with CaptureQueriesContext(connection) as asked:
                signed_in(boss).get(at(page, edition))
            costs.append(len(asked))
    assert costs[:2] == costs[2:]
