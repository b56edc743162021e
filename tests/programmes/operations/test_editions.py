"""Drafting, publishing and dropping editions."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from members.models import User
from programmes.models import Edition, Round
from programmes.models.editions import checksum
from programmes.operations import load_demo, remove_demo
from programmes.operations.editions import (
    IssuedFile,
    discard_draft,
    draft_edition,
    office_of,
    publish_edition,
    why_not,
)
from programmes.reports.year_report import YearReport
from records.canonical import canonical_json
from records.errors import RuleBroken
from tests.admin_pages import officer
from tests.factories import (
    ClusterFactory,
    ParticipationFactory,
    PersonFactory,
    PromotionCentreFactory,
    RoundFactory,
    SoleTraderFactory,
    SuperuserFactory,
    SupportFactory,
    UserFactory,
)
from tests.programmes.published import YEAR, closed, closed_year, opened, publish

pytestmark = pytest.mark.django_db


def issue(edition: Edition) -> Iterator[IssuedFile]:
    yield IssuedFile("th", "txt", f"{edition.number}".encode())


@pytest.fixture
def author() -> User:
    centre = PromotionCentreFactory.create(number=5)
    drafts = officer("add_edition")
    drafts.centre, drafts.person = centre, PersonFactory.create(name="สมชาย ผู้ร่าง")
    drafts.save()
    return drafts


@pytest.fixture
def approver() -> User:
    return UserFactory.create(role=User.Role.APPROVER)


@pytest.fixture
def draft(author: User) -> Edition:
    return draft_edition(closed_year(), by=author)


def test_a_draft_freezes_the_year_and_names_its_office(draft: Edition, author: User) -> None:
    content = json.loads(draft.content)
    assert (draft.number, draft.state, draft.drafted_by) == (1, "draft", author)
    assert draft.drafted_office == "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 5"
    assert content["reports"]["all"] == YearReport.for_year(YEAR).to_json()
    assert content["reports"]["department"] == YearReport.for_year(YEAR, "department").to_json()
    assert len(content["clusters"]) == 2
    assert len(content["organisations"]) == 4
    assert {each["key"] for each in content["definitions"]} >= {"continued", "enterprises", "recorded"}
    assert [source["code"] for source in content["sources"]]
    assert canonical_json(content) == draft.content
    assert checksum(draft.content.encode()) == draft.sha256


def test_an_edition_says_how_it_came_about_and_names_nobody(draft: Edition, approver: User) -> None:
    trader = SoleTraderFactory.create(name="กานารี กิจการ")
    edition = publish_edition(draft, seen=draft.sha256, by=approver, issue=issue)
    content = json.loads(edition.content)
    assert content["edition"] == {
        "fiscal_year": YEAR,
        "number": 1,
        "reason": "",
        "drafted_at": edition.drafted_at.isoformat(),
        "drafted_office": {"thai": "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 5", "english": "Industrial Promotion Centre 5"},
        "approved_office": {"thai": "กรมส่งเสริมอุตสาหกรรม", "english": "Department of Industrial Promotion"},
        "published_at": edition.published_at.isoformat() if edition.published_at else "",
    }
    assert (edition.state, edition.approved_by) == ("published", approver)
    assert checksum(edition.content.encode()) == edition.sha256
    assert [word for word in ("สมชาย", approver.email, trader.name) if word in edition.content] == []
    (file,) = edition.files.all()
    assert (bytes(file.content), file.sha256) == (b"1", checksum(b"1"))


def test_a_person_who_takes_part_leaves_no_code_behind() -> None:
    held = opened(closed_year())
    cluster = held.participations.get(pk=held.participations.earliest("pk").pk).cluster
    trader = SupportFactory.create(
        cluster=cluster, organisation=SoleTraderFactory.create(), from_year=YEAR
    ).organisation
    closed(held)
    draft = draft_edition(held, by=SuperuserFactory.create())
    assert trader.code not in json.loads(draft.content)["organisations"]


def own(draft: Edition, approver: User) -> dict[str, Any]:
    return {"by": draft.drafted_by}


def without_the_right(draft: Edition, approver: User) -> dict[str, Any]:
    return {"by": UserFactory.create(role=User.Role.EDITOR)}


def of_another_draft(draft: Edition, approver: User) -> dict[str, Any]:
    return {"seen": "0" * 64}


def twice(draft: Edition, approver: User) -> dict[str, Any]:
    publish_edition(draft, seen=draft.sha256, by=approver, issue=issue)
    return {"by": UserFactory.create(role=User.Role.APPROVER)}


def of_a_year_that_was_opened_again(draft: Edition, approver: User) -> dict[str, Any]:
    opened(draft.round)
    return {}


REFUSED: dict[Callable[[Edition, User], dict[str, Any]], str] = {
    own: "อนุมัติเองไม่ได้",
    without_the_right: "ไม่มีสิทธิ์อนุมัติ",
    of_another_draft: "เปลี่ยนไปหลังจากที่ท่านเปิดดู",
    twice: "เผยแพร่หรือยกเลิกไปแล้ว",
    of_a_year_that_was_opened_again: "ยังไม่ปิด",
}


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.__name__)
def test_what_may_not_be_published_changes_nothing(
    draft: Edition, approver: User, case: Callable[[Edition, User], dict[str, Any]]
) -> None:
    draft.drafted_by.role = User.Role.APPROVER
    draft.drafted_by.save()
    asked = {"seen": draft.sha256, "by": approver, "issue": issue, **case(draft, approver)}
    before = list(Edition.objects.values())
    with pytest.raises(RuleBroken, match=REFUSED[case]):
        publish_edition(Edition.objects.get(pk=draft.pk), **asked)
    assert list(Edition.objects.values()) == before


def test_a_fault_of_a_file_publishes_nothing(draft: Edition, approver: User) -> None:
    def faulty(edition: Edition) -> Iterator[IssuedFile]:
        yield IssuedFile("th", "txt", b"1")
        raise RuleBroken("ไม่มีโปรแกรม")

    with pytest.raises(RuleBroken, match="ไม่มีโปรแกรม"):
        publish_edition(draft, seen=draft.sha256, by=approver, issue=faulty)
    assert Edition.objects.drafts().count() == 1
    assert not Edition.objects.get().files.exists()


@pytest.mark.parametrize(
    ("state", "locked", "told"),
    [
        (Round.State.OPEN, True, "ยังไม่ปิด"),
        (Round.State.PLANNED, True, "ยังไม่ปิด"),
        (Round.State.CLOSED, False, "ยังไม่ล็อก"),
        (Round.State.CLOSED, True, ""),
        (Round.State.HISTORICAL, False, ""),
    ],
)
def test_only_a_year_that_is_over_is_frozen(state: Round.State, locked: bool, told: str) -> None:
    held = RoundFactory.create(state=state, results_locked=locked, participation_locked=True)
    assert (why_not(held) == "") == (told == "")
    assert told in why_not(held)
    if told:
        with pytest.raises(RuleBroken, match=told):
            draft_edition(held, by=SuperuserFactory.create())
        assert not Edition.objects.exists()


def test_a_correction_is_a_new_edition_with_its_reason_and_the_old_one_stays(author: User) -> None:
    first = publish(closed_year())
    content = first.content
    held = opened(first.round)
    ParticipationFactory.create(round=held)
    closed(held)
    with pytest.raises(RuleBroken, match="ต้องบอกเหตุผล"):
        draft_edition(held, by=author, reason="  ")
    second = publish(held, reason="พบรายชื่อเพิ่ม 1 กลุ่ม")
    assert (second.number, second.reason) == (2, "พบรายชื่อเพิ่ม 1 กลุ่ม")
    assert json.loads(second.content)["reports"]["all"]["clusters_in_year"] == 3
    assert Edition.objects.get(pk=first.pk).content == content


def test_a_year_has_one_draft_at_a_time_and_a_dropped_one_makes_room(draft: Edition, author: User) -> None:
    with pytest.raises(RuleBroken, match="มีร่างที่รออนุมัติอยู่แล้ว"):
        draft_edition(draft.round, by=author)
    discard_draft(draft, by=author)
    assert draft_edition(draft.round, by=author).number == 1
    deleted = Edition.history.filter(history_type="-").get()
    assert (deleted.history_user, deleted.history_change_reason) == (author, "ยกเลิกร่าง")


def test_what_is_published_isnt_dropped(author: User) -> None:
    edition = publish(closed_year())
    with pytest.raises(RuleBroken, match="แก้ไขหรือลบไม่ได้"):
        discard_draft(edition, by=author)


def test_who_may_make_no_editions_drafts_and_drops_none(author: User) -> None:
    held, reader = closed_year(), UserFactory.create(role=User.Role.MANAGER)
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
        draft_edition(held, by=reader)
    draft = draft_edition(held, by=author)
    with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
        discard_draft(draft, by=reader)
    assert list(Edition.objects.drafts()) == [draft]


def test_who_is_of_no_centre_works_for_the_department(author: User) -> None:
    assert office_of(author).thai == "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 5"
    assert office_of(UserFactory.create()).english == "Department of Industrial Promotion"


@pytest.mark.usefixtures("history")
def test_an_edition_of_the_sample_world_goes_with_it_and_no_other() -> None:
    real = publish(Round.objects.get(fiscal_year=2547))
    load_demo("tiny")
    over = Round.objects.filter(state=Round.State.CLOSED, results_locked=True).earliest("fiscal_year")
    sample = publish(over)
    remove_demo()
    assert list(Edition.objects.all()) == [real]
    assert real.files.exists()
    assert not Edition.history.filter(id=sample.pk).exists()
    assert ClusterFactory.create().code
