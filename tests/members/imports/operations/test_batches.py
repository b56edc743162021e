"""A file's way in: received, checked, decided on, confirmed, written; each step may be left and come back to."""

from typing import Any

import pytest

from clusters.models import Cluster, ClusterProvince, Sector
from members.imports import storage
from members.imports.gate import MAX_BYTES, FileRefused
from members.imports.operations import batches
from members.imports.operations.batches import (
    ask_again,
    confirm,
    create_clusters,
    decide,
    discard,
    end_absent,
    receive_file,
    say_which_cluster,
)
from members.imports.plan import make_plan
from members.models import ImportBatch, Membership, Organisation, User
from records.errors import RuleBroken
from records.version import StaleSave
from tests.factories import (
    CentreProvinceFactory,
    MembershipFactory,
    OrganisationFactory,
    PromotionCentreFactory,
    UserFactory,
)
from tests.members.imports.batches import boss, checked, done, names, outcomes, sent, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import CLUSTERS, HEADER, member, members, number, xlsx

pytestmark = pytest.mark.usefixtures("clusters")

State = ImportBatch.State


def test_a_file_that_was_received_waits_with_its_original() -> None:
    batch = sent(*members(2), name="รายชื่อ ปี 2564.csv", year=None)
    assert (batch.state, batch.fiscal_year, batch.author) == (State.WAITING, 2564, boss())
    assert storage.fetch(batch.stored_as)
    assert sent(*members(2), name="2564-2565.csv", year=None).fiscal_year is None
    with pytest.raises(FileRefused, match="10 MB"):
        receive_file(b"a" * (MAX_BYTES + 1), "ก.csv", cluster=None, fiscal_year=None, by=boss())


def test_a_check_tells_of_every_row_and_writes_nothing() -> None:
    note = ["หมายเหตุ ข้อมูล ณ ปี 2566", *[None] * 14]
    batch = checked(*members(2), member(3, phone="1"), note)
    assert (batch.state, batch.ok, batch.flagged, batch.skipped, batch.created) == (State.READY, 2, 1, 1, 2)
    assert outcomes(batch) == [(2, "created"), (3, "created"), (4, "flagged"), (5, "skipped")]
    flagged = batch.rows.get(outcome="flagged")
    assert flagged.problems[0][0] == "โทรศัพท์"
    assert flagged.cells[1] == member(3)[1]
    assert not Organisation.objects.exists()


def test_what_was_confirmed_is_written_with_its_batch_in_the_history() -> None:
    batch = done(*members(2))
    assert (batch.state, batch.created, batch.problem) == (State.DONE, 2, "")
    reasons = set(Organisation.history.values_list("history_change_reason", "history_origin", "history_user"))
    assert reasons == {(f"นำเข้ารายชื่อปีงบประมาณ 2566 ชุดที่ {batch.pk} รายชื่อ.csv", f"การนำเข้าไฟล์ชุดที่ {batch.pk}", boss().pk)}
    row = batch.rows.get(number=2)
    assert [(written[0], written[2]) for written in row.written] == [
        ("organisation", "+"),
        *[("contact", "+")] * 2,
        *[("consent", "+")] * 3,
        ("membership", "+"),
        ("enterprisefigures", "+"),
    ]


def test_a_second_import_of_the_same_file_changes_nothing_and_says_so() -> None:
    done(*members(3))
    before = Organisation.history.count()
    again = done(*members(3))
    assert (again.state, again.created, again.changed, again.unchanged) == (State.DONE, 0, 0, 3)
    assert Organisation.history.count() == before


def test_rows_that_wait_stay_behind_only_if_the_officer_says_so() -> None:
    batch = checked(member(1), member(2, phone="1"))
    with pytest.raises(RuleBroken, match="เฉพาะแถวที่ถูกต้อง"):
        confirm(batch, only_clean=False, by=boss())
    assert worked(confirm(batch, only_clean=True, by=boss())).state == State.DONE
    assert names() == {member(1)[1]}


def test_what_cannot_be_confirmed_is_told() -> None:
    with pytest.raises(RuleBroken, match="ปีงบประมาณใด"):
        confirm(checked(member(1, year=None), year=None), only_clean=False, by=boss())
    nothing = checked(member(1, phone="1"))
    with pytest.raises(RuleBroken, match="ไม่มีแถวที่นำเข้าได้"):
        confirm(nothing, only_clean=True, by=boss())
    with pytest.raises(RuleBroken, match="สถานะของไฟล์คือ “นำเข้าแล้ว”"):
        discard(done(*members(1)), by=boss())
    stale = checked(*members(1))
    discard(stale, by=boss())
    with pytest.raises(StaleSave):
        confirm(stale, only_clean=False, by=boss())


