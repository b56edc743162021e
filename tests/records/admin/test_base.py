"""Saving in the admin: never over another's save, whole or not at all, and always with a reason in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, ClusterProvince
from programmes.models import Participation, Round, Source
from records.admin.base import ADMIN_REASON
from records.errors import RuleBroken
from records.guard import bulk_writes
from records.history import written_by
from tests import factories
from tests.admin_pages import RECORDS, address, deletion_of, form_of, make_row, officer, signed_in, text_of

pytestmark = pytest.mark.django_db

READ_ONLY = {"ChangeProposal", "Edition", "ReportedFigure", "ImportBatch"}
EDITABLE = [model for model in RECORDS if model.__name__ not in READ_ONLY]


def named_boss(name: str) -> Client:
    return signed_in(factories.SuperuserFactory.create(person=factories.PersonFactory.create(name=name)))


@pytest.fixture
def cluster() -> Cluster:
    return factories.ClusterFactory.create(name="ผ้าไหม ขอนแก่น", vision="เดิม")


@pytest.mark.parametrize("model", EDITABLE)
def test_a_form_sent_as_it_came_saves_without_a_new_version(model: Any) -> None:
    row, client = make_row(model), signed_in()
    page = address(model, "change", row.pk)
    version, written = model.objects.get(pk=row.pk).version, model.history.filter(id=row.pk).count()
    response = client.post(page, form_of(client.get(page)))
    assert response.status_code == 302
    assert model.objects.get(pk=row.pk).version == version
    assert model.history.filter(id=row.pk).count() == written


def test_the_second_of_two_officers_is_refused_and_told_who_was_first(cluster: Cluster) -> None:
    first, second = named_boss("สมหญิง รักงาน"), named_boss("สมชาย มาช้า")
    page = address(Cluster, "change", cluster.pk)
    read_first, read_second = form_of(first.get(page)), form_of(second.get(page))
    assert first.post(page, {**read_first, "vision": "ของคนแรก"}).status_code == 302
    refused = second.post(page, {**read_second, "vision": "ของคนที่สอง"})
    shown = text_of(refused)
    assert refused.status_code == 200
    assert "สมหญิง รักงาน บันทึกรายการนี้ไปแล้วเมื่อ" in shown
    assert "ของคนที่สอง" in shown  # what was typed stays in the form
    cluster.refresh_from_db()
    assert (cluster.vision, cluster.version) == ("ของคนแรก", 2)
    again = second.post(page, {**read_second, "vision": "ของคนที่สอง"})
    assert again.status_code == 200  # sending it again doesn't help


@pytest.mark.parametrize("version", ["", "0", "abc", "๑", "99999999999999999999"])
def test_a_form_that_does_not_say_its_version_is_refused(cluster: Cluster, version: str) -> None:
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    sent = {**form_of(client.get(page)), "vision": "ใหม่", "version_read": version}
    if version == "๑":
        assert client.post(page, sent).status_code == 302  # Thai digits are digits
        return
    assert client.post(page, sent).status_code == 200
    assert Cluster.objects.get().vision == "เดิม"


def test_a_row_of_an_inline_that_somebody_saved_is_not_written_over(cluster: Cluster) -> None:
    place = factories.ClusterProvinceFactory.create(cluster=cluster)
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    read = form_of(client.get(page))
    place.province = factories.ProvinceFactory.create()
    place.save()
    refused = client.post(page, {**read, "vision": "ใหม่"})
    assert refused.status_code == 200
    assert "บันทึกรายการนี้ไปแล้วเมื่อ" in text_of(refused)
    cluster.refresh_from_db()
    assert cluster.vision == "เดิม"  # the whole page, not half of it


def test_a_row_of_an_inline_that_somebody_saved_is_not_deleted(cluster: Cluster) -> None:
    place = factories.ClusterProvinceFactory.create(cluster=cluster)
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    read = form_of(client.get(page))
    place.province = factories.ProvinceFactory.create()
    place.save()
    refused = client.post(page, {**read, "places-0-DELETE": "on"})
    assert refused.status_code == 200
    assert "บันทึกรายการนี้ไปแล้วเมื่อ" in text_of(refused)
    assert ClusterProvince.objects.filter(pk=place.pk).exists()


def test_an_inline_adds_changes_and_deletes_with_history(cluster: Cluster) -> None:
    kept, dropped = factories.ClusterProvinceFactory.create_batch(2, cluster=cluster)
    boss = factories.SuperuserFactory.create()
    client = signed_in(boss)
    page = address(Cluster, "change", cluster.pk)
    other, added = factories.ProvinceFactory.create_batch(2)
    sent = {
        **form_of(client.get(page)),
        "places-0-province": str(other.pk),
        "places-1-DELETE": "on",
        "places-TOTAL_FORMS": "3",
        "places-2-province": str(added.pk),
        "places-2-cluster": str(cluster.pk),
        "change_reason": "ตามหนังสือ อก 0407",
    }
    assert client.post(page, sent).status_code == 302
    assert set(cluster.places.values_list("province", flat=True)) == {other.pk, added.pk}
    written = ClusterProvince.history.filter(history_user=boss, history_change_reason="ตามหนังสือ อก 0407")
    assert {(row.history_type, row.id) for row in written} == {
        ("~", kept.pk),
        ("-", dropped.pk),
        ("+", cluster.places.get(province=added).pk),
    }


def test_a_rule_broken_while_saving_comes_back_as_the_form(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another session saves between the check and the write."""
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    read = form_of(client.get(page))
    after = ClusterProvince.save

    def someone_is_faster(self: ClusterProvince, *args: Any, **kwargs: Any) -> None:
        raise RuleBroken("มีผู้ล็อกรายการนี้พอดี")

    monkeypatch.setattr(ClusterProvince, "save", someone_is_faster)
    province = factories.ProvinceFactory.create()
    sent = {**read, "vision": "ใหม่", "places-TOTAL_FORMS": "1", "places-0-province": str(province.pk)}
    refused = client.post(page, sent)
    monkeypatch.setattr(ClusterProvince, "save", after)
    shown = text_of(refused)
    assert refused.status_code == 200
    assert "มีผู้ล็อกรายการนี้พอดี" in shown
    assert "ใหม่" in shown
    cluster.refresh_from_db()
    assert (cluster.vision, cluster.version) == ("เดิม", 1)  # rolled back with the rest
    assert not LogEntry.objects.exists()


