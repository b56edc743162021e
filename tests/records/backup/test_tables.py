"""An installation is empty when it holds only what ``migrate`` put there."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from records.backup.tables import kept_tables, passing_tables, table_in_use
from tests.factories import SectorFactory, SuperuserFactory

pytestmark = pytest.mark.django_db


def test_a_new_installation_is_empty_until_somebody_brings_something_in(client: Client) -> None:
    assert table_in_use(connection) == ""
    SectorFactory.create()
    assert table_in_use(connection).startswith("clusters_")


def test_a_session_is_not_something_brought_in(client: Client) -> None:
    client.force_login(SuperuserFactory.build(pk=1))
    assert table_in_use(connection) == ""


def test_what_comes_again_by_itself_is_not_kept(settings: Settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    }
    assert passing_tables() == {"django_session", "portal_cache"}
    assert kept_tables(["portal_cache", "b", "a", "django_session", "sqlite_stat1"]) == ["a", "b"]