def test_a_file_that_cannot_be_read_is_refused_in_words() -> None:
    batch = checked(data=b"%PDF-1.4", name="รายชื่อ.xlsx")
    assert (batch.state, batch.problem[:15]) == (State.REFUSED, "ไฟล์นี้เป็น PDF")
    gone = sent(*members(1))
    storage.remove([gone.stored_as])
    assert worked(gone).problem == "ไม่มีไฟล์ต้นฉบับแล้ว กรุณาส่งไฟล์อีกครั้ง"


def test_an_original_that_went_before_the_import_is_told_and_nothing_written() -> None:
    batch = confirm(checked(*members(1)), only_clean=False, by=boss())
    storage.remove([batch.stored_as])
    batch = worked(batch)
    assert (batch.state, batch.problem) == (State.READY, "ไม่มีไฟล์ต้นฉบับแล้ว กรุณาส่งไฟล์อีกครั้ง")


def test_what_changed_since_the_check_is_looked_at_again() -> None:
    batch = confirm(checked(*members(2)), only_clean=False, by=boss())
    OrganisationFactory.create(name="ชื่ออื่น", juristic_number=number(1))
    batch = worked(batch)
    assert (batch.state, batch.flagged) == (State.READY, 1)
    assert batch.problem.startswith("ข้อมูลในระบบเปลี่ยนไป")
    assert Organisation.objects.count() == 1


def test_what_another_file_brought_meanwhile_is_no_surprise() -> None:
    first, second = (confirm(checked(*members(2)), only_clean=False, by=boss()) for _ in range(2))
    assert worked(first).created == 2
    assert (worked(second).state, worked(second).unchanged) == (State.DONE, 2)


def test_the_year_of_a_title_is_taken_and_another_can_be_said() -> None:
    rows = [["รายชื่อสมาชิก ปีงบประมาณ 2563"], [], list(HEADER), *members(1)]
    batch = checked(data=xlsx(rows), name="ก.xlsx", year=None)
    assert batch.fiscal_year == 2563
    batch = worked(ask_again(batch, cluster=Cluster.objects.get(name=CLUSTERS[1]), fiscal_year=2564, by=boss()))
    assert (batch.fiscal_year, batch.flagged) == (2564, 1)  # the row is of another cluster


def test_a_possible_duplicate_is_decided_by_a_person() -> None:
    known = OrganisationFactory.create(name="ร้านสมศรี")
    rows = (member(1, number=None, name="ร้านสมศรี"), member(2, number=None, name="ร้านสมชาย"))
    batch = checked(*rows)
    row = batch.rows.get(outcome="flagged")
    assert (row.candidates[0]["key"], row.may_be_new) == (known.pk, True)
    batch = worked(decide(batch, {row.pk: f"same:{known.pk}"}, by=boss()))
    assert (batch.flagged, batch.changed) == (0, 1)
    row = batch.rows.get(number=2)
    assert row.decision == f"same:{known.pk}"
    assert worked(confirm(batch, only_clean=False, by=boss())).state == State.DONE
    assert Organisation.objects.count() == 2
    assert known.memberships.count() == 1
    other = checked(member(3, number=None, name="ร้านสมศรี", cluster=CLUSTERS[1]))
    row = other.rows.get(outcome="flagged")
    other = worked(decide(other, {row.pk: "new"}, by=boss()))
    assert (other.flagged, other.created) == (0, 1)


def test_the_same_one_gets_its_number_and_a_decision_that_can_t_be_is_asked_again() -> None:
    known = OrganisationFactory.create(name="บริษัท ทดสอบล้านนา 1 จำกัด")
    batch = checked(member(1))
    row = batch.rows.get(outcome="flagged")
    batch = worked(decide(batch, {row.pk: f"same:{known.pk}"}, by=boss()))
    assert ["เลขทะเบียนนิติบุคคล", "", number(1)] in batch.rows.get().changes
    known.juristic_number = number(9)
    known.save()
    assert worked(ask_again(batch, cluster=None, fiscal_year=2566, by=boss())).rows.get().outcome == "created"
    taken = OrganisationFactory.create(name="ชื่ออื่น", juristic_number=number(1))
    batch = checked(member(1))
    row = batch.rows.get()
    assert ([each["key"] for each in row.candidates], row.may_be_new) == ([taken.pk], False)
    assert worked(decide(batch, {row.pk: "new"}, by=boss())).flagged == 1


def test_an_unknown_cluster_is_matched_or_created_in_the_preview() -> None:
    rows = (member(1, cluster="กลุ่มอาหารเหนือ"), member(2, cluster="คลัสเตอร์ไผ่"))
    batch = checked(*rows)
    assert set(batch.rows.values_list("unknown_cluster", flat=True)) == {"กลุ่มอาหารเหนือ", "คลัสเตอร์ไผ่"}
    batch = worked(say_which_cluster(batch, "กลุ่มอาหารเหนือ", Cluster.objects.get(name=CLUSTERS[0]), by=boss()))
    assert batch.flagged == 1
    batch = worked(create_clusters(batch, {"คลัสเตอร์ไผ่": Sector.objects.all()[0]}, by=boss()))
    assert (batch.flagged, batch.ok) == (0, 2)
    made = Cluster.objects.get(name="คลัสเตอร์ไผ่")
    assert (made.state, made.history.get().history_change_reason) == ("draft", f"เพิ่มจากการนำเข้าไฟล์ชุดที่ {batch.pk}")


