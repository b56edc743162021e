"""Whether anything was written since a page was made."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from records.writes import latest_write
from tests.factories import SectorFactory


def known() -> int:
    found = latest_write()
    assert found is not None
    return found


@pytest.mark.django_db(transaction=True)
def test_it_stands_until_something_is_written() -> None:
    sector = SectorFactory.create()
    before = known()
    assert known() == before
    sector.save()
    changed = known()
    assert changed > before
    sector.delete()
    assert known() > changed


@contextmanager
def somebody_writing() -> Iterator[None]:
    """Hold a transaction open in which a row was written."""
    written, seen = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                SectorFactory.create()
                written.set()
                assert seen.wait(10)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(10)
        yield
    finally:
        seen.set()
        writer.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_it_is_not_known_while_somebody_writes() -> None:
    """The rows of a transaction that isn't over appear without another key."""
    with somebody_writing():
        assert latest_write() is None
    known()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_nor_while_somebody_writes_in_another_role() -> None:
    """PostgreSQL tells a role less of the connections of others."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE portal_reads")
        cursor.execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO portal_reads")
        try:
            cursor.execute("SET ROLE portal_reads")
            with somebody_writing():
                assert latest_write() is None
            known()
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP OWNED BY portal_reads")
            cursor.execute("DROP ROLE portal_reads")
