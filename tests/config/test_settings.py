"""What the settings promise, measured on the running portal."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from config import settings as module


def test_the_day_is_thailands() -> None:
    assert timezone.get_default_timezone_name() == "Asia/Bangkok"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_keeps_a_write_ahead_log_and_waits_for_its_turn() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_ends_statements_and_forgotten_transactions() -> None:
    limits = {}
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout", "jit"):
            cursor.execute(f"SHOW {name}")
            [limits[name]] = cursor.fetchone() or [None]
    assert limits == {"statement_timeout": "15s", "idle_in_transaction_session_timeout": "1min", "jit": "off"}


@pytest.mark.postgresql
def test_postgresql_connections_stay_open_and_are_checked() -> None:
    database = settings.DATABASES["default"]
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


def test_options_of_a_database_address_stay() -> None:
    database = module._safe_under_load(
        {
            "ENGINE": "django.db.backends.postgresql",
            "OPTIONS": {"sslmode": "require", "options": "-c search_path=portal"},
        }
    )
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["options"].startswith("-c search_path=portal -c statement_timeout=")


@pytest.mark.django_db(transaction=True)
def test_transactions_that_read_then_write_at_the_same_time_all_succeed(django_user_model: Any) -> None:
    """With Django's own defaults most of them fail on SQLite at once: "database is locked"."""
    user = django_user_model.objects.create_superuser(email="a@portal.example", password="0")
    failures: list[Exception] = []

    def add_one() -> None:
        try:
            for _ in range(5):
                with transaction.atomic():
                    row = django_user_model._base_manager.select_for_update().get(pk=user.pk)
                    row.password = str(int(row.password if row.password.isdecimal() else 0) + 1)
                    row.save(update_fields=["password"])
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    user.refresh_from_db()
    assert (failures, user.password) == ([], "40")


def test_a_file_that_is_brought_in_is_nobody_elses_and_has_no_address(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("imports/รายชื่อ.xlsx", ContentFile(b"x"))
    assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert (tmp_path / "imports").stat().st_mode & 0o077 == 0
    assert settings.MEDIA_URL in ("", "/")


def test_collected_files_can_be_read_by_an_account_that_did_not_collect_them(tmp_path: Path) -> None:
    told: Any = settings.STORAGES["staticfiles"]
    collected = StaticFilesStorage(location=tmp_path, base_url="/static/", **told["OPTIONS"])
    path = Path(collected.path(collected.save("css/a.css", ContentFile(b"a{}"))))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o644, 0o755)


def test_the_cache_keeps_thai_text() -> None:
    cache.set("กลุ่ม", "ผ้าไหม")
    assert cache.get("กลุ่ม") == "ผ้าไหม"


@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(client: Client) -> None:
    headers = client.get("/account/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert not any(word in policy for word in ("unsafe", "data:", "http", "*"))


@pytest.mark.django_db
def test_cookies_are_kept_from_scripts_and_other_sites(client: Client) -> None:
    cookie = client.get("/account/login/").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
