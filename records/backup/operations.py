"""Make a backup, put one back."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from records.backup import postgresql, sqlite
from records.backup.age import archives_in, name_of
from records.backup.archive import UPLOADS, Archive, BackupError, Manifest, new_archive, room_below
from records.backup.tables import table_in_use

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
PARTS = ".restoring-"


def make_backup(connection: BaseDatabaseWrapper, uploads: Path, folder: Path, *, now: datetime) -> Path:
    """Write database and uploads into a new archive in ``folder``, read it once more, and return its path.

    The database comes first: each file that it knows of was there before, and is still there when files are read.
    Raises ``BackupError``, and leaves nothing behind.
    """
    path = folder / name_of(now)
    with _told_plainly():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            raise BackupError(f"มีไฟล์ {path} อยู่แล้ว")
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as work, new_archive(path) as writer:
            snapshot = ENGINES[connection.vendor].take(connection, Path(work))
            writer.add(snapshot.path.name, snapshot.path, packed=snapshot.packed)
            for name, file in _files_below(uploads):
                with suppress(FileNotFoundError):  # deleted since: an erasure does that, and nothing names it any more
                    writer.add(UPLOADS + name, file)
            writer.close(
                Manifest(
                    made_at=now,
                    vendor=connection.vendor,
                    server=snapshot.server,
                    migrations=snapshot.migrations,
                    rows=snapshot.rows,
                    files=writer.files,
                )
            )
        if problems := verify(path):
            path.unlink()
            raise BackupError("ไฟล์ที่เขียนอ่านกลับไม่ได้: " + " · ".join(problems))
    return path


def forget_old_backups(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest archives of a folder, and return the deleted; 0 keeps all."""
    old = [path for _, path in archives_in(folder)][:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


def verify(path: Path, *, work: Path | None = None) -> list[str]:
    """Return what is wrong with an archive, its database included; nothing when it can be put back."""
    with Archive(path) as archive:
        problems = archive.problems()
        engine = ENGINES.get(archive.manifest.vendor)
        if problems or engine is None:
            return problems or [f"ไม่รู้จักฐานข้อมูล {archive.manifest.vendor}"]
        with tempfile.TemporaryDirectory(prefix=".verify-", dir=work or path.parent) as folder:
            database = Path(folder) / archive.manifest.database
            archive.extract(archive.manifest.database, database)
            return list(engine.problems_of(database))


def restore_backup(path: Path, connection: BaseDatabaseWrapper, uploads: Path, *, force: bool = False) -> Manifest:
    """Put database and uploads of an archive in the place of what is there, and return its manifest.

    Raises ``BackupError``, and changes nothing, if the archive is damaged, of another engine or of a newer portal, and
    unless ``force`` if the installation holds anything.
    """
    with _told_plainly(), Archive(path) as archive:
        manifest = archive.manifest
        engine = ENGINES[connection.vendor]
        _refuse_what_does_not_fit(archive, connection, uploads, force=force)
        uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=PARTS, dir=uploads) as work:
            database = Path(work) / manifest.database
            archive.extract(manifest.database, database)
            if problems := archive.problems() or engine.problems_of(database):
                raise BackupError(" · ".join(problems))
            for name in manifest.uploads:
                archive.extract(name, Path(work) / name)
            engine.put_back(connection, database)
            _exchange(uploads, Path(work) / UPLOADS, {name.removeprefix(UPLOADS) for name in manifest.uploads})
        wrong = {
            name
            for name, count in engine.rows_of(connection, list(manifest.rows)).items()
            if count != manifest.rows[name]
        }
        if wrong:
            raise BackupError(f"กู้คืนแล้ว แต่จำนวนแถวไม่ตรงกับไฟล์สำรองใน: {', '.join(sorted(wrong))}")
    return manifest


def _refuse_what_does_not_fit(archive: Archive, connection: BaseDatabaseWrapper, uploads: Path, *, force: bool) -> None:
    manifest = archive.manifest
    if manifest.vendor != connection.vendor:
        raise BackupError(f"ไฟล์สำรองมาจากฐานข้อมูล {manifest.vendor} แต่ระบบนี้ใช้ {connection.vendor} (ดู DATABASE_URL)")
    known = set(MigrationLoader(None).disk_migrations)
    if newer := sorted(f"{app}.{name}" for app, name in set(manifest.migrations) - known):
        raise BackupError(f"ไฟล์สำรองมาจากระบบรุ่นใหม่กว่าที่ติดตั้งอยู่ ให้ติดตั้งรุ่นที่ตรงกันก่อน (ไม่รู้จัก {', '.join(newer[:5])})")
    if not force and (table := table_in_use(connection)):
        raise BackupError(f"ระบบนี้มีข้อมูลอยู่แล้ว (ตาราง {table}) จึงไม่กู้คืนทับ หากตั้งใจให้เพิ่ม --force")
    if not force and next(_files_below(uploads), None):
        raise BackupError(f"มีไฟล์อยู่แล้วใน {uploads} จึงไม่กู้คืนทับ หากตั้งใจให้เพิ่ม --force")
    if room_below(uploads) < archive.needs_bytes():
        raise BackupError(f"เนื้อที่ดิสก์ของ {uploads} ไม่พอสำหรับคลายไฟล์สำรอง")


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder by name, without what a restore left when it was ended."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(PARTS):
            yield name, path


def _exchange(uploads: Path, unpacked: Path, wanted: set[str]) -> None:
    """Put the unpacked files in their places and delete the others; the folder itself may be a mounted disk."""
    for name in wanted:
        (uploads / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (unpacked / name).replace(uploads / name)
    for name, path in list(_files_below(uploads)):
        if name not in wanted:
            path.unlink()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what the system refuses into an error that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BackupError("เนื้อที่ดิสก์เต็ม ไม่ได้เขียนไฟล์ใดค้างไว้ ให้เพิ่มเนื้อที่แล้วสั่งใหม่") from error
        raise BackupError(f"อ่านหรือเขียนไฟล์ไม่ได้: {error.strerror}: {error.filename or ''}") from error