@contextmanager
def overtaken(times: int) -> Iterator[None]:
    """Let another save come between the check and the write of a cluster, so many times."""
    left = [times]

    def another_saves(instance: Cluster, **_signal: Any) -> None:
        if left[0]:
            left[0] -= 1
            with bulk_writes():
                Cluster.objects.filter(pk=instance.pk).update(version=7)

    pre_save.connect(another_saves, sender=Cluster)
    try:
        yield
    finally:
        pre_save.disconnect(another_saves, sender=Cluster)


@pytest.mark.parametrize(("times", "saved"), [(1, True), (2, False)])
def test_who_is_overtaken_in_the_moment_of_writing_is_read_once_more_and_then_told(
    times: int, saved: bool, cluster: Cluster
) -> None:
    client, page = signed_in(), address(Cluster, "change", cluster.pk)
    sent = {**form_of(client.get(page)), "vision": "ใหม่"}
    with overtaken(times):
        answer = client.post(page, sent)
    cluster.refresh_from_db()
    assert (answer.status_code, cluster.vision) == ((302, "ใหม่") if saved else (200, "เดิม"))
    assert saved or "ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข" in text_of(answer)


def test_two_rows_that_clash_in_the_same_moment_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()

    def clash(self: Source, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            raise IntegrityError("duplicate key value")

    monkeypatch.setattr(Source, "save", clash)
    sent = {"code": "X", "title": "ก", "title_language": "th", "publisher": "ข", "year_kind": "plain"}
    inlines = {"figures-TOTAL_FORMS": "0", "figures-INITIAL_FORMS": "0"}
    refused = client.post(address(Source, "add"), {**sent, **inlines})
    assert refused.status_code == 200
    assert "ขัดกันในเวลาเดียวกัน" in text_of(refused)


def test_a_row_deleted_in_between_sends_to_the_list_and_says_who(cluster: Cluster) -> None:
    first, second = named_boss("สมหญิง รักงาน"), named_boss("สมชาย มาช้า")
    page = address(Cluster, "change", cluster.pk)
    read = form_of(second.get(page))
    assert first.post(address(Cluster, "delete", cluster.pk), deletion_of(cluster)).status_code == 302
    gone = second.get(page, follow=True)
    assert gone.redirect_chain == [(address(Cluster, "changelist"), 302)]
    assert "สมหญิง รักงาน ลบรายการนี้ไปแล้วเมื่อ" in text_of(gone)
    gone = second.post(page, {**read, "vision": "ใหม่"})
    assert "สมหญิง รักงาน ลบรายการนี้ไปแล้วเมื่อ" in text_of(gone)
    assert "ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข" in text_of(gone)


@pytest.mark.parametrize("key", ["999", "abc", "_00", "99999999999999999999999"])
@pytest.mark.parametrize("name", ["change", "delete", "history"])
def test_a_row_that_never_was_sends_to_the_list(name: str, key: str) -> None:
    response = signed_in().get(address(Cluster, name, key), follow=True)
    assert response.redirect_chain == [(address(Cluster, "changelist"), 302)]
    assert "ไม่พบรายการที่ขอ" in text_of(response)


def test_a_refused_deletion_says_why_and_deletes_nothing() -> None:
    locked = factories.RoundFactory.create()
    held = factories.ParticipationFactory.create(round=locked)
    factories.with_locks(locked, participation_locked=True)
    response = signed_in().post(address(Participation, "delete", held.pk), deletion_of(held), follow=True)
    assert "ล็อกแล้ว" in text_of(response)
    assert Participation.objects.filter(pk=held.pk).exists()
    assert not LogEntry.objects.exists()


def test_deleting_selected_rows_is_all_or_nothing() -> None:
    free, locked = factories.ParticipationFactory.create_batch(2)
    factories.with_locks(locked.round, participation_locked=True)
    sent = deletion_of(free, locked, selected=True)
    response = signed_in().post(address(Participation, "changelist"), sent, follow=True)
    assert "ล็อกแล้ว" in text_of(response)
    assert Participation.objects.count() == 2
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("selected", [False, True])
def test_a_row_that_somebody_saved_is_not_deleted(cluster: Cluster, selected: bool) -> None:
    page = address(Cluster, "changelist") if selected else address(Cluster, "delete", cluster.pk)
    sent, boss = deletion_of(cluster, selected=selected), signed_in()
    cluster.vision = "ของอีกคน"
    with written_by(factories.UserFactory.create(person=factories.PersonFactory.create(name="สมหญิง รักงาน"))):
        cluster.save()
    refused = boss.post(page, sent, follow=True)
    assert "สมหญิง รักงาน บันทึกรายการนี้ไปแล้ว" in text_of(refused)
    assert Cluster.objects.filter(pk=cluster.pk).exists()
    if not selected:  # the question comes again, of the row as it is now
        assert refused.redirect_chain == [(page, 302)]
        assert 'name="version_read" value="2"' in refused.content.decode()
    assert boss.post(page, deletion_of(cluster, selected=selected)).status_code == 302
    assert not Cluster.objects.filter(pk=cluster.pk).exists()


def test_the_question_before_a_deletion_carries_the_versions(cluster: Cluster) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [cluster.pk]}
    asked = signed_in().post(address(Cluster, "changelist"), chosen).content.decode()
    assert f'name="version_read-{cluster.pk}" value="1"' in asked
    kept = factories.ParticipationFactory.create(cluster=cluster)
    asked = signed_in().post(address(Cluster, "changelist"), chosen).content.decode()
    assert str(kept) in asked  # why it can't be deleted
    assert "version_read" not in asked


