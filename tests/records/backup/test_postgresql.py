"""PostgreSQL's programs get the password in a file of their own; what they refuse is told, and nothing half stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from records.backup import postgresql
from records.backup.archive import BackupError
from tests.factories import ClusterFactory
from tests.installations import contents

pytestmark = pytest.mark.postgresql


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert postgresql.missing_programs() == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert postgresql.missing_programs() == ["pg_dump", "pg_restore", "psql"]
    assert "apt-get install postgresql-client" in postgresql.problems_of(tmp_path / "database.dump")[0]


def test_a_password_is_in_a_file_that_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", r"a:b\c")
    with postgresql._address(connection, tmp_path) as address:
        [file] = tmp_path.iterdir()
        assert file.read_text() == "*:*:*:*:a\\:b\\\\c\n"
        assert file.stat().st_mode & 0o077 == 0
        assert "a:b" not in address
        assert f"passfile={file}" in address
        assert "statement_timeout=0" in address.rpartition("statement_timeout=15000")[2]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def no_function_left(transactional_db: None) -> Iterator[None]:
    """Functions outlive the emptying of tables, and a later test would meet them."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS aaa()")


@pytest.mark.usefixtures("no_function_left")
@pytest.mark.django_db(transaction=True)
def test_a_dump_that_breaks_half_way_changes_nothing(tmp_path: Path) -> None:
    ClusterFactory.create()
    dump = postgresql.take(connection, tmp_path).path
    before = contents(connection)
    with connection.cursor() as cursor:  # a view that the dump doesn't know keeps one of our names
        cursor.execute("CREATE VIEW clusters_sector_kept AS SELECT 1 AS one")
        cursor.execute("CREATE FUNCTION aaa() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    broken = tmp_path / "broken.dump"
    broken.write_bytes(dump.read_bytes()[:-4000])
    with pytest.raises(BackupError, match="pg_restore"):
        postgresql.put_back(connection, broken)
    assert contents(connection) == before


def test_a_server_that_is_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "nowhere")
    with pytest.raises(BackupError, match="nowhere"):
        postgresql.take(connection, tmp_path)


@pytest.mark.parametrize(
    ("line", "left_to_the_server"),
    [
        ("6; 2615 2200 SCHEMA - public pg_database_owner", True),
        ("2; 3079 16388 EXTENSION - pg_trgm ", True),
        ("3; 3079 16399 EXTENSION - hstore ", False),
        ("4000; 0 0 COMMENT - EXTENSION pg_trgm ", True),
        ("217; 1259 16400 TABLE public clusters_cluster portal", False),
    ],
)
def test_an_extension_that_is_there_stays(line: str, *, left_to_the_server: bool) -> None:
    assert postgresql._belongs_to_the_server(line, {"pg_trgm", "plpgsql"}) is left_to_the_server
