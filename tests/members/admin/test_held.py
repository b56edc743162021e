"""All that is held on a person, for headquarters, as a page and as JSON; every opening is logged."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Disclosure, Organisation, Person
from members.privacy.disclosures import subject_of
from tests import factories
from tests.admin_pages import address, officer, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    person = factories.PersonFactory.create(name="สมปอง เดิม")
    person.name = "สมปอง ใหม่"
    person.save()
    factories.ContactFactory.create(person=person, value="sompong@example.com")
    factories.ConsentFactory.create(person=person, source="แบบที่ 7")
    factories.OfficeFactory.create(person=person)
    factories.PrivacyRequestFactory.create(person=person, text="ขอดูข้อมูล")
    return person


def test_the_page_and_the_data_hold_every_row_its_history_and_who_saw_it(person: Person) -> None:
    client = signed_in(factories.SuperuserFactory.create(email="boss@example.go.th"))
    client.get(address(Person, "change", person.pk))
    page = text_of(client.get(address(Person, "held", person.pk)))
    data = client.get(address(Person, "held_json", person.pk))
    assert "attachment" in data.headers["Content-Disposition"]
    for told in ("สมปอง เดิม → สมปอง ใหม่", "sompong@example.com", "แบบที่ 7", "ขอดูข้อมูล", "ประธาน"):
        assert told in page
        assert told in data.content.decode()
    assert "boss@example.go.th · เปิดหน้าข้อมูล" in page
    assert {row["what"] for row in data.json()["rows"]} >= {"บุคคล", "ข้อมูลติดต่อ", "ความยินยอม"}
    kinds = Disclosure.objects.filter(subject=subject_of(person)).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["page", "export", "export"]


def test_of_an_organisation_that_is_a_person_as_well() -> None:
    trader = factories.SoleTraderFactory.create(address="บ้านเลขที่ 9")
    factories.EnterpriseFiguresFactory.create(organisation=trader, employees=7)
    rows = signed_in().get(address(Organisation, "held_json", trader.pk)).json()["rows"]
    assert rows[0]["values"]["ที่อยู่"] == "บ้านเลขที่ 9"
    assert any(row["values"].get("จำนวนพนักงาน") == "7" for row in rows) or len(rows) == 2


def test_only_headquarters_take_it_out(person: Person) -> None:
    for page in ("held", "held_json"):
        assert (
            signed_in(officer("view_person", "change_person")).get(address(Person, page, person.pk)).status_code == 403
        )
        for key in ("999", "x"):
            assert signed_in().get(address(Person, page, key)).status_code == 302
    assert not Disclosure.objects.filter(kind="export").exists()


def test_openings_of_lists_pages_and_histories_are_logged_and_saves_are_not(person: Person) -> None:
    boss = factories.SuperuserFactory.create()
    client = signed_in(boss)
    client.get(address(Person, "changelist"))
    client.get(address(Person, "change", person.pk))
    client.get(address(Person, "history", person.pk))
    client.post(address(Person, "change", person.pk), {})
    client.get(address(Person, "add"))
    client.get(address(Person, "change", 999))
    client.get(address(Person, "history", 999))
    kept = list(Disclosure.objects.order_by("pk").values_list("user", "kind", "rows", "subject"))
    whose = subject_of(person)
    assert kept == [(boss.pk, "list", 1, ""), (boss.pk, "page", 1, whose), (boss.pk, "page", 1, whose)]


def test_of_organisations_those_that_are_people_or_have_contacts_are_logged() -> None:
    firm, trader = factories.OrganisationFactory.create(), factories.SoleTraderFactory.create()
    reachable = factories.OrganisationFactory.create()
    factories.ContactFactory.create(person=None, organisation=reachable)
    client = signed_in()
    client.get(address(Organisation, "changelist"))
    for row in (firm, trader, reachable):
        client.get(address(Organisation, "change", row.pk))
    subjects = set(Disclosure.objects.values_list("subject", flat=True))
    assert subjects == {subject_of(trader), subject_of(reachable)}


def test_a_long_history_is_told_whole() -> None:
    person = factories.PersonFactory.create()
    for n in range(25):
        person.note = f"หมายเหตุ {n}"
        person.save()
    (row,) = signed_in().get(address(Person, "held_json", person.pk)).json()["rows"]
    assert len(row["history"]) == 26


def test_a_page_costs_the_same_with_1_and_20_contacts() -> None:
    person, client = factories.PersonFactory.create(), signed_in()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address(Person, "change", person.pk))
        return len(asked)

    factories.ContactFactory.create(person=person)
    cost()
    once = cost()
    factories.ContactFactory.create_batch(19, person=person)
    assert cost() == once
