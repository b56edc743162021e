"""People in the admin."""

import pytest

from members.models import Person
from tests import factories
from tests.admin_pages import address, signed_in

pytestmark = pytest.mark.django_db


def test_people_are_found_by_a_part_of_their_name_and_listed_like_a_dictionary() -> None:
    for name in ("เกษม ใจดี", "กานดา ใจดี", "สมชาย มาดี"):
        factories.PersonFactory.create(name=name)
    rows = signed_in().get(address(Person, "changelist"), {"q": "ใจดี"}).context["cl"].result_list
    assert [row.name for row in rows] == ["กานดา ใจดี", "เกษม ใจดี"]
