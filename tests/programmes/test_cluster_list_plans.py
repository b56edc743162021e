"""Names of past years come in by a list: what is blank is filled, what differs waits, and locks hold as everywhere."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission

from clusters.models import Cluster, PromotionCentre
from members.imports.operations.batches import confirm, say_which_cluster
from members.imports.operations.undo import ask_to_undo
from members.models import ImportBatch, User
from programmes.models import Funder, Participation, Round, Source
from records.errors import RuleBroken
from tests.factories import (
    DepartmentFactory,
    FunderFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
    SourceFactory,
    SuperuserFactory,
    UserFactory,
    with_locks,
)
from tests.members.imports.batches import boss, checked, done, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import CLUSTERS, Cells, put_clusters
from tests.snapshot import put_reference

HEADER = ["รหัสคลัสเตอร์", "ชื่อคลัสเตอร์", "ปีงบประมาณ", "ประเภทการเข้าร่วม", "แหล่งงบประมาณ", "เอกสารอ้างอิง", "หมายเหตุ"]
State = ImportBatch.State


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    put_reference()
    put_clusters()
    DepartmentFactory.create()
    FunderFactory.create(code="osmep", name="สำนักงานส่งเสริมวิสาหกิจขนาดกลางและขนาดย่อม", short_name="สสว.")
    SourceFactory.create(code="H", title="ประวัติความเป็นมา")
    RoundFactory.create(fiscal_year=2550, state=Round.State.HISTORICAL)


def line(name: str = CLUSTERS[0], year: Any = 2550, entry: str = "กลุ่มใหม่", **said: str) -> Cells:
    told = {"code": "", "funder": "กสอ.", "source": "H", "note": "", **said}
    return [told["code"], name, year, entry, told["funder"], told["source"], told["note"]]


def batch_of(*rows: Cells, **how: Any) -> ImportBatch:
    return checked(*rows, header=HEADER, **{"year": None, **how})


def brought_in(*rows: Cells, **how: Any) -> ImportBatch:
    return done(*rows, header=HEADER, **{"year": None, **how})


def problems(batch: ImportBatch) -> list[str]:
    return [message for row in batch.rows.order_by("position") for _column, message in row.problems]


def held() -> set[tuple[Any, ...]]:
    fields = ("cluster__name", "round__fiscal_year", "entry", "funder__code", "source__code")
    return set(Participation.objects.values_list(*fields))


def test_names_come_in_with_years_and_funders_and_can_be_taken_back() -> None:
    rows = [
        line(),
        line(CLUSTERS[1], "2550-2551", "ต่อเนื่อง", funder="ใช้งบ สสว."),
        line(CLUSTERS[2], funder="", entry=""),
    ]
    batch = brought_in(*rows)
    assert (batch.kind, batch.state, batch.created, batch.flagged) == ("clusters", State.DONE, 3, 0)
    assert held() == {
        (CLUSTERS[0], 2550, "new", "department", "H"),
        (CLUSTERS[1], 2550, "continued", "osmep", "H"),
        (CLUSTERS[1], 2551, "continued", "osmep", "H"),
        (CLUSTERS[2], 2550, "unknown", None, "H"),
    }
    assert Round.objects.get(fiscal_year=2551).state == Round.State.HISTORICAL
    for participation in Participation.objects.all():
        written = participation.history.get()
        assert (written.history_type, written.history_user) == ("+", boss())
        assert written.history_change_reason.startswith(f"นำเข้ารายชื่อปีงบประมาณ 2551 ชุดที่ {batch.pk} ")
    pages = {link["page"] for row in batch.rows.all() for link in row.links}
    assert pages == {"admin:programmes_participation_change"}

    again = batch_of(*rows)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 3)
    worked(ask_to_undo(batch, today=TODAY, by=boss()))
    assert not held()
    assert not Round.objects.filter(fiscal_year=2551).exists()


def test_blanks_are_filled_and_what_differs_waits_for_a_person() -> None:
    cluster = Cluster.objects.get(name=CLUSTERS[0])
    known = ParticipationFactory.create(
        cluster=cluster,
        round=Round.objects.get(fiscal_year=2550),
        entry="new",
        funder=None,
        source=Source.objects.get(),
    )
    batch = brought_in(line(entry="", note="จากบัญชีแนบ", source=""))
    known.refresh_from_db()
    assert (batch.changed, known.funder, known.note, known.entry) == (
        1,
        Funder.objects.get(code="department"),
        "จากบัญชีแนบ",
        "new",
    )
    assert batch.rows.get().changes == [["แหล่งงบประมาณ 2550", "", "กสอ."], ["หมายเหตุ 2550", "", "จากบัญชีแนบ"]]

    batch = batch_of(line(entry="ต่อเนื่อง"))
    assert problems(batch) == [
        "ในระบบเป็น “กลุ่มใหม่” ไฟล์ระบุ “กลุ่มต่อเนื่อง” กรุณาตรวจสอบกับเอกสาร แล้วแก้ในไฟล์หรือที่รายการการเข้าร่วม"
    ]
    worked(ask_to_undo(ImportBatch.objects.get(state=State.DONE), today=TODAY, by=boss()))
    known.refresh_from_db()
    assert (known.funder, known.note) == (None, "")


def test_a_newer_list_corrects_an_older_one() -> None:
    brought_in(line(), year=2551)
    assert brought_in(line(entry="ต่อเนื่อง", funder="สสว."), year=2552).changed == 1
    assert held() == {(CLUSTERS[0], 2550, "continued", "osmep", "H")}
    assert batch_of(line(), year=2551).flagged == 1


def test_a_historical_year_asks_for_its_document_and_a_locked_year_refuses() -> None:
    of_year = RoundFactory.create(fiscal_year=2566)
    ParticipationFactory.create(cluster=Cluster.objects.get(name=CLUSTERS[1]), round=of_year)
    with_locks(of_year, participation_locked=True)
    RoundFactory.create(fiscal_year=2571, state=Round.State.PLANNED)
    batch = batch_of(
        line(source=""),
        line(year=2566),
        line(CLUSTERS[1], 2566, note="เพิ่ม"),
        line(CLUSTERS[1], 2566, source=""),
        line(year=2570),
        line(CLUSTERS[2], 2571),
    )
    assert problems(batch) == [
        "ปีงบประมาณ 2550 เป็นปีในอดีต กรุณาพิมพ์รหัสหรือชื่อเอกสารอ้างอิงที่มีชื่อกลุ่มนี้",
        *["รายชื่อกลุ่มของปีงบประมาณ 2566 ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน"] * 2,
        "ยังไม่มีปีงบประมาณ 2570 ในระบบ กรุณาให้ส่วนกลางเพิ่มหรือเปิดปีก่อน",
        "ปีงบประมาณ 2571 ยังอยู่ระหว่างวางแผน กรุณาเปิดปีจากหน้า “เปิดปีงบประมาณ” ซึ่งรับรายชื่อจากไฟล์ได้",
    ]
    assert batch.unchanged == 1  # nothing is asked of a locked year that says the same


def test_a_row_that_names_nothing_known_waits_with_what_there_is() -> None:
    code = Cluster.objects.get(name=CLUSTERS[1]).code
    batch = batch_of(
        line(funder="กองทุน"),
        line(source="X9"),
        line(year=""),
        line(code=code),
        line(CLUSTERS[1], code=code),
        line(CLUSTERS[1], "2550, 2551", ""),
    )
    assert problems(batch) == [
        "ไม่มี “กองทุน” ในระบบ กรุณาพิมพ์ชื่อหรือรหัสที่มี (กสอ., สสว.) หรือเพิ่มในระบบก่อนแล้วตรวจอีกครั้ง",
        "ไม่มี “X9” ในระบบ กรุณาพิมพ์ชื่อหรือรหัสที่มี (H – ประวัติความเป็นมา) หรือเพิ่มในระบบก่อนแล้วตรวจอีกครั้ง",
        "ไม่มีปี กรุณาพิมพ์ปีงบประมาณที่เข้าร่วม เช่น 2550",
        f"รหัส {code} ในระบบคือ {CLUSTERS[1]} กรุณาตรวจสอบรหัสหรือชื่อ",
        "ซ้ำกับแถว 6 ของไฟล์นี้ (กลุ่มเดียวกันในปี 2550) กรุณาลบแถวที่ซ้ำ",
    ]
    assert not brought_in(line(year=""), year=2550).flagged  # the officer said the year
    without = checked([CLUSTERS[2], "สสว.", "H"], header=["ชื่อคลัสเตอร์", "แหล่งงบประมาณ", "เอกสารอ้างอิง"], year=2550)
    assert (without.kind, without.created) == ("clusters", 1)


def test_an_unknown_cluster_is_said_and_the_row_is_clean() -> None:
    batch = batch_of(line("กลุ่มที่ไม่มีใครรู้จัก"))
    assert (batch.flagged, batch.rows.get().unknown_cluster) == (1, "กลุ่มที่ไม่มีใครรู้จัก")
    batch = worked(say_which_cluster(batch, "กลุ่มที่ไม่มีใครรู้จัก", Cluster.objects.get(name=CLUSTERS[3]), by=boss()))
    assert (batch.flagged, batch.created) == (0, 1)


def officer(centre: PromotionCentre | None, **right: Any) -> User:
    return UserFactory.create(role=User.Role.EDITOR, centre=centre, **right)


def test_an_officer_writes_own_clusters_and_adds_no_year() -> None:
    by = officer(PromotionCentre.objects.get(number=1))
    own = Cluster.objects.get(name=CLUSTERS[0])
    own.places.create(province=by.centre.seat)  # type: ignore[union-attr]  # it has one
    batch = batch_of(line(), line(CLUSTERS[1]), line(year=2552), by=by)
    assert [row.outcome for row in batch.rows.order_by("position")] == ["created", "flagged", "flagged"]
    assert problems(batch)[0].startswith("ท่านไม่มีสิทธิ์บันทึกข้อมูลของ")
    assert problems(batch)[1].startswith("ยังไม่มีปีงบประมาณ 2552")


def test_who_may_not_write_participations_brings_none_in() -> None:
    by = UserFactory.create(is_staff=True)
    by.user_permissions.set(Permission.objects.filter(codename__in=["add_importbatch", "change_cluster"]))
    assert problems(batch_of(line(), by=User.objects.get(pk=by.pk))) == [
        "ท่านไม่มีสิทธิ์บันทึกการเข้าร่วมโครงการ กรุณาให้ผู้มีสิทธิ์นำเข้า"
    ]


def test_a_year_that_was_locked_since_keeps_what_the_batch_wrote() -> None:
    batch = brought_in(line())
    with_locks(Round.objects.get(fiscal_year=2550), participation_locked=True)
    batch = worked(ask_to_undo(batch, today=TODAY, by=boss()))
    assert (batch.state, len(held())) == (State.DONE, 1)
    assert "ล็อกแล้ว" in batch.problem


def test_a_year_that_is_locked_between_the_word_and_the_deed_takes_nothing() -> None:
    batch = confirm(batch_of(line()), only_clean=False, by=boss())
    with_locks(Round.objects.get(fiscal_year=2550), participation_locked=True)
    batch = worked(batch)
    assert (batch.state, batch.flagged, held()) == (State.READY, 1, set())


def test_a_result_that_hangs_on_it_keeps_a_participation() -> None:
    batch = brought_in(line(), by=SuperuserFactory.create())
    MeasurementFactory.create(participation=Participation.objects.get())
    with pytest.raises(RuleBroken, match="เพราะมีการแก้ไขหลังนำเข้า"):
        ask_to_undo(batch, today=TODAY, by=boss())


def test_a_list_with_a_column_for_each_year_comes_in_with_entries_and_funders() -> None:
    header = ["ชื่อคลัสเตอร์", "2550", "2551", "เอกสารอ้างอิง"]
    rows: list[Cells] = [
        [CLUSTERS[0], "ใหม่", "ต่อเนื่อง (สสว.)", "H"],
        [CLUSTERS[1], "/", "", "H"],
        [CLUSTERS[2], "ก.", "", "H"],
    ]
    batch = done(*rows, header=header, year=None)
    assert (batch.kind, batch.created, batch.flagged) == ("clusters", 2, 1)
    assert "ไม่มี “ก.” ในระบบ" in problems(batch)[0]
    assert held() == {
        (CLUSTERS[0], 2550, "new", None, "H"),
        (CLUSTERS[0], 2551, "continued", "osmep", "H"),
        (CLUSTERS[1], 2550, "unknown", None, "H"),
    }
    assert [column[3] for column in batch.columns] == ["name", "marks", "marks", "source"]
