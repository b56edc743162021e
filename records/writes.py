"""Whether anything was written since: one small query, whatever was written.

Every write leaves a new row in a history, so the keys that the database has given out tell of it.
"""

from typing import Final

from django.db import connection

# A key is given out before its row can be seen. While a transaction that writes is under way its rows may still appear
# without another key, so that nothing can be said until it has ended. A snapshot doesn't tell of the newest one: it
# takes those behind the last that has ended for not begun. Of another role's connection the kind isn't told.
_ASKED: Final = {
    "postgresql": """SELECT (SELECT sum(pg_sequence_last_value(seqrelid)) FROM pg_sequence), NOT EXISTS (
        SELECT 1 FROM pg_stat_get_activity(NULL)
        WHERE backend_xid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
        AND pid <> pg_backend_pid() AND datid = (SELECT oid FROM pg_database WHERE datname = current_database()))""",
    # One writes at a time, and the keys are written with the rows.
    "sqlite": "SELECT sum(seq), 1 FROM sqlite_sequence",
}


def latest_write() -> int | None:
    """Return a number that rises with every write that has been committed; None while somebody is writing.

    What is read after it was asked for is not older than it. Writes without a history (signing in, the mark that the
    sample world stands) may leave it as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASKED[connection.vendor])
        keys, is_quiet = cursor.fetchone()
    return int(keys or 0) if is_quiet else None
