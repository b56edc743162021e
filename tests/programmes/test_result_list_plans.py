"""Results come in as drafts of who brings them, by the laws of the grid, and can be taken back."""

from decimal import Decimal
from typing import Any

import pytest

from clusters.models import Cluster
from members.imports.operations.batches import confirm
from members.imports.operations.undo import ask_to_undo
from members.models import ImportBatch
from programmes.models import Indicator, Measurement, Participation, Round
from programmes.operations.results import approve_result, submit_result
from records.errors import RuleBroken
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
    SuperuserFactory,
    with_locks,
)
from tests.members.imports.batches import boss, checked, done, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import CLUSTERS, put_clusters
from tests.members.management.commands.test_import_members import run
from tests.snapshot import put_reference

HEADER = ["ชื่อกลุ่ม", "ยอดขาย", "การจ้างงาน"]
State = ImportBatch.State


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    put_reference()
    clusters = put_clusters()
    held = RoundFactory.create(fiscal_year=2568, state=Round.State.OPEN)
    for cluster in clusters[:2]:
        ParticipationFactory.create(cluster=cluster, round=held)
    IndicatorFactory.create(name="ยอดขาย", code="sales")
    IndicatorFactory.create(name="การจ้างงาน", code="jobs", decimals=0)


def group(at: int) -> Participation:
    return Participation.objects.get(cluster__name=CLUSTERS[at])


def kept(at: int = 0, indicator: str = "sales", **changed: Any) -> Measurement:
    held = Indicator.objects.get(code=indicator)
    return MeasurementFactory.create(participation=group(at), indicator=held, value=Decimal(5), **changed)


def brought_in(*rows: list[Any]) -> ImportBatch:
    return done(*rows, header=HEADER, year=2568)


def told(batch: ImportBatch) -> list[str]:
    return [message for row in batch.rows.order_by("position") for _column, message in row.problems]


def held() -> set[tuple[Any, ...]]:
    fields = ("participation__cluster__name", "indicator__code", "value", "state", "revision", "author")
    return set(Measurement.objects.values_list(*fields))


def test_each_value_is_a_draft_of_who_brings_it_and_can_be_taken_back() -> None:
    batch = brought_in([CLUSTERS[0], "1,250", "12"], [CLUSTERS[1], "", "7"])
    assert (batch.kind, batch.state, batch.created, batch.flagged) == ("results", State.DONE, 2, 0)
    assert held() == {
        (CLUSTERS[0], "sales", Decimal(1250), "draft", 1, boss().pk),
        (CLUSTERS[0], "jobs", Decimal(12), "draft", 1, boss().pk),
        (CLUSTERS[1], "jobs", Decimal(7), "draft", 1, boss().pk),
    }
    assert f"ชุดที่ {batch.pk}" in Measurement.history.latest("history_id").history_change_reason
    assert brought_in([CLUSTERS[0], "1250", "12"]).unchanged == 1
    assert worked(ask_to_undo(batch, today=TODAY, by=boss())).state == State.UNDONE
    assert held() == set()


def test_an_open_value_is_changed_and_an_approved_one_is_corrected_by_another_draft() -> None:
    approver, other = boss(), SuperuserFactory.create()
    draft, approved = kept(author=other), kept(1, author=other, approver=approver, approved=True)
    batch = brought_in([CLUSTERS[0], "6", ""], [CLUSTERS[1], "7", ""])
    assert (batch.changed, batch.created) == (1, 1)
    assert held() == {
        (CLUSTERS[0], "sales", Decimal(6), "draft", 1, boss().pk),
        (CLUSTERS[1], "sales", Decimal(5), "approved", 1, other.pk),
        (CLUSTERS[1], "sales", Decimal(7), "draft", 2, boss().pk),
    }
    assert Measurement.objects.get(revision=2).supersedes == approved
    worked(ask_to_undo(batch, today=TODAY, by=boss()))
    draft.refresh_from_db()
    assert (draft.value, draft.author, Measurement.objects.count()) == (Decimal(5), other, 2)


def test_who_brings_a_value_does_not_approve_it_and_what_was_handed_in_is_not_taken_back() -> None:
    batch = brought_in([CLUSTERS[0], "6", ""])
    row = Measurement.objects.get()
    row = submit_result(row, by=boss(), version_read=row.version)
    with pytest.raises(RuleBroken):
        approve_result(row, by=boss(), version_read=row.version)
    with pytest.raises(RuleBroken, match="มีการแก้ไขหลังนำเข้า"):
        ask_to_undo(batch, today=TODAY, by=boss())


def test_what_the_grid_refuses_the_file_is_refused_too() -> None:
    kept(state=Measurement.State.SUBMITTED)
    rows = [[CLUSTERS[at], "6", ""] for at in (0, 2, 1, 1)]
    batch = checked(*rows, header=HEADER, year=2568)
    assert (batch.flagged, batch.ok) == (3, 1)
    for message, word in zip(told(batch), ["ส่งขออนุมัติไปแล้ว", "ไม่ได้อยู่ในรายชื่อ", "ซ้ำกับแถว"], strict=True):
        assert word in message
    with_locks(Round.objects.get(), results_locked=True)
    assert "ล็อกแล้ว" in told(checked([CLUSTERS[1], "6", ""], header=HEADER, year=2568))[0]
    assert "ปีงบประมาณใด" in told(checked([CLUSTERS[1], "6", ""], header=HEADER, year=None))[0]
    assert "ไม่ได้อยู่ในรายชื่อ" in told(checked([CLUSTERS[1], "6", ""], header=HEADER, year=2560))[0]


def test_a_year_that_is_locked_after_the_check_takes_nothing() -> None:
    batch = checked([CLUSTERS[0], "6", ""], header=HEADER, year=2568)
    taken = confirm(batch, only_clean=False, by=boss())
    with_locks(Round.objects.get(), results_locked=True)
    assert worked(taken).state == State.READY
    assert held() == set()


def test_nobody_in_person_brings_no_results(tmp_path: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"ชื่อกลุ่ม,ยอดขาย\n{CLUSTERS[0]},5\n", encoding="utf-8")
    _code, found, _ = run(path, "--kind", "results", "--year", "2568")
    assert (found["outcome"], "ใครเป็นผู้บันทึก" in found["problems"][0]["message"]) == ("flagged", True)
    assert Cluster.objects.count() == 4
