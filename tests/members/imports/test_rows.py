"""Rows as values."""

from datetime import date

from members.imports.columns import Field
from members.imports.rows import Member, Problem, Reading, ReadRow


def test_a_consent_is_a_day() -> None:
    assert not Member().consents
    assert Member(consented_on=date(2023, 1, 12)).consents


def test_a_flagged_row_keeps_its_problems_and_names_the_column() -> None:
    row = ReadRow("ก", 3, Member())
    assert row.is_clean
    flagged = row.flagged(Field.NAME, "ข").flagged(Field.YEAR, "ค")
    assert not flagged.is_clean
    assert flagged.problems[0] == Problem("ก", 3, "ชื่อสถานประกอบการ", "ข")
    assert [problem.message for problem in flagged.problems] == ["ข", "ค"]


def test_a_list_is_no_older_than_who_joined_last() -> None:
    assert Reading().latest_year is None
    rows = [ReadRow("", n, Member(joined_year=year)) for n, year in enumerate((2565, None, 2567))]
    assert Reading(rows).latest_year == 2567
