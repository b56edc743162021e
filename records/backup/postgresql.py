"""PostgreSQL: a dump by ``pg_dump`` of one exported snapshot, and the way back in one transaction.

The three programs come with Debian's ``postgresql-client``. They get the password in a file, never on their command
line, where everybody on the machine could read it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import make_dsn

from records.backup.archive import BackupError, Snapshot
from records.backup.tables import kept_tables, passing_tables

MEMBER: Final = "database.dump"
PROGRAMS: Final = ("pg_dump", "pg_restore", "psql")
WITHOUT_LIMITS: Final = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if shutil.which(name) is None]


def take(connection: BaseDatabaseWrapper, folder: Path) -> Snapshot:
    """Dump the database into ``folder`` as it is at one moment, without the rows that pass; writers don't wait."""
    path = folder / MEMBER
    with _of_its_own(connection) as own, own.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(cursor, "SELECT pg_export_snapshot()")
        names = own.introspection.table_names(cursor)
        dump = [f"--snapshot={snapshot}", "--format=custom", f"--file={path}", "--no-owner", "--no-privileges"]
        dump += [f"--exclude-table-data={name}" for name in passing_tables() if name in names]
        with _address(own, folder) as address:
            _run(["pg_dump", *dump, f"--dbname={address}"])
        rows = {name: int(_one(cursor, f'SELECT count(*) FROM "{name}"')) for name in kept_tables(names)}  # noqa: S608  # a table's name
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = tuple((app, name) for app, name in cursor.fetchall())
        server = str(_one(cursor, "SHOW server_version")).split()[0]
        cursor.execute("ROLLBACK")
    return Snapshot(path, packed=True, server=server, migrations=migrations, rows=rows)


def put_back(connection: BaseDatabaseWrapper, path: Path) -> None:
    """Take our tables away and put those of the dump in their place, in one transaction."""
    folder = path.parent
    wanted, script, drops = folder / "wanted", folder / "restore.sql", folder / "drop.sql"
    with _of_its_own(connection) as own, own.cursor() as cursor:
        names = own.introspection.table_names(cursor)
        cursor.execute("SELECT extname FROM pg_extension")
        extensions = {name for [name] in cursor.fetchall()}
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    drops.write_text(f"DROP TABLE {quoted} CASCADE;\n" if names else "")
    # An extension that is there stays: it may belong to the server's owner. Comments on extensions are theirs as well.
    listed = _run(["pg_restore", "--list", str(path)]).splitlines()
    wanted.write_text("\n".join(line for line in listed if not _belongs_to_the_server(line, extensions)))
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--use-list={wanted}", f"--file={script}", str(path)])
    once = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    connection.close()
    with _address(connection, folder) as address:
        _run(["psql", *once, f"--file={drops}", f"--file={script}", f"--dbname={address}"])


def problems_of(path: Path) -> list[str]:
    """Return what ``pg_restore`` finds wrong in a dump when it reads it to the end."""
    try:
        _run(["pg_restore", "--file=/dev/null", str(path)])
    except BackupError as error:
        return [str(error)]
    return []


def rows_of(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, int]:
    with _of_its_own(connection) as own, own.cursor() as cursor:
        return {name: int(_one(cursor, f'SELECT count(*) FROM "{name}"')) for name in names}  # noqa: S608  # a table's name


def _belongs_to_the_server(line: str, extensions: set[str]) -> bool:
    words = line.split()
    if "SCHEMA" in words[:5] or ("COMMENT" in words[:5] and "EXTENSION" in words):
        return True
    return "EXTENSION" in words[:5] and bool(extensions & set(words))


@contextmanager
def _of_its_own(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the same database, for what may take long or holds a transaction open."""
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    own.settings_dict = dict(connection.settings_dict)
    try:
        with own.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
        yield own
    except Error as error:
        raise BackupError(f"ฐานข้อมูลไม่ตอบหรือปฏิเสธคำสั่ง: {str(error).strip()}") from error
    finally:
        own.close()


def _one(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    [value] = cursor.fetchone()
    return value


@contextmanager
def _address(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[str]:
    """The database's address for a program of PostgreSQL, with the password in a file beside the dump."""
    given: dict[str, Any] = connection.get_connection_params()
    given.pop("cursor_factory", None)
    given["options"] = f"{given.get('options', '')} {WITHOUT_LIMITS}".strip()
    password = given.pop("password", None)
    secret = folder / "password"
    try:
        if password:
            escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
            with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(f"*:*:*:*:{escaped}\n")
            given["passfile"] = str(secret)
        yield make_dsn(**given)
    finally:
        secret.unlink(missing_ok=True)


def _run(command: list[str]) -> str:
    """Run a program of PostgreSQL and return what it says; its complaint is the reason of the error."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603  # our own words
    except FileNotFoundError as error:
        raise BackupError(f"ไม่พบโปรแกรม {command[0]} ติดตั้งด้วย: apt-get install postgresql-client") from error
    if done.returncode:
        raise BackupError(f"{command[0]} ไม่สำเร็จ: {done.stderr.strip()[-2000:]}")
    return done.stdout
