"""What the database refuses of an edition, and what an officer is told."""

from typing import Any, Final

from django.utils import timezone

from programmes.models import Edition, Round
from tests.factories import RoundFactory, UserFactory
from tests.refusals import Refusal


def edition(**values: Any) -> Edition:
    """Return a draft that isn't saved; a published one with ``approved_by``."""
    given: dict[str, Any] = {
        "round": values.pop("round", None) or RoundFactory.create(state=Round.State.HISTORICAL),
        "number": 1,
        "content": "{}",
        "sha256": "0" * 64,
        "lines": {"all": {}},
        "drafted_by": values.pop("drafted_by", None) or UserFactory.create(),
        "drafted_at": timezone.now(),
        "drafted_office": "กรม",
        "drafted_office_en": "Department",
    }
    return Edition(**{**given, **values})


def twice(**values: Any) -> Edition:
    first = edition()
    first.save_base(force_insert=True)
    return edition(round=first.round, **values)


def approved_by_the_author() -> Edition:
    author = UserFactory.create()
    stamps = {"published_at": timezone.now(), "approved_office": "กรม"}
    return edition(state="published", drafted_by=author, approved_by=author, **stamps)


def published(**values: Any) -> Edition:
    stamps = {"approved_by": UserFactory.create(), "published_at": timezone.now(), "approved_office": "กรม"}
    return edition(**{"state": "published", **stamps, **values})


REFUSALS: Final = (
    Refusal(
        "edition_number_once_per_year",
        lambda: twice(
            state="published", approved_by=UserFactory.create(), published_at=timezone.now(), approved_office="ก"
        ),
        "ปีนี้มีฉบับที่ใช้เลขนี้แล้ว",
    ),
    Refusal(
        "one_draft_of_an_edition_per_year",
        lambda: twice(number=2, reason="แก้ไข"),
        "ปีนี้มีร่างที่รออนุมัติอยู่แล้ว",
    ),
    Refusal("edition_state_is_known", lambda: published(state="secret"), "ไม่มีสถานะนี้"),
    Refusal(
        "later_edition_has_a_reason",
        lambda: edition(number=2),
        "ฉบับที่ 2 เป็นต้นไปต้องบอกเหตุผลที่แก้ไข",
    ),
    Refusal(
        "published_edition_was_approved",
        lambda: published(approved_by=None),
        "ฉบับที่เผยแพร่ต้องมีผู้อนุมัติ หน่วยงาน และเวลาที่เผยแพร่ ร่างต้องยังไม่มี",
    ),
    Refusal("edition_has_two_people", approved_by_the_author, "ผู้จัดทำร่างอนุมัติเองไม่ได้"),
)
