"""A batch is taken back whole, for thirty days, unless somebody has built on it."""

from datetime import timedelta

import pytest

from clusters.models import Cluster
from members.imports.operations.batches import confirm, end_absent
from members.imports.operations.undo import ask_to_undo
from members.models import Consent, Contact, EnterpriseFigures, ImportBatch, Membership, Organisation
from records.derived import count_wrong
from records.errors import RuleBroken
from records.version import StaleSave
from tests.factories import LinkageFactory, MembershipFactory, OrganisationFactory
from tests.members.imports.batches import boss, checked, done, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import member, members

pytestmark = pytest.mark.usefixtures("clusters")

MODELS = (Organisation, Contact, Consent, Membership, EnterpriseFigures)


def undone(batch: ImportBatch) -> ImportBatch:
    return worked(ask_to_undo(batch, today=TODAY, by=boss()))


def test_what_was_created_goes_and_what_was_changed_is_as_before() -> None:
    done(member(1))
    before = dict(Organisation.objects.values().get())
    batch = done(member(1, products="แคบหมู", phone="081-999-0001"), *members(2, 2), year=2567)
    assert Organisation.objects.count() == 3
    batch = undone(batch)
    assert batch.state == ImportBatch.State.UNDONE
    after = dict(Organisation.objects.values().get())
    assert {name: after[name] for name in before if name != "version"} == {
        name: value for name, value in before.items() if name != "version"
    }
    assert Contact.objects.filter(kind="mobile").get().value == "+66812340001"
    assert EnterpriseFigures.objects.get().fiscal_year == 2566
    assert count_wrong(Organisation) == 0


def test_what_is_taken_back_leaves_its_origin() -> None:
    batch = undone(done(*members(2)))
    for model in MODELS:
        assert not model.objects.exists()
        last = model.history.latest("history_id")
        assert (last.history_type, last.history_user, last.history_origin) == (
            "-",
            boss(),
            f"การนำเข้าไฟล์ชุดที่ {batch.pk}",
        )
        assert last.history_change_reason == f"ยกเลิกการนำเข้าชุดที่ {batch.pk} รายชื่อ.csv"
    assert done(*members(1)).rows.get().links[0]["is_new"]
    assert Organisation.objects.get().code == "O000003"  # no code is given twice


def test_who_left_by_a_batch_is_a_member_again() -> None:
    leaves = MembershipFactory.create(cluster=Cluster.objects.order_by("pk")[0], from_year=2560)
    batch = checked(*members(1))
    end_absent(batch, [batch.rows.get(outcome="absent").pk], year=2565, reason="ย้าย", by=boss())
    batch = worked(confirm(ImportBatch.objects.get(pk=batch.pk), only_clean=False, by=boss()))
    undone(batch)
    leaves.refresh_from_db()
    assert (leaves.to_year, leaves.reason) == (None, "")


def test_what_somebody_changed_since_is_named_and_nothing_taken_back() -> None:
    batch = done(*members(9))
    for organisation in Organisation.objects.all()[:7]:
        organisation.note = "แก้แล้ว"
        organisation.save()
    with pytest.raises(RuleBroken, match=r"เพราะมีการแก้ไขหลังนำเข้า: .*ล้านนา 1 จำกัด.*และอีก 2 รายการ"):
        undone(batch)
    assert Organisation.objects.count() == 9


def test_what_was_deleted_or_added_since_is_named() -> None:
    batch = done(*members(1))
    organisation = Organisation.objects.get()
    LinkageFactory.create(from_organisation=organisation, to_organisation=OrganisationFactory.create())
    with pytest.raises(RuleBroken, match="ความเชื่อมโยง"):
        undone(batch)
    another = done(*members(1, 5))
    key = another.rows.get(number=2).written[-1][1]
    EnterpriseFigures.objects.get(pk=key).delete()
    with pytest.raises(RuleBroken, match=rf"หมายเลข {key} \(ลบแล้ว\)"):
        undone(another)


def test_what_changed_between_the_word_and_the_deed_is_told_too() -> None:
    batch = ask_to_undo(done(*members(1)), today=TODAY, by=boss())
    organisation = Organisation.objects.get()
    organisation.save()
    batch = worked(batch)
    assert (batch.state, Organisation.objects.count()) == (ImportBatch.State.DONE, 1)
    assert batch.problem.startswith("ยกเลิกทั้งชุดไม่ได้")


def test_after_thirty_days_or_from_a_stale_page_nothing_is_taken_back() -> None:
    batch = done(*members(1))
    assert batch.imported_at is not None
    with pytest.raises(RuleBroken, match="ภายใน 30 วัน"):
        ask_to_undo(batch, today=batch.imported_at.date() + timedelta(days=32), by=boss())
    batch.version += 1
    with pytest.raises(StaleSave):
        ask_to_undo(batch, today=TODAY, by=boss())


def test_what_several_rows_wrote_is_taken_back_once() -> None:
    other = Cluster.objects.order_by("pk")[1]
    batch = done(member(1), member(1, cluster=other.name))
    assert Membership.objects.count() == 2
    undone(batch)
    assert not Organisation.objects.exists()
