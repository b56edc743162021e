"""A change of an organisation that two centres keep: the one proposes, the other or headquarters accepts."""

from typing import Any

import pytest

from members.models import ChangeProposal, Organisation, User
from members.operations.merging import merge_organisations, undo_merge
from members.operations.proposals import accept_change, propose_change, refuse_change, withdraw_change
from records.errors import RuleBroken
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.factories import MembershipFactory, OrganisationFactory, SuperuserFactory, UserFactory
from tests.shared_organisation import Shared, shared_organisation

pytestmark = pytest.mark.django_db


def proposed(shared: Shared, *, by: User | None = None, **values: Any) -> ChangeProposal:
    wanted = Organisation.objects.get(pk=shared.organisation.pk)
    for name, value in values.items():
        setattr(wanted, name, value)
    return propose_change(wanted, version_read=wanted.version, reason="ตามหนังสือรับรอง", by=by or shared.north)


def as_kept(shared: Shared) -> Organisation:
    return Organisation.objects.get(pk=shared.organisation.pk)


def accepted(row: ChangeProposal, by: User, **more: Any) -> Organisation:
    return accept_change(row, version_seen=row.organisation.version, by=by, **more)


def test_nothing_changes_until_the_other_centre_accepts_and_the_history_names_both() -> None:
    shared = shared_organisation(name="ก", note="เดิม")
    row = proposed(shared, name="ข", note="เดิม")
    assert (row.changes, as_kept(shared).name) == ({"name": ["ก", "ข"]}, "ก")
    held = accepted(row, shared.south, answer="ตรวจแล้ว")
    assert (held.name, as_kept(shared).name) == ("ข", "ข")
    last = held.history.latest()
    assert last.history_user == shared.south
    assert str(shared.north) in last.history_change_reason
    assert "ตามหนังสือรับรอง" in last.history_change_reason
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.answer) == ("accepted", shared.south, "ตรวจแล้ว")
    assert row.history.latest().history_user == shared.south
    with pytest.raises(RuleBroken, match="พิจารณาไปแล้ว: รับแล้ว"):
        refuse_change(row, by=shared.south, answer="ช้าไป")


def test_who_changes_it_alone_or_not_at_all_proposes_nothing() -> None:
    shared = shared_organisation()
    third = UserFactory.create(role="editor", centre=shared.north.centre)
    third.centre = None
    for user in (SuperuserFactory.create(), UserFactory.create(role="manager", centre=shared.north.centre), third):
        with pytest.raises(RuleBroken, match="ไม่ได้ดูแลร่วม"):
            proposed(shared, by=user, name="ข")


def test_a_proposal_has_a_change_a_reason_and_what_was_read() -> None:
    shared = shared_organisation()
    wanted = as_kept(shared)
    for reason, said in (("  ", "ระบุเหตุผล"), ("ก" * 301, "ยาวเกิน")):
        with pytest.raises(RuleBroken, match=said):
            propose_change(wanted, version_read=1, reason=reason, by=shared.north)
    with pytest.raises(RuleBroken, match="ยังไม่ได้แก้ไขช่องใด"):
        proposed(shared)
    with pytest.raises(StaleSave):
        propose_change(wanted, version_read=9, reason="ก", by=shared.north)
    other = OrganisationFactory.create(juristic_number="0105536000313")
    with pytest.raises(RuleBroken, match="เลขทะเบียนนิติบุคคลนี้แล้ว"):
        proposed(shared, juristic_number=other.juristic_number)
    proposed(shared, name="ข")
    with pytest.raises(RuleBroken, match="ถอนข้อเสนอนั้นก่อน"):
        proposed(shared, name="ค")
    proposed(shared, by=shared.south, note="อีกคนเสนอได้")
    assert ChangeProposal.objects.count() == 2


def test_nobody_accepts_what_they_proposed_superusers_included() -> None:
    shared = shared_organisation()
    row = proposed(shared, name="ข")
    colleague = UserFactory.create(role="editor", centre=shared.north.centre)
    with pytest.raises(RuleBroken, match="ส่วนกลาง"):
        accepted(row, colleague)
    shared.north.is_superuser = True
    shared.north.save()
    for decide in (accepted, lambda row, by: refuse_change(row, by=by, answer="ไม่")):
        with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
            decide(row, shared.north)
    assert ChangeProposal.objects.get().is_waiting
    assert as_kept(shared).name != "ข"


def test_it_is_refused_with_a_reason_or_taken_back_by_who_proposed_it() -> None:
    shared = shared_organisation()
    row = proposed(shared, name="ข")
    with pytest.raises(RuleBroken, match="ระบุเหตุผล"):
        refuse_change(row, by=shared.south, answer=" ")
    with pytest.raises(RuleBroken, match="ของตนเอง"):
        withdraw_change(row, by=shared.south)
    assert refuse_change(row, by=shared.south, answer="ชื่อเดิมถูกแล้ว").state == "refused"
    assert withdraw_change(proposed(shared, name="ค"), by=shared.north).state == "withdrawn"
    assert as_kept(shared).version == 1


def test_what_was_saved_since_is_not_written_over() -> None:
    shared = shared_organisation(name="ก")
    row, boss = proposed(shared, name="ข"), SuperuserFactory.create()
    held = as_kept(shared)
    held.note = "หัวหน้าแก้"
    held.save()
    with pytest.raises(StaleSave):  # looked at before that save
        accept_change(row, version_seen=1, by=boss)
    assert accept_change(row, version_seen=2, by=boss).note == "หัวหน้าแก้"  # another field: both stand
    again = proposed(shared, name="ค")
    held = as_kept(shared)
    held.name = "ง"
    held.save()
    with pytest.raises(RuleBroken, match="ชื่อ เปลี่ยนไปจากที่ผู้เสนอเห็นแล้ว"):
        accept_change(again, version_seen=held.version, by=boss)
    assert as_kept(shared).name == "ง"


def test_what_a_rule_forbids_meanwhile_is_said_and_nothing_is_written() -> None:
    shared = shared_organisation()
    row = proposed(shared, juristic_number="0105536000313")
    OrganisationFactory.create(juristic_number="0105536000313")
    with pytest.raises(RuleBroken, match="เลขทะเบียนนิติบุคคลนี้แล้ว"):
        accepted(row, shared.south)
    assert ChangeProposal.objects.get().is_waiting


def test_a_merge_takes_what_waits_along_and_undoing_brings_it_back() -> None:
    shared = shared_organisation(name="ก")
    row, kept = proposed(shared, name="ข"), OrganisationFactory.create(name="เดิม")
    done = merge_organisations(kept, shared.organisation, choices={}, by=None)
    with pytest.raises(StaleSave):
        accept_change(row, version_seen=1, by=SuperuserFactory.create())
    moved = ChangeProposal.objects.get()
    assert (moved.organisation, moved.moved_on()) == (kept, ["name"])
    undo_merge(done, by=None)
    assert ChangeProposal.objects.get().organisation == shared.organisation


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once() -> None:
    shared = shared_organisation(name="ก")
    MembershipFactory.create(organisation=shared.organisation)
    row = proposed(shared, name="ข")

    def decide(boss: User) -> bool:
        try:
            accept_change(ChangeProposal.objects.get(pk=row.pk), version_seen=1, by=boss)
        except RuleBroken:
            return False
        return True

    assert sum(all_at_once(decide, SuperuserFactory.create_batch(4))) == 1
    assert as_kept(shared).version == 2
