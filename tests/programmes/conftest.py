"""What tests of the programme share."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from programmes.operations import load_history
from records.loading import Tally


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tally]:
    """The programme's history as it comes with the portal, loaded once for a module.

    Each test still takes back what it writes. A module that uses it has no tests with ``transaction=True``: the rows
    are never committed.
    """
    loaded = transaction.atomic()
    with django_db_blocker.unblock():
        loaded.__enter__()
        tally = load_history()
    yield tally
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        loaded.__exit__(None, None, None)
