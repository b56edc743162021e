"""What the processes of the web server share."""

import pytest
from pytest_django import DjangoAssertNumQueries

from config.ahead import read_ahead


@pytest.mark.django_db
def test_every_template_is_read_without_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert read_ahead() > 100
