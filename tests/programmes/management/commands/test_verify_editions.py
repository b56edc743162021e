"""The command that checks what is kept of editions."""

import pytest
from django.core.management import CommandError, call_command

from programmes.models import EditionFile
from records.guard import bulk_writes
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def test_whole_editions_are_told_with_their_checksums(capsys: pytest.CaptureFixture[str]) -> None:
    first, other = publish(closed_year()), publish(closed_year(YEAR - 1))
    call_command("verify_editions")
    told = capsys.readouterr().out
    assert first.sha256 in told
    assert other.sha256 in told
    call_command("verify_editions", "--year", "๒๕๖๘")
    told = capsys.readouterr().out
    assert first.sha256 in told
    assert other.sha256 not in told


def test_the_command_fails_and_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    publish(closed_year())
    with bulk_writes():
        EditionFile.objects.filter(language="th", kind="csv").update(content=b"x")
    with pytest.raises(CommandError, match="1 ฉบับ"):
        call_command("verify_editions")
    assert "ปีงบประมาณ 2568 ฉบับเผยแพร่ที่ 1: ไฟล์ csv (th) ไม่ตรงกับค่าตรวจสอบ" in capsys.readouterr().err


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match=r"2025|พ\.ศ\."):
        call_command("verify_editions", "--year", "2025")
