"""Numbers for public codes are given once and never again."""

import pytest

from clusters.models import Cluster
from members.models import Organisation
from records.numbering import next_numbers
from tests.factories import ClusterFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_numbers_begin_at_one_and_each_table_has_its_own() -> None:
    assert (list(next_numbers(Cluster, 2)), list(next_numbers(Organisation, 1))) == ([1, 2], [1])


def test_the_number_of_a_deleted_row_is_not_given_again() -> None:
    ClusterFactory.create()
    OrganisationFactory.create().delete()
    assert (list(next_numbers(Cluster, 1)), list(next_numbers(Organisation, 1))) == ([2], [2])
