"""From where a write comes: what was named, else the address of the request."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import resolve
from simple_history.models import HistoricalRecords

from records.history import LONGEST_ORIGIN, origin_of_write
from records.origin import came_from, named_origin
from tests import factories


@pytest.fixture
def asked() -> Any:
    """A request, as the history's middleware keeps it while it is answered."""

    def ask(path: str) -> None:
        request = RequestFactory().post(path)
        request.resolver_match = resolve(path)
        HistoricalRecords.context.request = request

    yield ask
    del HistoricalRecords.context.request


def test_the_innermost_name_counts_and_ends_with_its_block() -> None:
    assert named_origin() == ""
    with came_from("manage.py load_demo"):
        with came_from("import"):
            assert named_origin() == "import"
        assert origin_of_write() == "manage.py load_demo"
    assert origin_of_write() == ""


def test_a_block_that_fails_ends_too() -> None:
    with pytest.raises(ZeroDivisionError), came_from("x"):
        _ = 1 / 0
    assert named_origin() == ""


def test_a_request_is_told_by_its_address_and_a_name_comes_before_it(asked: Any) -> None:
    asked("/admin/clusters/cluster/3/change/")
    assert origin_of_write() == "/admin/clusters/cluster/3/change/"
    with came_from("import"):
        assert origin_of_write() == "import"


def test_an_address_that_opens_a_door_is_told_without_its_key(asked: Any) -> None:
    asked("/account/password/reset/1-a-b/")
    assert origin_of_write().startswith("/account/password/reset/")
    assert "1-a-b" not in origin_of_write()


@pytest.mark.django_db
def test_an_origin_longer_than_its_column_is_cut() -> None:
    with came_from("ก" * 300):
        person = factories.PersonFactory.create()
    assert person.history.get().history_origin == "ก" * LONGEST_ORIGIN
