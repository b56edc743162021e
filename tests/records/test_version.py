"""A row is written only if it is still the one that was read."""

import pytest
from django.db import models

from clusters.models import Cluster
from members.models import Person
from records.history import written_by
from records.version import StaleSave
from tests import factories

pytestmark = pytest.mark.django_db


def twice(person: Person) -> tuple[Person, Person]:
    return Person.objects.get(pk=person.pk), Person.objects.get(pk=person.pk)


def test_each_save_counts() -> None:
    person = factories.PersonFactory.create()
    assert person.version == 1
    person.save()
    assert (person.version, Person.objects.get().version) == (2, 2)


def test_the_second_save_of_two_readers_is_refused_and_writes_nothing() -> None:
    boss = factories.UserFactory.create(person=factories.PersonFactory.create(name="สมหญิง"))
    first, second = twice(factories.PersonFactory.create(name="เดิม"))
    first.name = "ของคนแรก"
    with written_by(boss):
        first.save()
    second.name = "ของคนที่สอง"
    with pytest.raises(StaleSave, match="สมหญิง บันทึกรายการนี้ไปแล้วเมื่อ") as refused:
        second.save()
    assert (refused.value.saved_by, refused.value.deleted) == ("สมหญิง", False)
    assert Person.objects.get(pk=first.pk).name == "ของคนแรก"
    assert second.version == 1  # as it was read, so that asking again refuses again
    assert Person.history.filter(id=first.pk, name="ของคนที่สอง").count() == 0


def test_who_saves_a_row_that_was_deleted_is_told_who_deleted_it() -> None:
    first, second = twice(factories.PersonFactory.create())
    first.delete()
    with pytest.raises(StaleSave, match="ระบบ ลบรายการนี้ไปแล้วเมื่อ") as refused:
        second.save()
    assert refused.value.deleted


def test_a_row_without_history_is_refused_without_a_name() -> None:
    first, second = twice(factories.PersonFactory.create())
    first.save()
    Person.history.all().delete()
    with pytest.raises(StaleSave, match="เปลี่ยนไปแล้วตั้งแต่ท่านเปิดหน้านี้") as refused:
        second.save()
    assert refused.value.saved_at is None


def test_a_save_of_some_fields_writes_and_tells_the_whole_row() -> None:
    person = factories.PersonFactory.create(name="เดิม")
    person.name = "ใหม่"
    person.save(update_fields=["note"])
    assert Person.objects.get().name == "ใหม่"
    assert Person.history.latest().name == "ใหม่"


def test_a_row_that_was_read_in_part_is_not_saved() -> None:
    factories.PersonFactory.create()
    with pytest.raises(ValueError, match="note"):
        Person.objects.defer("note").get().save()


def test_a_failed_save_leaves_the_version_as_it_was() -> None:
    cluster = factories.ClusterFactory.create()
    cluster.state = "unheard of"
    with pytest.raises(Exception, match=r"cluster_state_is_known|too long"):
        cluster.save()
    assert cluster.version == 1


def test_a_new_row_with_a_key_of_its_own_begins_at_1() -> None:
    person = Person(pk=4711, name="ก", version=9)
    person.save()
    assert Person.objects.get(pk=4711).version == 1


def test_an_editor_that_forgets_the_version_does_not_exist() -> None:
    assert all(isinstance(model._meta.get_field("version"), models.PositiveIntegerField) for model in (Cluster, Person))


def test_a_new_object_with_the_id_of_a_kept_row_does_not_overwrite_it() -> None:
    kept = factories.PersonFactory.create(name="เดิม")
    with pytest.raises(StaleSave):
        Person(pk=kept.pk, name="ทับ").save()
    assert Person.objects.get(pk=kept.pk).name == "เดิม"


def test_a_new_object_may_choose_an_id_that_is_free() -> None:
    Person(pk=4711, name="ใหม่").save()
    assert Person.objects.get(pk=4711).version == 1
