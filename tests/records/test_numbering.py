"""Numbers for public codes are given once and never again."""

from typing import Any

import pytest

from clusters.models import Cluster
from members.models import Organisation
from records.errors import RuleBroken
from records.numbering import next_numbers
from tests.factories import ClusterFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_numbers_begin_at_one_and_each_table_has_its_own() -> None:
    assert (list(next_numbers(Cluster, 2)), list(next_numbers(Organisation, 1))) == ([1, 2], [1])


def test_the_number_of_a_deleted_row_is_not_given_again() -> None:
    ClusterFactory.create()
    OrganisationFactory.create().delete()
    assert (list(next_numbers(Cluster, 1)), list(next_numbers(Organisation, 1))) == ([2], [2])


@pytest.mark.parametrize("factory", [ClusterFactory, OrganisationFactory])
@pytest.mark.parametrize(("name", "value"), [("code", "X9999"), ("number", 9999)])
def test_a_code_is_given_once_and_never_changed(factory: Any, name: str, value: object) -> None:
    one = factory.create()
    code = one.code
    setattr(one, name, value)
    with pytest.raises(RuleBroken, match=f"รหัส {code} ให้ไว้ครั้งเดียวและเปลี่ยนไม่ได้"):
        one.save()
