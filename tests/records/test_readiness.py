"""An installation is ready when all checks pass, and says which doesn't."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection

from clusters.models import Province
from records.readiness import Readiness


@pytest.mark.django_db
def test_a_migrated_database_is_ready() -> None:
    readiness = Readiness.of_now()
    assert readiness.ready
    assert set(readiness.checks.values()) == {"ok"}


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_makes_it_unready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'programmes'")
    assert Readiness.of_now().checks["migrations"] == "failed"


@pytest.mark.django_db
def test_a_wrong_derived_column_makes_it_unready() -> None:
    Province.objects.create(code="40", name="ขอนแก่น", name_en="Khon Kaen", region="northeastern")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clusters_province SET sort_key = 'wrong'")
    assert Readiness.of_now().checks == {
        "database": "ok",
        "migrations": "ok",
        "trigrams": "ok",
        "derived_columns": "failed",
    }


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_server_without_trigrams_is_unready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION show_trgm(text) RENAME TO show_trgm_away")
    try:
        assert Readiness.of_now().checks["trigrams"] == "failed"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER FUNCTION show_trgm_away(text) RENAME TO show_trgm")


def test_without_a_database_nothing_else_is_tried() -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError("refused")):
        readiness = Readiness.of_now()
    assert not readiness.ready
    assert dict(readiness.checks) == {
        "database": "failed",
        "migrations": "not checked",
        "trigrams": "not checked",
        "derived_columns": "not checked",
    }
