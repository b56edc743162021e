"""The page on which a change of a shared organisation is proposed, and the page on which it's decided on."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.admin.due import changes_to_decide, own_changes_that_moved_on
from members.models import ChangeProposal, Disclosure, Organisation, User
from tests.admin_pages import address, signed_in, text_of
from tests.factories import ChangeProposalFactory, OrganisationFactory, ProvinceFactory, SuperuserFactory, UserFactory
from tests.shared_organisation import Shared, shared_organisation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


def propose_page(shared: Shared) -> str:
    return address(Organisation, "propose", shared.organisation.pk)


def sent(client: Client, shared: Shared, **changed: str) -> Any:
    """Send the form of a proposal as it came, but for what is changed."""
    page = client.get(propose_page(shared))
    boxes = {box.html_name: box.value() for box in page.context["adminform"].form}
    given = {name: "" if value is None else str(value) for name, value in boxes.items()}
    return client.post(propose_page(shared), {**given, "change_reason": "ตามหนังสือ", **changed}, follow=True)


def decided(user: User, row: ChangeProposal, verb: str, **more: Any) -> str:
    version = Organisation.objects.get(pk=row.organisation_id).version
    given = {"verb": verb, "version_seen": version, **more}
    return text_of(signed_in(user).post(address(ChangeProposal, "change", row.pk), given, follow=True))


def titles(ask: Any, user: User) -> list[str]:
    return [line.title for line in ask(user, TODAY) if line.count]


def test_from_the_page_that_only_shows_to_the_page_that_accepts() -> None:
    shared = shared_organisation(name="ไหมร่วม", province=ProvinceFactory.create(name="ลำพูน"))
    other, client = ProvinceFactory.create(name="ลำปาง"), signed_in(shared.north)
    page = client.get(address(Organisation, "change", shared.organisation.pk))
    assert propose_page(shared) in page.content.decode()
    assert "ดูได้อย่างเดียว" in text_of(page)
    assert "ยังไม่มีข้อมูลใดเปลี่ยน" in text_of(sent(client, shared, province=str(other.pk)))
    row = ChangeProposal.objects.get()
    assert row.changes == {"province": [shared.organisation.province_id, other.pk]}
    assert titles(changes_to_decide, shared.south) == ["ข้อเสนอแก้ไขหน่วยงาน 1 รายการรอพิจารณา"]
    assert titles(changes_to_decide, shared.north) == []
    assert titles(changes_to_decide, UserFactory.create(role="manager")) == []
    seen = text_of(signed_in(shared.south).get(address(ChangeProposal, "change", row.pk)))
    assert "จังหวัด ลำพูน ลำปาง" in seen
    assert "รับและแก้ไขหน่วยงาน" in seen
    assert "ท่านเป็นผู้เสนอ จึงรับเองไม่ได้" in text_of(client.get(address(ChangeProposal, "change", row.pk)))
    assert "แก้ไขหน่วยงานแล้ว" in decided(shared.south, row, "accept")
    history = text_of(client.get(address(Organisation, "history", shared.organisation.pk)))
    assert "ลำพูน ลำปาง" in history
    assert f"ตามข้อเสนอของ {shared.north}" in history
    assert titles(changes_to_decide, shared.south) == []


def test_the_list_names_what_is_proposed_and_its_history_names_the_fields() -> None:
    shared = shared_organisation(name="ไหมร่วม")
    row = ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    listed = text_of(signed_in(shared.south).get(f"{address(ChangeProposal, 'changelist')}?state__exact=waiting"))
    assert "ไหมร่วม" in listed
    assert "รอพิจารณา" in listed
    told = text_of(signed_in(shared.south).get(address(ChangeProposal, "history", row.pk)))
    assert "สิ่งที่เสนอแก้ไข – ชื่อ" in told


def test_a_proposal_needs_its_reason_and_is_kept_to_what_was_read() -> None:
    shared = shared_organisation()
    client = signed_in(shared.north)
    assert "ยังไม่ได้ส่งข้อเสนอ" in text_of(sent(client, shared, name="ข", change_reason=""))
    assert "ยังไม่ได้แก้ไขช่องใด" in text_of(sent(client, shared))
    assert "บันทึกรายการนี้ไปแล้ว" in text_of(sent(client, shared, name="ข", version_read="7"))
    OrganisationFactory.create(name="บริษัทซ้ำ")
    assert "อาจมีรายการนี้อยู่แล้ว" in text_of(sent(client, shared, name="บริษัทซ้ำ"))
    assert not ChangeProposal.objects.exists()


def test_what_moved_on_is_shown_and_told_to_the_proposer() -> None:
    shared = shared_organisation(name="ก")
    row = ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    assert titles(own_changes_that_moved_on, shared.north) == []
    shared.organisation.name = "หัวหน้าแก้"
    shared.organisation.save()
    assert len(titles(own_changes_that_moved_on, shared.north)) == 1
    page = text_of(signed_in(shared.south).get(address(ChangeProposal, "change", row.pk)))
    assert "ชื่อ ก ชื่อใหม่ หัวหน้าแก้" in page
    assert "รับและแก้ไขหน่วยงาน" not in page
    assert "จึงรับไม่ได้" in decided(shared.south, row, "accept")
    assert "ระบุเหตุผล" in decided(shared.south, row, "refuse")
    assert "ไม่รับข้อเสนอแล้ว" in decided(shared.south, row, "refuse", answer="เปลี่ยนแล้ว")
    assert "ชื่อ ก ชื่อใหม่" in text_of(signed_in(shared.north).get(address(ChangeProposal, "change", row.pk)))


def test_the_proposer_takes_it_back_and_a_reader_only_reads() -> None:
    shared = shared_organisation()
    row = ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    manager = UserFactory.create(role="manager")
    assert "รอผู้ที่ดูแลคลัสเตอร์ทั้งหมด" in text_of(signed_in(manager).get(address(ChangeProposal, "change", row.pk)))
    assert "ท่านพิจารณาข้อเสนอนี้ไม่ได้" in decided(manager, row, "accept")
    assert "ของตนเอง" in decided(shared.south, row, "withdraw")
    assert "ถอนข้อเสนอแล้ว" in decided(shared.north, row, "withdraw")
    assert signed_in(shared.north).post(address(ChangeProposal, "change", row.pk), {}).status_code == 200


def test_a_page_with_a_persons_values_is_logged() -> None:
    shared = shared_organisation(kind=Organisation.Kind.SOLE_TRADER)
    row = ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    signed_in(shared.south).get(address(ChangeProposal, "change", row.pk))
    signed_in(shared.north).get(propose_page(shared))
    subject = f"members.Organisation:{shared.organisation.pk}"
    assert set(Disclosure.objects.values_list("user", "subject")) == {
        (shared.south.pk, subject),
        (shared.north.pk, subject),
    }


def test_what_was_blanked_says_so() -> None:
    row = ChangeProposalFactory.create(changes={})
    assert "ลบค่าที่เสนอแล้ว" in text_of(signed_in().get(address(ChangeProposal, "change", row.pk)))
    assert "–" in text_of(signed_in().get(address(ChangeProposal, "changelist")))


def test_the_list_and_the_start_page_do_not_ask_for_each_proposal() -> None:
    shared, boss = shared_organisation(), SuperuserFactory.create()
    client = signed_in(boss)

    def cost() -> list[int]:
        asked = []
        for path in (address(ChangeProposal, "changelist"), "/admin/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            asked.append(len(queries))
        return asked

    ChangeProposalFactory.create(proposed_by=boss)
    cost()
    first = cost()
    for author in UserFactory.create_batch(5):
        ChangeProposalFactory.create_batch(3, proposed_by=author)
    ChangeProposalFactory.create_batch(3, organisation=shared.organisation, proposed_by=boss)
    assert cost() == first
