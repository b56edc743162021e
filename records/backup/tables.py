"""Which tables a backup counts, and which rows say that an installation is in use."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

# `migrate` fills these in every new installation.
FILLED_BY_MIGRATE: Final = frozenset({"django_migrations", "django_content_type", "auth_permission"})
SESSIONS: Final = "django_session"


def passing_tables() -> set[str]:
    """Tables whose rows aren't backed up: a session's key opens the portal to whoever reads it; a cache comes again."""
    caches = settings.CACHES.values()
    return {SESSIONS, *(cache["LOCATION"] for cache in caches if cache["BACKEND"].endswith(".DatabaseCache"))}


def kept_tables(names: Iterable[str]) -> list[str]:
    """Leave out what passes, and the statistics that SQLite keeps for itself."""
    return sorted(name for name in set(names) - passing_tables() if not name.startswith("sqlite_"))


def table_in_use(connection: BaseDatabaseWrapper) -> str:
    """Return a table that holds rows which somebody brought in, or nothing."""
    with connection.cursor() as cursor:
        names = kept_tables(connection.introspection.table_names(cursor))
        for name in names:
            if name not in FILLED_BY_MIGRATE:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608  # a table's name
                if cursor.fetchone():
                    return name
    return ""
