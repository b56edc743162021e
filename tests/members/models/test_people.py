"""People are found and put in order by name."""

import pytest

from members.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["อนงค์", "นงค์ สุข", "อน", "Ano", "sUK", "an", "อนงค"])
def test_a_person_is_found_by_a_part_of_the_name(query: str) -> None:
    person = PersonFactory.create(name="อนงค์ สุขใจ", name_en="Anong Sukjai")
    PersonFactory.create(name="สมชาย ใจดี")
    assert list(Person.objects.matching(query)) == [person]


@pytest.mark.parametrize("query", ["สุ", "C0", "ไม่มี", "%"])
def test_one_or_two_signs_find_the_beginning_of_a_name_alone(query: str) -> None:
    PersonFactory.create(name="อนงค์ สุขใจ")
    assert not Person.objects.matching(query).exists()


def test_people_stand_in_the_order_of_the_dictionary() -> None:
    for name in ("เอก", "แก้ว", "สมชาย", "กมล"):
        PersonFactory.create(name=name)
    assert [str(person) for person in Person.objects.all()] == ["กมล", "แก้ว", "สมชาย", "เอก"]
