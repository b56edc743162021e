"""What is told of an import."""

from members.imports.gate import refusal
from members.imports.outcome import Outcome, refused, report
from members.imports.rows import Reading
from tests.members.imports.conftest import Import
from tests.members.imports.files import member

KEYS = ["outcome", "reason", "rows", "created", "changed", "unchanged", "problems", "members"]


def test_a_refusal_tells_its_reason_and_nothing_else() -> None:
    told = refused(refusal("pdf")).as_json()
    assert list(told) == KEYS
    assert (told["outcome"], told["rows"]) == ("rejected", {"ok": 0, "flagged": 0, "skipped": 0})
    assert [outcome.exit_code for outcome in Outcome] == [0, 1, 2]


def test_rows_that_wait_are_counted_and_not_named(imported: Import) -> None:
    done = imported(member(1), member(2, phone="1"))
    told = report(Reading(skipped=3), done, would_write=True, default_year=None)
    assert (told.outcome, told.ok, told.flagged, told.skipped, told.created) == (Outcome.FLAGGED, 1, 1, 3, 1)
    assert [each["name"] for each in told.members] == [member(1)[1]]


def test_what_was_not_written_is_not_counted_as_created(imported: Import) -> None:
    done = imported(member(1), member(2, phone="1"), only_if_clean=True)
    told = report(Reading(), done, would_write=False, default_year=None)
    assert told.created == 0
    assert "ยังไม่ได้นำเข้า" in told.reason
