"""One process works through the files; when it's killed nothing is half done, and the file says what happened."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings

from clusters.models import Cluster
from members.imports import storage, worker
from members.imports.operations.batches import confirm
from members.models import ImportBatch, Organisation
from records.errors import RuleBroken
from tests.factories import ImportBatchFactory
from tests.members.imports.batches import boss, checked, done, sent
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import members

pytestmark = pytest.mark.usefixtures("clusters")

State = ImportBatch.State


def state_of(batch: ImportBatch) -> tuple[str, str]:
    held = ImportBatch.objects.get(pk=batch.pk)
    return held.state, held.problem


def test_every_file_that_waits_is_worked_through() -> None:
    batches = [sent(*members(1)) for _ in range(3)]
    assert worker.work(today=lambda: TODAY) == 3
    assert {state_of(batch)[0] for batch in batches} == {State.READY}
    assert worker.work(today=lambda: TODAY) == 0


def test_while_one_works_no_other_does() -> None:
    batch = sent(*members(1))
    with storage.worker_lock():
        assert worker.work(today=lambda: TODAY) == 0
        worker.settle()
        worker.wake()
    assert state_of(batch)[0] == State.WAITING


@pytest.mark.parametrize(
    ("state", "then", "told"),
    [
        (State.CHECKING, State.STOPPED, "การตรวจหยุดกลางคัน"),
        (State.IMPORTING, State.READY, "การนำเข้าหยุดกลางคัน ยังไม่ได้บันทึก"),
        (State.UNDOING, State.DONE, "การยกเลิกหยุดกลางคัน"),
    ],
)
def test_work_that_nobody_does_any_more_is_told(state: str, then: str, told: str) -> None:
    batch = done(*members(1)) if state == State.UNDOING else sent(*members(1))
    batch.state = state
    batch.save()
    worker.wake()
    found, problem = state_of(batch)
    assert (found, problem[: len(told)]) == (then, told)


def test_a_fault_of_ours_is_told_and_logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = confirm(checked(*members(1)), only_clean=False, by=boss())

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "import_batch", fail)
    with caplog.at_level(logging.CRITICAL):
        worker.work(today=lambda: TODAY)
    assert state_of(batch)[0] == State.READY
    assert state_of(batch)[1].startswith("เกิดข้อผิดพลาดของระบบ")
    assert not Organisation.objects.exists()


def test_what_a_rule_forbids_when_it_is_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = confirm(checked(*members(1)), only_clean=False, by=boss())

    def refuse(*_: object, **__: object) -> None:
        raise RuleBroken("อยู่ในความดูแลของหน่วยงานอื่น")

    monkeypatch.setattr(worker, "import_batch", refuse)
    worker.work(today=lambda: TODAY)
    assert state_of(batch) == (State.READY, "อยู่ในความดูแลของหน่วยงานอื่น")


def test_originals_go_after_ninety_days() -> None:
    batch = checked(*members(1))
    assert batch.kept_until is not None
    assert worker.remove_originals(today=batch.kept_until) == 0
    assert worker.remove_originals(today=batch.kept_until + timedelta(days=1)) == 1
    held = ImportBatch.objects.get(pk=batch.pk)
    assert (held.stored_as, held.kept_until, storage.fetch(batch.stored_as)) == ("", None, None)


def test_a_page_starts_a_process_only_where_that_is_wanted_and_something_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    class Process:
        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command)

        def poll(self) -> int:
            return 0

    monkeypatch.setattr("members.imports.worker.subprocess.Popen", Process)
    ImportBatchFactory.create(state=State.WAITING)
    worker.wake()
    assert started == []
    monkeypatch.setattr(settings, "IMPORT_WORKER", True)
    worker.wake()
    worker.wake()
    assert [command[-1] for command in started] == ["--gently"] * 2


def test_what_came_while_the_lock_was_still_held_is_taken(
    clusters: list[Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[ImportBatch] = []
    next_one = worker._next

    def take() -> ImportBatch | None:
        batch = next_one()
        if batch is None and not late:
            late.append(sent(*members(1)))
        return batch

    monkeypatch.setattr(worker, "_next", take)
    assert worker.work(today=lambda: TODAY) == 1
    assert state_of(late[0])[0] == State.READY
