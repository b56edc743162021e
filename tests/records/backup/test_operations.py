"""A backup made while people work is the database of one moment, and comes back as it was, or not at all."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.test import Client

from clusters.models import Cluster
from records.backup import Archive, BackupError, make_backup, restore_backup
from records.backup.operations import forget_old_backups, verify
from tests.factories import ClusterFactory, SuperuserFactory
from tests.installations import contents, empty_database, manage

pytestmark = pytest.mark.django_db(transaction=True)

BACKUPS = 2 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 20
WRITERS = 3
EVERY = 0.01  # seconds between two saves of a person: without it most of the work is to pack a hundred thousand files
BEGIN = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


class Work:
    """People who bring in a file and then write that they did, again and again; ``done`` is what they were told."""

    def __init__(self, uploads: Path) -> None:
        self.storage = FileSystemStorage(location=uploads)
        self.clusters = ClusterFactory.create_batch(WRITERS, vision="0")
        self.done = dict.fromkeys((cluster.pk for cluster in self.clusters), 0)
        self.over = Event()

    def write(self, cluster: Cluster) -> None:
        try:
            while not self.over.wait(EVERY):
                number = self.done[cluster.pk] + 1
                self.storage.save(f"{cluster.pk}/{number}.csv", ContentFile(b"x" * number))
                with transaction.atomic():
                    cluster.vision = str(number)
                    cluster.save()
                self.done[cluster.pk] = number
        finally:
            connection.close()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        self.over.clear()
        with ThreadPoolExecutor(WRITERS) as people:
            writing = [people.submit(self.write, cluster) for cluster in self.clusters]
            try:
                yield
            finally:
                self.over.set()
        assert [each.exception() for each in writing] == [None] * WRITERS


def told_by(database: Any) -> dict[int, tuple[int, int]]:
    """Return for each cluster the number that it holds, and how many saves its history tells of."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.vision, (SELECT count(*) FROM clusters_historicalcluster h WHERE h.id = c.id) "
            "FROM clusters_cluster c"
        )
        return {key: (int(vision), saves) for key, vision, saves in cursor.fetchall()}


def test_each_backup_under_load_is_one_moment_and_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    uploads, back = tmp_path / "uploads", tmp_path / "back"
    work = Work(uploads)
    for turn in range(BACKUPS):
        known = dict(work.done)
        with work.going_on():
            path = make_backup(connection, uploads, tmp_path, now=BEGIN + timedelta(seconds=turn))
        into = back / str(turn)
        with empty_database(tmp_path) as other:
            restore_backup(path, other, into)
            told = told_by(other)
        for key, (number, saves) in told.items():
            assert number >= known[key]
            assert saves == number + 1
            files = {int(file.stem): file.stat().st_size for file in (into / str(key)).glob("*.csv")}
            assert all(files[n] == n for n in range(1, number + 1))
    assert min(work.done.values()) > 0


def test_what_comes_back_is_what_there_was(tmp_path: Path, client: Client) -> None:
    ClusterFactory.create(name="ผ้าไหม ๑")
    client.force_login(SuperuserFactory.create())
    uploads = tmp_path / "uploads"
    FileSystemStorage(location=uploads).save("imports/รายชื่อ ก.xlsx", ContentFile(b"\x00\xff"))
    path = make_backup(connection, uploads, tmp_path, now=BEGIN)
    assert path.name == "portal-20261125T020000Z.zip"
    assert path.stat().st_mode & 0o077 == 0
    assert verify(path) == []
    with empty_database(tmp_path) as other:
        restore_backup(path, other, tmp_path / "back")
        assert contents(other) == contents(connection)
        with other.cursor() as cursor:  # whoever finds an archive finds no session in it
            cursor.execute("SELECT count(*) FROM django_session")
            assert cursor.fetchone() == (0,)
    found = [file for file in (tmp_path / "back").rglob("*") if file.is_file()]
    assert [(file.name, file.read_bytes()) for file in found] == [("รายชื่อ ก.xlsx", b"\x00\xff")]
    assert found[0].stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


def test_only_force_puts_a_backup_over_what_is_there(tmp_path: Path) -> None:
    uploads = tmp_path / "uploads"
    ClusterFactory.create(name="ก่อน")
    path = make_backup(connection, uploads, tmp_path, now=BEGIN)
    before = contents(connection)
    Cluster.objects.get().delete()
    FileSystemStorage(location=uploads).save("later.csv", ContentFile(b"x"))
    with empty_database(tmp_path) as other:
        with pytest.raises(BackupError, match="มีไฟล์อยู่แล้ว"):
            restore_backup(path, other, uploads)
        restore_backup(path, other, tmp_path / "back")
        with pytest.raises(BackupError, match="--force"):
            restore_backup(path, other, tmp_path / "back")
    restore_backup(path, connection, uploads, force=True)
    assert contents(connection) == before
    assert list(uploads.iterdir()) == []


def damaged(path: Path, how: str) -> Path:
    """Return a copy of the archive with a fault."""
    whole = path.read_bytes()
    worse = path.with_name(f"{how}.zip")
    middle = len(whole) // 2
    worse.write_bytes(
        {
            "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "cut": whole[:middle],
            "empty": b"",
        }[how]
    )
    return worse


def test_a_damaged_archive_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    ClusterFactory.create()
    whole = make_backup(connection, tmp_path / "uploads", tmp_path, now=BEGIN)
    before = contents(connection)
    for how in ("flipped", "cut", "empty"):
        with pytest.raises(BackupError, match="เสียหาย"):
            restore_backup(damaged(whole, how), connection, tmp_path / "uploads", force=True)
    assert contents(connection) == before


def test_an_archive_of_another_engine_or_of_a_newer_portal_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_backup(connection, tmp_path / "uploads", tmp_path, now=BEGIN)
    with Archive(path) as archive, empty_database(tmp_path) as other:
        held = archive.manifest
        for told, words in (
            ({"vendor": "oracle"}, "oracle"),
            ({"migrations": (*held.migrations, ("members", "9999_from_next_year"))}, "members.9999_from_next_year"),
        ):
            changed = type(held)(**{**vars(held), **told})
            monkeypatch.setattr("records.backup.archive.Manifest.from_json", lambda text, of=changed: of)
            with pytest.raises(BackupError, match=words):
                restore_backup(path, other, tmp_path / "back")


def test_a_full_disk_is_told_and_leaves_no_half_archive(tmp_path: Path) -> None:
    """No file may grow beyond 64 kilobytes, as on a disk that is full by then."""
    folder = tmp_path / "backups"
    unmeasured = ("env", "--unset=COVERAGE_PROCESS_CONFIG")  # what was covered would need room on that disk as well
    small = (*unmeasured, "prlimit", f"--fsize={64 * 1024}")
    done = manage(connection, "backup", f"--to={folder}", before=small)
    assert done.returncode == 1
    assert "สำรองข้อมูลไม่สำเร็จ" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


def test_only_the_newest_backups_are_kept_and_nothing_of_others_is_deleted(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"portal-2026110{day}T000000Z.zip").touch()
    (tmp_path / "portal-before-upgrade.zip").touch()
    assert forget_old_backups(tmp_path, keep=0) == []
    assert [path.name[13:15] for path in forget_old_backups(tmp_path, keep=2)] == ["01", "02", "03"]
    assert len(list(tmp_path.iterdir())) == 3
