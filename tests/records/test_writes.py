"""Whether anything was written since a page was made."""

import threading

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


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_it_is_not_known_while_somebody_writes() -> None:
    """The rows of a transaction that isn't over appear without another key."""
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
    assert written.wait(10)
    during = latest_write()
    seen.set()
    writer.join()
    assert during is None
    assert connection.vendor == "postgresql"
