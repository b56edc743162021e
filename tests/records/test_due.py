"""What the start page gathers from the packages."""

from datetime import date

import pytest

from records import due
from records.due import Due, due_for, note_for, notes_for, what_is_due

TODAY = date(2026, 11, 25)


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_registered", [])
    monkeypatch.setattr(due, "_notes", [])


@pytest.mark.usefixtures("registered")
def test_what_is_late_comes_first_then_what_has_a_day_and_nothing_counts_nothing() -> None:
    @due_for
    def lines(user: str, today: date) -> list[Due]:
        return [
            Due(f"ของ {user}", 2, "/a/"),
            Due("ไม่มี", 0, "/b/"),
            Due("ใกล้ถึง", 1, "/c/", due_on=date(2026, 12, 1)),
            Due("เลยแล้ว", 1, "/d/", due_on=date(2026, 11, 1), late=True),
        ]

    @due_for
    def others(user: str, today: date) -> list[Due]:
        return [Due(f"ณ {today}", 1, "/e/")]

    shown = [line.title for line in what_is_due("สมชาย", TODAY)]
    assert shown == ["เลยแล้ว", "ใกล้ถึง", "ของ สมชาย", "ณ 2026-11-25"]


@pytest.mark.usefixtures("registered")
def test_what_has_nothing_to_say_says_nothing() -> None:
    note_for(lambda user: f"ของ {user}")
    note_for(lambda user: "")
    assert notes_for("สมชาย") == ["ของ สมชาย"]
