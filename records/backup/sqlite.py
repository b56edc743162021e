"""SQLite: a snapshot by its backup API, which neither waits for writers nor lets them wait, and the way back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from django.db.backends.base.base import BaseDatabaseWrapper

from records.backup.archive import BackupError, Snapshot
from records.backup.tables import kept_tables, passing_tables

MEMBER: Final = "database.sqlite3"
TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
WAITS: Final = 60  # seconds for a writer to finish


def take(connection: BaseDatabaseWrapper, folder: Path) -> Snapshot:
    """Copy the database into ``folder`` as it is at one moment, without the rows that pass."""
    path = folder / MEMBER
    name = f"file:{quote(str(connection.settings_dict['NAME']))}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(name, uri=True, timeout=WAITS)) as source,
            closing(sqlite3.connect(path, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("PRAGMA secure_delete = ON")
            names = {name for [name] in copy.execute(TABLES)}
            for passing in passing_tables() & names:
                copy.execute(f'DELETE FROM "{passing}"')  # noqa: S608  # a table's name
            rows = {name: _count(copy, name) for name in kept_tables(names)}
            migrations = copy.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    except sqlite3.Error as error:
        raise BackupError(f"คัดลอกฐานข้อมูลไม่สำเร็จ: {error}") from error
    return Snapshot(path, packed=False, server=sqlite3.sqlite_version, migrations=tuple(migrations), rows=rows)


def put_back(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Put the copy in the place of the database, whole or not at all, also while others have it open."""
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(target, timeout=WAITS)) as database:
            copy.backup(database)
    except sqlite3.Error as error:
        raise BackupError(f"กู้คืนฐานข้อมูลไม่สำเร็จ ฐานข้อมูลเดิมไม่เปลี่ยนแปลง: {error}") from error


def problems_of(path: Path) -> list[str]:
    """Return what SQLite itself finds wrong in a copy."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = [str(line) for [line] in copy.execute("PRAGMA integrity_check")]
            found += [f"foreign key: {row}" for row in copy.execute("PRAGMA foreign_key_check")]
    except sqlite3.Error as error:
        return [f"เปิดฐานข้อมูลในไฟล์สำรองไม่ได้: {error}"]
    return [f"ฐานข้อมูลในไฟล์สำรองเสียหาย: {line}" for line in found if line != "ok"]


def rows_of(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, int]:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return {name: _count(database, name) for name in names}


def _count(database: sqlite3.Connection, name: str) -> int:
    [count] = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608  # a table's name
    return int(count)
