"""Whether anything was written since: one small query, whatever was written.

Every write leaves a new row in a history, so the keys that the database has given out tell of it.
"""

from typing import Final

from django.db import connection

# A key is given out before its row can be seen. While a transaction that writes is under way its rows may still appear
# without another key, so that nothing can be said until it has ended.
_ASKED: Final = {
    "postgresql": "SELECT (SELECT sum(pg_sequence_last_value(seqrelid)) FROM pg_sequence),"
    " pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot())",
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
