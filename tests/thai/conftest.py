from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.thai.sample import Sample


@pytest.fixture(scope="session")
def _sample_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table is made outside of a transaction: SQLite can't make it inside one."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Sample)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Sample)


@pytest.fixture
def sample_table(_sample_table: None, db: None) -> None:
    """The table of ``Sample``, empty."""


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
