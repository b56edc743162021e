"""The age of the newest archive is told from its name."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from records.backup.age import name_of, newest_backup


def test_the_newest_archive_counts_and_other_files_do_not(tmp_path: Path) -> None:
    morning, evening = datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 25, 18, tzinfo=UTC)
    for name in (name_of(evening), name_of(morning), "portal-of-last-year.zip", "notes.txt"):
        (tmp_path / name).touch()
    assert newest_backup(tmp_path) == evening


def test_without_an_archive_or_a_folder_that_can_be_read_there_is_none(tmp_path: Path) -> None:
    assert newest_backup(tmp_path) is None
    assert newest_backup(tmp_path / "nowhere") is None
    assert newest_backup(tmp_path / ("x" * 300)) is None


def test_a_name_tells_the_moment_whatever_the_zone_of_the_clock() -> None:
    assert name_of(datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Asia/Bangkok"))) == "portal-20261125T020000Z.zip"
