"""History pages hide contacts, consents and people's data from roles that don't see contacts."""

from typing import Any

import pytest

from members.models import Person
from tests import factories
from tests.admin_pages import address, officer, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    person = factories.PersonFactory.create(name="สมปอง ลับเฉพาะ", note="ลับมาก")
    person.note = "ลับมาก ๆ"
    person.save()
    contact = factories.ContactFactory.create(person=person, value="secret@example.com")
    contact.value = "secret2@example.com"
    contact.save()
    factories.ConsentFactory.create(person=person, source="แบบยินยอมลับ")
    return person


def changes(response: Any) -> list[tuple[str, str, str]]:
    entries = response.context["page"].object_list
    return [(change.name, change.before, change.after) for entry in entries for change in entry.changes]


SECRETS = ("ลับเฉพาะ", "ลับมาก", "ยินยอมลับ", "secret")


def test_who_sees_contacts_reads_the_difference_in_words(person: Person) -> None:
    response = signed_in(officer("view_person", "view_contact")).get(address(Person, "history", person.pk))
    assert ("ข้อมูลติดต่อ", "secret@example.com", "secret2@example.com") in changes(response)


def test_who_does_not_reads_that_it_changed_and_not_what(person: Person) -> None:
    key, client = person.pk, signed_in(officer("view_person"))
    response = client.get(address(Person, "history", key))
    told = changes(response)
    assert ("หมายเหตุ", "(ไม่แสดงแก่บัญชีนี้)", "(ไม่แสดงแก่บัญชีนี้)") in told
    entries = " ".join(" ".join(change) for change in told)
    assert [sign for sign in SECRETS if sign in entries] == []
    for row in (*person.contacts.all(), *person.consents.all(), person):
        row.delete()
    for page in (address(Person, "history", key), address(Person, "deleted")):
        assert [sign for sign in SECRETS if sign in text_of(client.get(page))] == []


def test_the_title_of_a_history_names_nobody_to_who_may_not_read_the_name(person: Person) -> None:
    response = signed_in(officer("view_person")).get(address(Person, "history", person.pk))
    assert "ลับเฉพาะ" not in text_of(response)
