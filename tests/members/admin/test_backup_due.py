"""Headquarters are told of a backup that is overdue, and nobody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from members.admin.backup_due import overdue_backup
from members.models import User
from records.backup.age import name_of
from tests.admin_pages import officer, signed_in, text_of
from tests.factories import PromotionCentreFactory, SuperuserFactory
from thai.calendar import format_datetime

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def backups(settings: Settings, tmp_path: Path) -> Path:
    settings.BACKUPS = tmp_path
    return tmp_path


def told(user: User) -> list[str]:
    return [line.title for line in overdue_backup(user, TODAY)]


def of_a_centre() -> User:
    user = officer()
    user.centre = PromotionCentreFactory.create(number=3)
    user.save()
    return user


def test_a_backup_that_is_too_old_is_told_to_headquarters_alone(backups: Path, settings: Settings) -> None:
    (backups / name_of(timezone.now() - timedelta(hours=27))).touch()
    boss = SuperuserFactory.create()
    page = text_of(signed_in(boss).get("/admin/"))
    assert "สำรองข้อมูลครั้งล่าสุดเมื่อ" in page
    assert told(of_a_centre()) == []
    [line] = overdue_backup(boss, TODAY)
    assert signed_in(boss).get(line.address).status_code == 200
    settings.BACKUP_HOURS = 0
    assert told(boss) == []


def test_a_backup_of_today_is_nothing_to_do_and_headquarters_read_when_it_was_made(backups: Path) -> None:
    made = timezone.now()
    (backups / name_of(made)).touch()
    boss = SuperuserFactory.create()
    assert told(boss) == []
    note = f"สำรองข้อมูลล่าสุด {format_datetime(made)}"
    assert note in text_of(signed_in(boss).get("/admin/"))
    assert "สำรองข้อมูล" not in text_of(signed_in(of_a_centre()).get("/admin/"))
    (backups / name_of(made)).rename(backups / name_of(made - timedelta(hours=27)))
    assert note not in text_of(signed_in(boss).get("/admin/"))


def test_none_at_all_is_told_in_production_and_not_where_the_portal_is_tried(settings: Settings) -> None:
    boss = SuperuserFactory.create()
    assert told(boss) == []
    settings.PRODUCTION = True
    assert told(boss) == ["ยังไม่มีการสำรองข้อมูล กรุณาแจ้งผู้ดูแลเครื่อง"]