def test_deleting_selected_rows_writes_who_deleted_each() -> None:
    rows = factories.ClusterFactory.create_batch(2)
    boss = factories.SuperuserFactory.create()
    sent = deletion_of(*rows, selected=True)
    assert signed_in(boss).post(address(Cluster, "changelist"), sent).status_code == 302
    deleted = Cluster.history.filter(history_type="-")
    assert {(row.id, row.history_user) for row in deleted} == {(row.pk, boss) for row in rows}


def test_each_write_of_the_admin_names_its_author_and_a_reason(cluster: Cluster) -> None:
    boss = factories.SuperuserFactory.create()
    client = signed_in(boss)
    page = address(Cluster, "change", cluster.pk)
    client.post(page, {**form_of(client.get(page)), "vision": "หนึ่ง", "change_reason": "ตามมติที่ประชุม"})
    client.post(page, {**form_of(client.get(page)), "vision": "สอง"})
    client.post(address(Cluster, "delete", cluster.pk), deletion_of(cluster))
    written = list(cluster.history.filter(id=cluster.pk).exclude(history_type="+").order_by("history_id"))
    told = [(row.history_type, row.history_user, row.history_change_reason) for row in written]
    assert told == [("~", boss, "ตามมติที่ประชุม"), ("~", boss, ADMIN_REASON), ("-", boss, ADMIN_REASON)]


