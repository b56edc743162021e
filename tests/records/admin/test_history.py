"""The history pages: who wrote what, when and why, in words."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, ClusterProvince
from members.models import Person
from programmes.models import Milestone, ReportedFigure, Round
from records.history import written_by
from records.models import Record
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_change_is_told_with_author_reason_and_both_values_in_words() -> None:
    boss = factories.SuperuserFactory.create(person=factories.PersonFactory.create(name="สมหญิง รักงาน"))
    old, new = factories.SectorFactory.create(name="สิ่งทอ"), factories.SectorFactory.create(name="อาหาร")
    row = factories.ClusterFactory.create(sector=old, state=Cluster.State.DRAFT)
    row.sector, row.state, row.founded = new, Cluster.State.PUBLIC, 2545
    with written_by(boss, reason="ตามหนังสือ อก 0407"):
        row.save()
    response = signed_in(boss).get(address(Cluster, "history", row.pk))
    entry = response.context["page"].object_list[0]
    assert (entry.verb, entry.who, entry.reason) == ("แก้ไข", "สมหญิง รักงาน", "ตามหนังสือ อก 0407")
    assert {(change.name, change.before, change.after) for change in entry.changes} == {
        ("สาขาอุตสาหกรรม", "สิ่งทอ", "อาหาร"),
        ("สถานะ", "ร่าง", "เผยแพร่"),
        ("ปีที่รวมกลุ่ม (พ.ศ.)", "", "2545"),
    }
    assert "สมหญิง รักงาน" in text_of(response)


def test_dates_yes_and_no_and_numbers_are_in_words() -> None:
    milestone = factories.MilestoneFactory.create(day="2004-06-10")
    round_ = factories.RoundFactory.create(list_complete=True)
    figure = factories.ReportedFigureFactory.create(measure="budget", value=19_000_000)
    client = signed_in()
    assert "10 มิ.ย. 2547" in text_of(client.get(address(Milestone, "history", milestone.pk)))
    assert "รายชื่อกลุ่มครบถ้วน – ใช่" in text_of(client.get(address(Round, "history", round_.pk)))
    assert "19,000,000" in text_of(client.get(address(ReportedFigure, "history", figure.pk)))


def test_the_rows_of_an_inline_are_told_of_with_their_owner() -> None:
    place = factories.ClusterProvinceFactory.create(province__name="ขอนแก่น")
    key = place.pk
    place.delete()
    entries = signed_in().get(address(Cluster, "history", place.cluster_id)).context["page"].object_list
    told = [(entry.verb, entry.part, entry.row_id) for entry in entries]
    part = str(ClusterProvince._meta.verbose_name)
    assert told == [("ลบ", part, key), ("เพิ่ม", part, key), ("เพิ่ม", "", place.cluster_id)]


def test_a_deleted_row_keeps_its_history_and_is_found_from_the_list() -> None:
    row = factories.PersonFactory.create(name="สมปอง ลาออก")
    key = row.pk
    row.delete()
    client = signed_in()
    assert "สมปอง ลาออก" in text_of(client.get(address(Person, "deleted")))
    history = client.get(address(Person, "history", key))
    assert [entry.verb for entry in history.context["page"].object_list] == ["ลบ", "เพิ่ม"]
    assert "ลบแล้ว" in text_of(history)


def test_a_row_that_a_value_pointed_at_and_that_is_no_more_is_named_by_its_number() -> None:
    row = factories.ClusterFactory.create()
    gone, row.sector = row.sector, factories.SectorFactory.create()
    row.save()
    number = gone.pk
    gone.delete()
    assert f"หมายเลข {number}" in text_of(signed_in().get(address(Cluster, "history", row.pk)))


def test_a_save_that_changed_nothing_says_so() -> None:
    row = factories.PersonFactory.create()
    row.save()
    assert "บันทึกโดยไม่มีข้อมูลใดเปลี่ยน" in text_of(signed_in().get(address(Person, "history", row.pk)))


def test_a_history_is_paged_and_costs_the_same_with_1_and_20_entries() -> None:
    boss = factories.SuperuserFactory.create()
    row = factories.ClusterFactory.create()
    client = signed_in(boss)
    page = address(Cluster, "history", row.pk)

    def write(times: int) -> None:
        for n in range(times):
            row.vision, row.sector = f"วิสัยทัศน์ {n}", factories.SectorFactory.create()
            with written_by(factories.UserFactory.create(person=factories.PersonFactory.create())):
                row.save()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    write(1)
    cost()  # content types are read once for all
    once = cost()
    write(24)
    assert cost() == once
    first, second = (client.get(page, {"p": number}).context["page"] for number in (1, 2))
    assert (len(first.object_list), len(second.object_list)) == (20, 6)
    assert "วิสัยทัศน์" not in second.object_list[-1].verb
    assert [entry.verb for entry in second.object_list][-1] == "เพิ่ม"


@pytest.mark.parametrize("number", ["abc", "²", "-1", "0", "9" * 50, "\0", ""])
def test_an_odd_page_number_shows_a_page(number: str) -> None:
    row = factories.PersonFactory.create()
    assert signed_in().get(address(Person, "history", row.pk), {"p": number}).status_code == 200


def test_an_odd_place_among_the_deleted_shows_the_last_of_them() -> None:
    row = factories.PersonFactory.create(name="สมปอง ลาออก")
    row.delete()
    for place in ("abc", "after-999999", "before-0", "first", "\0"):
        assert "สมปอง ลาออก" in text_of(signed_in().get(address(Person, "deleted"), {"p": place}))


def test_no_page_of_the_portal_changes_or_deletes_a_history() -> None:
    row = factories.PersonFactory.create(name="สมปอง เดิม")
    row.name = "สมปอง ใหม่"
    row.save()
    histories = {model.history.model for model in apps.get_models() if issubclass(model, Record)}
    assert not histories & set(admin.site._registry)
    before = list(Person.history.order_by("history_id").values())
    client, page = signed_in(), address(Person, "history", row.pk)
    past = Person.history.earliest("history_id")
    for method in ("post", "put", "patch", "delete"):
        for path in (page, f"{page}{past.pk}/", f"{page}{past.pk}/change/", address(Person, "deleted")):
            answer = getattr(client, method)(path, {"name": "สมปอง อื่น", "post": "yes"})
            assert answer.status_code in {200, 302, 404, 405}
    assert list(Person.history.order_by("history_id").values()) == before


def test_an_empty_list_of_deletions_says_so() -> None:
    assert "ยังไม่มีรายการที่ลบ" in text_of(signed_in().get(address(Person, "deleted")))


def test_the_password_is_not_in_the_history() -> None:
    user = factories.UserFactory.create()
    assert not hasattr(type(user).history.get(id=user.pk), "password")
