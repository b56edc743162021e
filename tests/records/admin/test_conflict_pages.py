"""A row that somebody deleted while one edited it: told, shown, and entered again if one wants."""

import pytest

from clusters.models import Cluster
from members.models import Person
from tests import factories
from tests.admin_pages import address, deletion_of, form_of, officer, signed_in, text_of
from tests.records.admin.test_conflicts import sent_by

pytestmark = pytest.mark.django_db


def test_what_was_typed_for_a_deleted_row_is_shown_and_entered_again_with_its_rows() -> None:
    person = factories.PersonFactory.create(name="สมปอง")
    factories.ContactFactory.create(person=person, value="old@example.com")
    mine = signed_in()
    page = address(Person, "change", person.pk)
    read = form_of(mine.get(page))
    signed_in().post(address(Person, "delete", person.pk), deletion_of(person))
    gone = mine.post(page, {**read, "name": "สมปอง ใหม่", "contacts-0-value": "new@example.com"})
    assert "ลบรายการนี้ไปแล้วเมื่อ" in text_of(gone)
    assert [(change.before, change.after) for change in gone.context["changes"]] == [("สมปอง", "สมปอง ใหม่")]
    assert mine.post(address(Person, "add"), sent_by(gone)).status_code == 302
    again = Person.objects.get()
    assert (again.name, again.contacts.get().value) == ("สมปอง ใหม่", "new@example.com")
    assert again.pk != person.pk


def test_who_may_not_add_is_shown_what_they_typed_and_no_more() -> None:
    cluster = factories.ClusterFactory.create()
    mine = signed_in(officer("change_cluster"))
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    cluster.delete()
    gone = mine.post(page, {**read, "vision": "ของฉัน"})
    assert "ของฉัน" in text_of(gone)
    assert "เพิ่มเป็นรายการใหม่" not in text_of(gone)


def test_a_row_that_never_was_still_leads_to_the_list() -> None:
    assert signed_in().post(address(Cluster, "change", 999), {}).status_code == 302
