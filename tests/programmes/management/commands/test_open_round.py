"""The command that opens a round from a file: all or nothing, and it says which."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programmes.models import Participation, Round
from tests.factories import DepartmentFactory, ParticipationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """One cluster of 2569 that goes on."""
    DepartmentFactory.create()
    code = ParticipationFactory.create(round__fiscal_year=2569).cluster.code
    file = tmp_path / "plan.csv"
    file.write_text(f"รหัสคลัสเตอร์,การดำเนินการ,แหล่งงบประมาณ\n{code},ต่อเนื่อง,กสอ.\n", encoding="utf-8-sig")
    return file


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("open_round", *arguments)
    return capsys.readouterr().out


def test_a_round_opens_in_the_name_of_an_officer(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    officer = UserFactory.create(email="somchai@example.go.th", role="editor")
    assert "ปีงบประมาณ 2570 เปิดแล้ว: 1 กลุ่ม: ต่อเนื่อง 1" in told(capsys, "๒๕๗๐", str(plan), "--by", " Somchai@example.go.th")
    assert Participation.history.get(round__fiscal_year=2570).history_user == officer


def test_a_dry_run_tells_the_totals_and_writes_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "ตรวจแล้ว ยังไม่ได้บันทึก: 1 กลุ่ม" in told(capsys, "2570", str(plan), "--dry-run")
    assert not Round.objects.filter(fiscal_year=2570).exists()


@pytest.mark.parametrize(
    ("year", "by", "problem"),
    [
        ("2027", None, "2570"),
        ("2569", None, "ปีงบประมาณ 2569 เปิดไว้แล้ว"),
        ("2570", "nobody@example.go.th", "ไม่มีบัญชีที่ใช้งานอยู่ของ nobody@example.go.th"),
    ],
)
def test_what_can_not_be_done_is_told_and_changes_nothing(year: str, by: str | None, problem: str, plan: Path) -> None:
    with pytest.raises(CommandError, match=problem):
        call_command("open_round", year, str(plan), by=by)
    assert not Round.objects.filter(fiscal_year=2570).exists()


def test_a_round_is_not_opened_in_the_name_of_who_may_not(plan: Path) -> None:
    UserFactory.create(email="reader@example.go.th", role="manager")
    with pytest.raises(CommandError, match="ไม่มีสิทธิ์"):
        call_command("open_round", "2570", str(plan), by="reader@example.go.th")
    assert not Round.objects.filter(fiscal_year=2570).exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"อ่านไฟล์ .* ไม่ได้"):
        call_command("open_round", "2570", str(tmp_path / "nothing.csv"))
