"""A second installation beside the one of the test: an empty database, and commands that run on either."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from records.backup.tables import kept_tables


@contextmanager
def empty_database(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database without a table, on the server of the test or in a file of ``folder``; gone afterwards."""
    name = str(folder / "empty.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{connection.settings_dict['NAME']}_empty"
        with connection._nodb_cursor() as cursor:  # as Django makes its test databases
            cursor.execute(f'CREATE DATABASE "{name}"')
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = {**other.settings_dict, "NAME": name}
    try:
        yield other
    finally:
        other.close()
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            for path in folder.glob("empty.sqlite3*"):
                path.unlink()


def address_of(database: BaseDatabaseWrapper) -> str:
    """Return the address under which another process finds a database."""
    held = database.settings_dict
    if database.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    host = quote(str(held["HOST"]), safe="")
    password = f":{quote(str(held['PASSWORD']))}" if held["PASSWORD"] else ""
    port = f":{held['PORT']}" if held["PORT"] else ""
    return f"postgres://{quote(str(held['USER']), safe='')}{password}@{host}{port}/{held['NAME']}"


def manage(
    database: BaseDatabaseWrapper,
    *words: str,
    before: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command of `manage.py` on a database, as an operator does; ``before`` it: another that limits it."""
    return subprocess.run(
        [*before, sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address_of(database), **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(database: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Return every row of every table that a backup keeps."""
    found: dict[str, list[str]] = {}
    with database.cursor() as cursor:
        for name in kept_tables(database.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  # a table's name
            rows: list[Any] = cursor.fetchall()
            found[name] = sorted(map(repr, rows))
    return found
