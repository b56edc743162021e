"""The doctor names each thing that is wrong, says what to do, and finds nothing wrong where nothing is."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from clusters.models import Province
from records import doctor
from records.backup.age import name_of
from records.doctor import Finding, Weight, examine

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def healthy(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose newest backup is of this morning, on a machine that follows a source of time."""
    settings.MEDIA_ROOT, settings.BACKUPS = tmp_path / "uploads", tmp_path / "backups"
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / name_of(timezone.now() - timedelta(hours=1))).touch()
    monkeypatch.setattr(doctor, "follows_a_source_of_time", lambda: True)
    monkeypatch.setattr(doctor, "LEAST_ROOM", 1)
    return tmp_path


def wrong(findings: Iterable[Finding]) -> dict[str, str]:
    return {finding.subject: finding.words for finding in findings if finding.weight == Weight.WRONG}


def test_nothing_is_wrong_with_an_installation_that_is_looked_after() -> None:
    findings = list(examine(timezone.now()))
    assert wrong(findings) == {}
    assert {"การตั้งค่า", "ดิสก์", "การสำรองข้อมูล", "ฐานข้อมูล", "นาฬิกา", "ตาราง", "การค้นหา"} == {
        finding.subject for finding in findings
    }


def test_a_database_that_is_away_is_told_and_nothing_else_of_it_is_tried() -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError("refused")):
        findings = list(examine(timezone.now()))
    assert "DATABASE_URL" in wrong(findings)["ฐานข้อมูล"]
    assert "ตาราง" not in {finding.subject for finding in findings}


def test_in_production_each_setting_that_is_wrong_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.PRODUCTION, settings.WEB_PROCESSES, settings.STATIC_ROOT = True, 2, tmp_path
    settings.MAIL_IS_SENT = False
    found = [finding.words for finding in doctor.of_settings()]
    assert any("dbcache://portal_cache" in words for words in found)
    assert any("collectstatic" in words for words in found)
    assert any("EMAIL_URL" in words for words in found)


def test_a_production_without_faults_is_told_to_be_ready(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "staticfiles.json").touch()
    settings.PRODUCTION, settings.WEB_PROCESSES, settings.STATIC_ROOT = True, 1, tmp_path
    with patch.object(doctor, "run_checks", return_value=[]):
        assert [finding.weight for finding in doctor.of_settings()] == [Weight.FINE]


def test_a_backup_that_is_old_or_missing_is_told(healthy: Path, settings: Settings) -> None:
    assert "สำรองครั้งล่าสุด" in wrong(doctor.of_backups(timezone.now() + timedelta(hours=26)))["การสำรองข้อมูล"]
    for path in (healthy / "backups").iterdir():
        path.unlink()
    assert "ยังไม่มีไฟล์สำรอง" in wrong(doctor.of_backups(NOW))["การสำรองข้อมูล"]
    settings.BACKUP_HOURS = 0
    assert wrong(doctor.of_backups(NOW)) == {}


def test_a_disk_without_room_or_without_right_to_write_is_told(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_ROOM", 10**18)
    assert "เหลือเนื้อที่" in wrong(doctor.of_disks())["ดิสก์"]
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "เขียน" in wrong(doctor.of_disks())["ดิสก์"]


def test_programs_of_the_system_that_are_missing_are_told_with_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_library", lambda name: None)
    assert "libpango-1.0-0" in wrong(doctor.of_programs())["โปรแกรม"]
    monkeypatch.setattr(doctor, "find_library", lambda name: name)
    monkeypatch.setenv("PATH", "")
    expected = {"โปรแกรม"} if connection.vendor == "postgresql" else set()
    assert wrong(doctor.of_programs()).keys() == expected


@pytest.mark.parametrize(("followed", "weight"), [(True, Weight.FINE), (False, Weight.WRONG), (None, Weight.WATCH)])
def test_a_clock_that_follows_no_source_is_told(
    followed: bool | None, weight: Weight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "follows_a_source_of_time", lambda: followed)
    assert [finding.weight for finding in doctor.of_clock(timezone.now())] == [weight]


@pytest.mark.postgresql
def test_a_clock_that_differs_from_the_servers_is_told() -> None:
    assert "วินาที" in wrong(doctor.of_clock(timezone.now() + timedelta(seconds=30)))["นาฬิกา"]


def test_without_systemd_nobody_knows_whether_the_clock_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor.follows_a_source_of_time() is None
    program = tmp_path / "timedatectl"
    for says, expected in (("yes", True), ("no", False), ("", None)):
        program.write_text(f"#!/bin/sh\necho {says}\n")
        program.chmod(0o755)
        assert doctor.follows_a_source_of_time() is expected


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM django_migrations WHERE app = 'programmes'", "manage.py migrate"),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('members', '9999_later', '2026-11-25')",
            "members.9999_later",
        ),
    ],
)
def test_tables_of_another_version_are_told(statement: str, told: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert told in wrong(doctor.of_migrations())["ตาราง"]


def test_of_tables_that_are_not_made_yet_nothing_else_is_asked() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'members'")
        cursor.execute("ALTER TABLE clusters_province RENAME TO clusters_province_away")
    findings = list(examine(timezone.now()))
    assert "manage.py migrate" in wrong(findings)["ตาราง"]
    assert "การค้นหา" not in {finding.subject for finding in findings}


@pytest.mark.postgresql
def test_a_database_without_its_extension_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION show_trgm(text) RENAME TO show_trgm_away")
    assert "CREATE EXTENSION pg_trgm" in wrong(doctor.of_search())["การค้นหา"]


def test_a_search_that_would_find_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Province.objects.create(code="40", name="ขอนแก่น", name_en="Khon Kaen", region="northeastern")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clusters_province SET sort_key = 'wrong'")
    assert "check_derived" in wrong(doctor.of_search())["การค้นหา"]
    without: Callable[[], Any] = lambda: False  # noqa: E731
    monkeypatch.setattr(doctor, "trigrams_work", without)
    assert "การค้นหา" in wrong(doctor.of_search())