def test_a_reason_longer_than_its_column_is_refused(cluster: Cluster) -> None:
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    sent = {**form_of(client.get(page)), "vision": "ใหม่", "change_reason": "ก" * 101}
    assert client.post(page, sent).status_code == 200
    assert Cluster.objects.get().vision == "เดิม"


@pytest.mark.parametrize("rights", [(), ("view_cluster",)])
def test_who_may_not_change_cannot(cluster: Cluster, rights: tuple[str, ...]) -> None:
    client = signed_in(officer(*rights))
    page = address(Cluster, "change", cluster.pk)
    assert client.get(page).status_code == (200 if rights else 403)
    assert client.post(page, {"name": "ใหม่", "version_read": "1"}).status_code == 403
    assert client.post(address(Cluster, "delete", cluster.pk), {"post": "yes"}).status_code == 403
    assert client.get(address(Cluster, "history", cluster.pk)).status_code == (200 if rights else 403)
    assert client.get(address(Cluster, "deleted")).status_code == (200 if rights else 403)


def test_who_may_change_can(cluster: Cluster) -> None:
    client = signed_in(officer("change_cluster"))
    page = address(Cluster, "change", cluster.pk)
    assert client.post(page, {**form_of(client.get(page)), "vision": "ใหม่"}).status_code == 302
    assert Cluster.objects.get().vision == "ใหม่"


@pytest.mark.parametrize(
    ("model", "part"),
    [(Cluster, "place"), (Cluster, "participation"), (Round, "participation"), (Source, "figure")],
)
def test_a_change_page_costs_the_same_with_1_and_20_rows_of_an_inline(model: Any, part: str) -> None:
    row, client = make_row(model), signed_in()
    makers: dict[str, Any] = {
        "place": factories.ClusterProvinceFactory,
        "participation": factories.ParticipationFactory,
        "figure": factories.ReportedFigureFactory,
    }
    owner = {model._meta.model_name: row}

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(model, "change", row.pk)).status_code == 200
        return len(asked)

    makers[part].create(**owner)
    client.get(address(model, "change", row.pk))  # content types are read once for all
    once = cost()
    makers[part].create_batch(19, **owner)
    assert cost() == once
