"""The one process that works through batches: reads, compares, writes and takes back, while pages stay usable.

It holds a lock as long as it lives. A batch that is at work while nobody holds the lock was interrupted: nothing of it
was written, because a batch's state is written with its rows.
"""

import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.imports import storage
from members.imports.operations.batches import check_batch, import_batch
from members.imports.operations.undo import undo_batch
from members.models import ImportBatch
from records.errors import RuleBroken
from records.history import written_by
from records.origin import came_from

logger = logging.getLogger(__name__)

State = ImportBatch.State
# Where a batch goes back to when the work on it ended in the middle, and what is said of it.
_BACK_TO: Final = {State.CHECKING: State.STOPPED, State.IMPORTING: State.READY, State.UNDOING: State.DONE}

_started: list[subprocess.Popen[bytes]] = []


def wake() -> None:
    """See to it that somebody works: tell of interrupted work, and start a process if batches wait and none runs."""
    if storage.somebody_works():
        return
    settle()
    if settings.IMPORT_WORKER and ImportBatch.objects.waiting().exists():
        _started[:] = [process for process in _started if process.poll() is None]
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_imports", "--gently"]
        _started.append(
            subprocess.Popen(  # noqa: S603  # our own command
                command,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        )


def settle() -> None:
    """Say of batches that nobody works on any more how they stand."""
    with storage.worker_lock() as is_ours:
        if is_ours:
            _settle()


def _settle() -> None:
    for batch in ImportBatch.objects.at_work():
        _go_back(batch, _interrupted(State(batch.state)))


def _interrupted(state: State) -> str:
    return {
        State.CHECKING: _("การตรวจหยุดกลางคัน ยังไม่มีข้อมูลใดเปลี่ยน กรุณากดตรวจอีกครั้ง"),
        State.IMPORTING: _("การนำเข้าหยุดกลางคัน ยังไม่ได้บันทึกข้อมูลใด กรุณายืนยันอีกครั้ง"),
        State.UNDOING: _("การยกเลิกหยุดกลางคัน ยังไม่ได้ยกเลิกรายการใด กรุณากดยกเลิกอีกครั้ง"),
    }[state]


def _go_back(batch: ImportBatch, told: str) -> None:
    batch.state, batch.problem, batch.step = _BACK_TO[State(batch.state)], told, ""
    with written_by(None, reason=told[:100]):
        batch.save()


def work(*, today: Callable[[], date] = timezone.localdate) -> int:
    """Do what batches wait for, the first first, until nothing waits, and return how many were done.

    Nothing is done while another process works.
    """
    done = 0
    while True:
        with storage.worker_lock() as is_ours:
            if not is_ours:
                return done
            _settle()
            remove_originals(today=today())
            while (batch := _next()) is not None:
                _do(batch, today=today())
                done += 1
        # What came while the lock was still held, nobody else would take.
        if not ImportBatch.objects.waiting().exists():
            return done


def _next() -> ImportBatch | None:
    """Take the batch that has waited longest."""
    with transaction.atomic():
        batch = ImportBatch.objects.waiting().select_for_update().first()
        if batch is not None:
            batch.state = ImportBatch.NEXT[State(batch.state)]
            batch.step = _("อ่านไฟล์")
            with written_by(batch.asked_by, reason=str(State(batch.state).label)):
                batch.save()
    return batch


def _do(batch: ImportBatch, *, today: date) -> None:
    try:
        with override("th"), came_from(_("การนำเข้าไฟล์ชุดที่ %(number)d") % {"number": batch.pk}):
            if batch.state == State.CHECKING:
                check_batch(batch, today=today)
            elif batch.state == State.IMPORTING:
                import_batch(batch, today=today)
            else:
                undo_batch(batch)
    except RuleBroken as refused:  # whose rows they are may have changed since the check
        _go_back(ImportBatch.objects.get(pk=batch.pk), str(refused))
    except Exception:
        logger.exception("Batch %s failed", batch.pk)
        told = _("เกิดข้อผิดพลาดของระบบ ยังไม่มีข้อมูลใดเปลี่ยน กรุณาลองอีกครั้ง หากยังไม่ได้ให้แจ้งผู้ดูแลระบบพร้อมหมายเลขชุด %(number)d")
        _go_back(ImportBatch.objects.get(pk=batch.pk), told % {"number": batch.pk})


def remove_originals(*, today: date) -> int:
    """Remove the originals that were kept long enough. Returns how many."""
    over = list(ImportBatch.objects.filter(kept_until__lt=today))
    for batch in over:
        storage.remove([batch.stored_as])
        batch.stored_as, batch.kept_until = "", None
        with written_by(None, reason=_("ลบไฟล์ต้นฉบับเมื่อครบกำหนดเก็บ")):
            batch.save()
    return len(over)
