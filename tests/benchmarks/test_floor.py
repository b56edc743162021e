"""The floor answers every work with rows of the same world."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from benchmarks.floor import disconnect
from benchmarks.floor_server import application
from benchmarks.works import Known, Work, works
from programmes.operations import load_demo, load_history


def rows(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.fixture
def known(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Known]:
    load_history()
    load_demo("tiny")
    named = connection.get_connection_params()
    told = {name: named[name] for name in ("dbname", "user", "password", "host", "port") if named.get(name)}
    monkeypatch.setenv("FLOOR_DSN", " ".join(f"{name}='{value}'" for name, value in told.items()))
    yield Known.of(rows)
    disconnect()


def answer(work: Work) -> tuple[str, str]:
    asked = urlsplit(work.floor)
    told: list[str] = []
    environ = {"PATH_INFO": asked.path, "QUERY_STRING": asked.query}
    body = b"".join(application(environ, lambda status, headers: told.append(status)))
    return told[0], body.decode()


@pytest.mark.postgresql
def test_every_work_of_the_floor_answers_with_rows(known: Known) -> None:
    found = {work.name: answer(work) for work in works(known) if work.base == "floor"}
    assert {status for status, _body in found.values()} == {"200 OK"}
    assert known.largest in found["largest cluster"][1]
    assert known.organisation in found["search, rare words"][1]
    assert found["CSV of all organisations"][1].startswith("code,name,")
    assert "บริษัท" in found["directory of organisations, filtered"][1] + found["middle cluster"][1]
    assert all(body for _status, body in found.values())
