"""A row that somebody deleted while one edited it: told, shown, and entered again if one wants."""

import pytest

from clusters.models import Cluster
from members.models import Person, PrivacyRequest
from members.privacy.operations import Decision, answer_request
from programmes.models import Measurement
from programmes.operations.results import approve_result, submit_result
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


def test_what_was_typed_for_a_value_approved_in_between_stands_beside_it_and_nothing_is_overwritten() -> None:
    row = factories.MeasurementFactory.create(value=5, enterprises=9, evidence="รายงานเดิม")
    author, approver = factories.SuperuserFactory.create_batch(2)
    mine = signed_in(author)
    page = address(Measurement, "change", row.pk)
    read = form_of(mine.get(page))
    submit_result(row, by=author, version_read=1)
    approve_result(row, by=approver, version_read=2)
    told = mine.post(page, {**read, "value": "7", "evidence": "ของฉัน"})
    text = text_of(told)
    assert f"{approver} บันทึกรายการนี้ไปแล้วเมื่อ" in text
    assert "อนุมัติผลการดำเนินงาน" in text
    assert "ของฉัน รายงานเดิม" in text
    assert "ผล 7 5" in text
    row.refresh_from_db()
    assert (int(row.value), row.evidence, row.version, row.state) == (5, "รายงานเดิม", 3, "approved")
    assert "ตรงกับที่บันทึกไว้แล้ว" in text_of(mine.post(page, read))


def test_a_request_that_was_answered_in_between_is_told_the_same_way() -> None:
    held = factories.PrivacyRequestFactory.create()
    mine, page = signed_in(), address(PrivacyRequest, "change", held.pk)
    read = form_of(mine.get(page))
    boss = factories.SuperuserFactory.create()
    answer_request(held, Decision.GIVEN, answer="ส่งแล้ว", version_read=held.version, by=boss)
    person = factories.PersonFactory.create()
    assert "แก้ไขไม่ได้อีก" in text_of(mine.post(page, {**read, "person": str(person.pk)}))
    assert PrivacyRequest.objects.get().person is None


def test_who_never_had_the_right_learns_nothing_of_a_row() -> None:
    row = factories.MeasurementFactory.create(approved=True)
    answer = signed_in(officer("view_measurement")).post(address(Measurement, "change", row.pk), {"version_read": "0"})
    assert answer.status_code in {302, 403}
