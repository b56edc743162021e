"""Work that must be done by one at a time."""

import zlib

from django.db import connection


def take_turns(name: str) -> None:
    """Wait until nobody else is inside ``name``; held until the transaction ends.

    PostgreSQL only: on SQLite every writing transaction is already alone (``transaction_mode=IMMEDIATE``).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("take_turns needs a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
