"""Whether this installation can serve pages: what a load balancer and an officer of the server ask."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from records.derived import count_wrong, models_with_derived_columns

logger = logging.getLogger(__name__)

NEWEST_ROWS: Final = 100

Outcome = Literal["ok", "failed", "not checked"]


@dataclass(frozen=True)
class Readiness:
    """Each check with its outcome; the reason for a failure goes to the log, since strangers read this."""

    checks: Mapping[str, Outcome]

    @property
    def ready(self) -> bool:
        return all(outcome == "ok" for outcome in self.checks.values())

    @classmethod
    def of_now(cls) -> Self:
        """Run the checks in order; what needs a database that is away isn't tried."""
        checks: dict[str, Outcome] = {}
        for name, check in CHECKS.items():
            blocked = any(checks.get(needed) != "ok" for needed in NEEDS.get(name, ()))
            checks[name] = "not checked" if blocked else _outcome(name, check)
        return cls(checks)


def _outcome(name: str, check: Callable[[], bool]) -> Outcome:
    try:
        passed = check()
    except Error:
        logger.exception("The check of %s failed", name)
        return "failed"
    return "ok" if passed else "failed"


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def trigrams_are_there() -> bool:
    """Tell whether PostgreSQL has the extension at all."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'show_trgm')")
        return bool(cursor.fetchone() == (True,))


def trigrams_work() -> bool:
    """Tell whether PostgreSQL sees trigrams in Thai: in some locales it sees none, and every search is empty."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('กขค')) > 0")
        return bool(cursor.fetchone() == (True,))


def newest_derived_columns_are_right() -> bool:
    return not any(count_wrong(model, newest=NEWEST_ROWS) for model in models_with_derived_columns())


CHECKS: Final[dict[str, Callable[[], bool]]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "trigrams": trigrams_work,
    "derived_columns": newest_derived_columns_are_right,
}
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "migrations": ("database",),
    "trigrams": ("database",),
    "derived_columns": ("database", "migrations"),
}