@pytest.fixture
def officer() -> User:
    """An officer of a centre that looks after one of the clusters."""
    centre = PromotionCentreFactory.build(number=11)
    centre = type(centre).objects.filter(number=11).first() or PromotionCentreFactory.create(number=11)
    CentreProvinceFactory.create(centre=centre, province=centre.seat, from_year=2540)
    ClusterProvince(cluster=Cluster.objects.get(name=CLUSTERS[0]), province=centre.seat).save()
    return UserFactory.create(role=User.Role.EDITOR, centre=centre)


def test_nobody_writes_into_a_cluster_that_is_not_theirs(officer: User) -> None:
    batch = checked(member(1), member(2, cluster=CLUSTERS[1]), by=officer)
    assert outcomes(batch) == [(2, "created"), (3, "flagged")]
    assert "ท่านไม่มีสิทธิ์บันทึกข้อมูลของ" in batch.rows.get(number=3).problems[0][1]
    batch = worked(confirm(batch, only_clean=True, by=officer))
    assert names() == {member(1)[1]}
    taken = confirm(checked(member(4), by=officer), only_clean=False, by=officer)
    ClusterProvince.objects.get(cluster__name=CLUSTERS[0]).delete()
    assert worked(taken).state == State.READY  # the right is asked for again when it's written


def test_a_cluster_that_a_centre_creates_is_its_own(officer: User) -> None:
    batch = checked(member(1, cluster="คลัสเตอร์ยางใต้"), by=officer)
    batch = worked(create_clusters(batch, {"คลัสเตอร์ยางใต้": Sector.objects.all()[0]}, by=officer))
    assert (batch.flagged, batch.ok) == (0, 1)


def test_members_who_are_not_in_the_file_leave_only_if_somebody_says_so() -> None:
    cluster = Cluster.objects.get(name=CLUSTERS[0])
    stays, leaves = MembershipFactory.create_batch(2, cluster=cluster, from_year=2560)
    batch = checked(*members(1))
    assert batch.absent == 2
    rows = {row.membership: row for row in batch.rows.filter(outcome="absent")}
    with pytest.raises(RuleBroken, match="เข้าร่วมหลังปี 2559"):
        end_absent(batch, [rows[leaves.pk].pk], year=2559, reason="เลิกกิจการ", by=boss())
    assert end_absent(batch, [row.pk for row in rows.values()], year=2565, reason="เลิกกิจการ", by=boss()) == 2
    batch.refresh_from_db()
    assert end_absent(batch, [rows[stays.pk].pk], year=None, reason="", by=boss()) == 1
    batch.refresh_from_db()
    batch = worked(confirm(batch, only_clean=False, by=boss()))
    ended = Membership.objects.get(pk=leaves.pk)
    assert (ended.to_year, ended.reason) == (2565, "เลิกกิจการ")
    assert f"ชุดที่ {batch.pk}" in ended.history.latest().history_change_reason
    assert Membership.objects.get(pk=stays.pk).to_year is None


def test_a_file_that_only_ends_memberships_can_be_confirmed() -> None:
    leaves = MembershipFactory.create(cluster=Cluster.objects.get(name=CLUSTERS[0]), from_year=2560)
    named = MembershipFactory.create(
        cluster=leaves.cluster, organisation=OrganisationFactory.create(name="ก", juristic_number=number(1))
    )
    batch = checked(member(1, phone="1"))
    assert batch.rows.get(outcome="absent").membership == leaves.pk != named.pk  # a row that waits names its member
    end_absent(batch, [batch.rows.get(outcome="absent").pk], year=2566, reason="ย้าย", by=boss())
    batch.refresh_from_db()
    assert worked(confirm(batch, only_clean=True, by=boss())).state == State.DONE
    leaves.refresh_from_db()
    assert leaves.to_year == 2566


def test_a_write_that_was_overtaken_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = confirm(checked(*members(1)), only_clean=False, by=boss())
    tries: list[Any] = []
    planned = make_plan

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        tries.append(args)
        if len(tries) <= failing:
            raise StaleSave(batch)
        return planned(*args, **kwargs)

    monkeypatch.setattr(batches, "make_plan", overtaken)
    failing = 3
    batch.state = State.IMPORTING
    with pytest.raises(StaleSave):
        batches.import_batch(batch, today=TODAY)
    failing = len(tries) + 1
    assert worked(batch).state == State.DONE
