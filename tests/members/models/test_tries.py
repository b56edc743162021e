"""Counted tries."""

from datetime import UTC, datetime

from members.models import Tries


def test_a_row_says_how_many_and_until_when() -> None:
    assert str(Tries(key="k", count=3, ends_at=datetime(2026, 11, 23, 9, 15, tzinfo=UTC))) == "3 until 09:15:00"
