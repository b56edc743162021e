"""The doctor's exit code tells whether anything is wrong."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from records import doctor
from records.backup.age import name_of

pytestmark = pytest.mark.django_db


def test_the_doctor_says_in_thai_what_is_wrong_and_fails(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "follows_a_source_of_time", lambda: True)
    monkeypatch.setattr(doctor, "LEAST_ROOM", 1)
    settings.MEDIA_ROOT = settings.BACKUPS = tmp_path
    with pytest.raises(CommandError, match="พบสิ่งผิดปกติ 1 เรื่อง"):
        call_command("doctor")
    assert "ผิดปกติ การสำรองข้อมูล: ยังไม่มีไฟล์สำรอง" in capsys.readouterr().out
    (tmp_path / name_of(timezone.now())).touch()
    call_command("doctor")
    assert "ผิดปกติ" not in capsys.readouterr().out
