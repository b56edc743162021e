"""A backup is one command; it says where the archive is and deletes the oldest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from records.backup.age import name_of


@pytest.mark.django_db(transaction=True)
def test_a_backup_says_where_it_is_and_makes_room(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT, settings.BACKUPS, settings.BACKUPS_KEPT = tmp_path / "uploads", tmp_path, 1
    old = tmp_path / name_of(datetime(2026, 1, 1, tzinfo=UTC))
    old.touch()
    call_command("backup")
    [path] = tmp_path.glob("*.zip")
    told = capsys.readouterr().out
    assert f"สำรองข้อมูลและตรวจแล้ว: {path}" in told
    assert f"ลบไฟล์สำรองเก่า: {old.name}" in told


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_can_not_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="สำรองข้อมูลไม่สำเร็จ"):
        call_command("backup", to=tmp_path / "file", keep=3)
