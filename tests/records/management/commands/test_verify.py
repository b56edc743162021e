"""An archive is checked without a look at the installation."""

import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from records.backup import make_backup


@pytest.mark.django_db(transaction=True)
def test_a_whole_archive_is_called_whole_and_a_damaged_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_backup(connection, tmp_path / "uploads", tmp_path, now=timezone.now())
    call_command("verify", path)
    assert "ไฟล์สำรองครบถ้วน กู้คืนได้" in capsys.readouterr().out
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("uploads/more", "x")
    with pytest.raises(CommandError, match="uploads/more"):
        call_command("verify", path)


def test_a_file_of_others_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    with pytest.raises(CommandError, match="ไม่ใช่ไฟล์สำรองของระบบนี้"):
        call_command("verify", path)
