"""Receive a file, check it, let a person decide, write it: each step leaves the batch in a state that says so."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import Cluster, ClusterProvince, Province, Sector
from members.imports import storage
from members.imports.checked_rows import Source, decided, note_what_was_written, rows_of
from members.imports.gate import MAX_BYTES, FileRefused
from members.imports.list_kinds import Extras, guess_kind, read_list
from members.imports.mapping import apply_mapping, columns_of, remembered
from members.imports.operations.endings import end_memberships
from members.imports.operations.lists import write_plan
from members.imports.operations.made_clusters import take_away_clusters
from members.imports.plan import Action, Options, Plan, make_plan
from members.imports.provenance import reason_of
from members.imports.read import read
from members.imports.rows import Problem, Reading
from members.models import ImportBatch, ImportRow, Membership, User
from members.models.imports import DAYS_KEPT
from members.rights import clusters_written_by, is_headquarters
from records.errors import RuleBroken
from records.history import written_by
from records.locks import take_turns
from records.version import StaleSave
from thai.text import normalise

State = ImportBatch.State
_AT_ONCE: Final = 500
_TRIES: Final = 3
_LONGEST_FILE_NAME: Final = 200


def receive_file(
    data: bytes,
    file_name: str,
    *,
    cluster: Cluster | None,
    fiscal_year: int | None,
    kind: str = "",
    by: User,
) -> ImportBatch:
    """Keep a file and put it in line; nothing of it is read yet. Raises FileRefused if it is far too large."""
    if len(data) > MAX_BYTES:
        raise FileRefused(_("ไฟล์ใหญ่เกิน 10 MB กรุณาลบรูปภาพออก หรือแบ่งเป็นหลายไฟล์"))
    name = normalise(file_name)[-_LONGEST_FILE_NAME:] or _("ไม่มีชื่อ")
    batch = ImportBatch(
        file_name=name,
        sha256=storage.fingerprint(data),
        size=len(data),
        stored_as=storage.keep(data),
        kept_until=timezone.localdate() + timedelta(days=DAYS_KEPT),
        kind=kind,
        cluster=cluster,
        fiscal_year=fiscal_year or _year_in(name),
        author=by,
        asked_by=by,
        centre=by.centre,
    )
    batch.mapping = remembered(batch)
    with written_by(by, reason=_("ส่งไฟล์เพื่อนำเข้า")):
        batch.save()
    return batch


def _year_in(file_name: str) -> int | None:
    """Return the one year of the Buddhist Era that a file's name holds."""
    years = {int(found) for found in re.findall(r"(?<![0-9])25[0-9]{2}(?![0-9])", file_name)}
    return years.pop() if len(years) == 1 else None


# -- what a person asks for --


def ask_again(
    batch: ImportBatch,
    *,
    cluster: Cluster | None,
    fiscal_year: int | None,
    kind: str | None = None,
    mapping: dict[str, str] | None = None,
    by: User,
) -> ImportBatch:
    """Have a batch checked once more, with what was said of it now. Raises RuleBroken once it was written."""

    def change(held: ImportBatch) -> None:
        held.cluster, held.fiscal_year = cluster, fiscal_year
        held.kind = held.kind if kind is None else kind
        if mapping is not None:
            held.mapping = {**held.mapping, **mapping}

    return _ask(batch, State.WAITING, {State.READY, State.STOPPED, State.REFUSED}, change, by=by)


def say_which_cluster(batch: ImportBatch, name: str, cluster: Cluster, *, by: User) -> ImportBatch:
    """Say which cluster a file means by a name that nobody knows, and have it checked once more."""

    def change(held: ImportBatch) -> None:
        held.clusters_meant = {**held.clusters_meant, name: cluster.pk}

    return _ask(batch, State.WAITING, {State.READY}, change, by=by)


def create_clusters(
    batch: ImportBatch, wanted: Mapping[str, Sector], *, provinces: Mapping[str, Province] | None = None, by: User
) -> ImportBatch:
    """Create clusters that a file names, as drafts, and have the file checked once more.

    One that a centre creates works in the province of its seat at least, so that it's the centre's own.
    """
    with transaction.atomic(), written_by(by, reason=_("เพิ่มจากการนำเข้าไฟล์ชุดที่ %(number)d") % {"number": batch.pk}):
        made: dict[str, int] = {}
        for name, sector in wanted.items():
            cluster = Cluster(name=normalise(name)[:200], sector=sector)
            cluster.save()
            made[name] = cluster.pk
            places = {(provinces or {}).get(name)}
            if by.centre is not None and not is_headquarters(by):
                places.add(by.centre.seat)
            for province in sorted(places - {None}, key=lambda place: place.pk if place else 0):
                ClusterProvince(cluster=cluster, province=province).save()

        def change(held: ImportBatch) -> None:
            held.clusters_meant = {**held.clusters_meant, **made}
            held.clusters_made = [*held.clusters_made, *made.values()]

        return _ask(batch, State.WAITING, {State.READY}, change, by=by)


def decide(batch: ImportBatch, decisions: dict[int, str], *, by: User) -> ImportBatch:
    """Say of rows, by their keys, which organisation each means; the batch is checked once more."""

    def change(held: ImportBatch) -> None:
        rows = list(held.rows.filter(pk__in=decisions, outcome=ImportRow.Outcome.FLAGGED))
        for row in rows:
            row.decision = decisions[row.pk]
        ImportRow.objects.bulk_update(rows, ["decision"], batch_size=_AT_ONCE)

    return _ask(batch, State.WAITING, {State.READY}, change, by=by)


def end_absent(batch: ImportBatch, keys: Iterable[int], *, year: int | None, reason: str, by: User) -> int:
    """Say which members that the file doesn't name have left, in which year and why; without a year that none has.

    They end when the batch is written. Returns how many.
    """
    with transaction.atomic(), written_by(by, reason=_("ระบุสมาชิกที่ออกจากคลัสเตอร์")):
        held = _hold(batch, {State.READY})
        rows = list(held.rows.filter(pk__in=list(keys), outcome=ImportRow.Outcome.ABSENT))
        spans = Membership.objects.in_bulk([row.membership for row in rows])
        for row in rows:
            span = spans.get(row.membership or 0)
            if year is not None and span is not None and span.from_year and span.from_year > year:
                raise RuleBroken(_("%(name)s เข้าร่วมหลังปี %(year)d จึงออกในปีนั้นไม่ได้") % {"name": row.name, "year": year})
            row.ends_in, row.reason = year, normalise(reason)[:300] if year is not None else ""
        ImportRow.objects.bulk_update(rows, ["ends_in", "reason"], batch_size=_AT_ONCE)
        held.save()
    return len(rows)


def confirm(batch: ImportBatch, *, only_clean: bool, by: User) -> ImportBatch:
    """Put a checked batch in line to be written. Raises RuleBroken, or StaleSave if it isn't what was looked at."""
    if batch.fiscal_year is None and batch.needs_year:
        raise RuleBroken(_("กรุณาระบุก่อนว่ารายชื่อนี้เป็นของปีงบประมาณใด"))
    if batch.flagged and not only_clean:
        raise RuleBroken(_("มีแถวที่รอการตัดสินใจ กรุณาเลือกว่านำเข้าเฉพาะแถวที่ถูกต้อง หรือแก้ไขแถวเหล่านั้นก่อน"))
    if not batch.ok and not batch.rows.filter(ends_in__isnull=False).exists():
        raise RuleBroken(_("ไม่มีแถวที่นำเข้าได้"))

    def change(held: ImportBatch) -> None:
        held.only_clean = only_clean

    return _ask(batch, State.CONFIRMED, {State.READY}, change, by=by)


def discard(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Say that a file doesn't come in; it stays in the list, and clusters that were added for it go."""

    def change(held: ImportBatch) -> None:
        take_away_clusters(held)

    return _ask(batch, State.DISCARDED, {State.READY, State.STOPPED, State.REFUSED}, change, by=by)


def _ask(
    batch: ImportBatch, state: State, from_states: set[State], change: Callable[[ImportBatch], None], *, by: User
) -> ImportBatch:
    with transaction.atomic(), written_by(by, reason=str(state.label)):
        held = _hold(batch, from_states)
        change(held)
        held.state, held.problem, held.step = state, "", ""
        held.asked_by, held.asked_at = by, timezone.now()
        held.save()
    return held


def _hold(batch: ImportBatch, states: set[State]) -> ImportBatch:
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.version != batch.version:
        raise StaleSave(held)
    if held.state not in states:
        raise RuleBroken(_("ทำรายการนี้ไม่ได้ เพราะสถานะของไฟล์คือ “%(state)s”") % {"state": held.get_state_display()})
    return held


# -- what a process does --


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read and understood; the database wasn't asked yet."""

    reading: Reading
    source: Source
    extras: Extras


def check_batch(batch: ImportBatch, *, today: date) -> ImportBatch:
    """Read the file of a batch and tell what it would do. Returns the batch as it was saved."""
    try:
        file = _read(batch, today=today)
    except FileRefused as refused:
        return _end(batch, State.REFUSED, str(refused))
    batch = _say(batch, _("เทียบกับข้อมูลในระบบ"))
    plan = make_plan(file.reading, _options(batch, file, today=today), today=today)
    with transaction.atomic():
        return _let_a_person_look(batch, plan, file, problem="")


def _read(batch: ImportBatch, *, today: date) -> ReadFile:
    """Read the original of a batch, and note its columns and its year. Raises FileRefused."""
    data = storage.fetch(batch.stored_as)
    if data is None:
        raise FileRefused(_("ไม่มีไฟล์ต้นฉบับแล้ว กรุณาส่งไฟล์อีกครั้ง"))
    sheets = tuple(read(data, batch.file_name))
    kind = batch.kind or guess_kind(sheets)
    columns = tuple(
        replace(column, field=batch.mapping.get(column.key, column.field)) for column in columns_of(sheets, kind)
    )
    batch.columns = [[column.sheet, column.index, column.name, column.field] for column in columns]
    apply_mapping(sheets, batch.mapping, kind)
    batch.kind = batch.kind or guess_kind(sheets)
    reading, extras = read_list(batch.kind, sheets, today=today)
    batch.fiscal_year = batch.fiscal_year or reading.title_year
    batch.notices = [_told(notice) for notice in reading.notices]
    batch.remarks = [_told(remark) for remark in reading.remarks]
    return ReadFile(reading, Source(sheets, columns, batch.kind), extras)


def _say(batch: ImportBatch, step: str) -> ImportBatch:
    """Tell how far the work has come."""
    batch.step = step
    with written_by(batch.asked_by, reason=step):
        batch.save()
    return batch


def _options(batch: ImportBatch, file: ReadFile, *, today: date) -> Options:
    by = batch.asked_by
    rows = batch.rows.exclude(decision="").values_list("sheet", "number", "decision")
    written = clusters_written_by(by, on=today).values_list("pk", flat=True)
    return Options(
        cluster=batch.cluster,
        year=batch.fiscal_year,
        file_name=batch.file_name,
        fingerprint=batch.sha256,
        decisions={(sheet, number or 0): decision for sheet, number, decision in rows},
        meant=batch.clusters_meant,
        allowed=frozenset(written),
        kind=batch.kind,
        extras=file.extras,
        by=by,
    )


def _let_a_person_look(batch: ImportBatch, plan: Plan, file: ReadFile, *, problem: str) -> ImportBatch:
    _put_rows(batch, rows_of(batch, plan, file.source, decided(batch.rows.all())))
    _count(batch, plan)
    return _end(batch, State.READY, problem)


def _put_rows(batch: ImportBatch, rows: list[ImportRow]) -> None:
    """Put rows in place of those of the check before."""
    batch.skipped = sum(row.outcome == ImportRow.Outcome.SKIPPED for row in rows)
    ImportRow.objects.filter(batch=batch).delete()
    ImportRow.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _count(batch: ImportBatch, plan: Plan) -> None:
    batch.ok, batch.flagged, batch.absent = plan.ok, plan.flagged, len(plan.absent)
    batch.created, batch.changed = plan.count(Action.CREATED), plan.count(Action.CHANGED)
    batch.unchanged = plan.count(Action.UNCHANGED)


def _told(problem: Problem) -> list[str]:
    return [problem.sheet, problem.column, problem.message]


def _end(batch: ImportBatch, state: State, problem: str) -> ImportBatch:
    batch.state, batch.problem, batch.step = state, problem[:2000], ""
    with written_by(batch.asked_by, reason=str(state.label)):
        batch.save()
    return batch


def import_batch(batch: ImportBatch, *, today: date) -> ImportBatch:
    """Write a confirmed batch, all or nothing, with its state in the same transaction.

    What it would do is worked out from today's data; if that is more than what was looked at, nothing is written and
    a person looks again. Returns the batch as it was saved.
    """
    try:
        file = _read(batch, today=today)
    except FileRefused as refused:
        return _end(batch, State.READY, str(refused))
    for remaining in reversed(range(_TRIES)):
        try:
            return _import(batch, file, today=today)
        except (IntegrityError, StaleSave):
            if not remaining:
                raise
    raise AssertionError("unreachable")


def _import(batch: ImportBatch, file: ReadFile, *, today: date) -> ImportBatch:
    with transaction.atomic():
        take_turns("members-import")
        plan = make_plan(file.reading, _options(batch, file, today=today), today=today, lock=True)
        if _does_more(batch, plan):
            told = _("ข้อมูลในระบบเปลี่ยนไปหลังจากที่ท่านตรวจ จึงยังไม่ได้นำเข้า กรุณาดูผลการตรวจใหม่แล้วยืนยันอีกครั้ง")
            return _let_a_person_look(batch, plan, file, problem=told)
        by = batch.asked_by
        reason = reason_of(plan.list_year, batch.file_name, _("ชุดที่ %(number)d") % {"number": batch.pk})
        write_plan(plan, by=by, reason=reason)
        ended = end_memberships(batch, plan, by=by, reason=reason)
        rows = rows_of(batch, plan, file.source, decided(batch.rows.all()))
        note_what_was_written(rows, plan, ended)
        _put_rows(batch, rows)
        _count(batch, plan)
        batch.imported_at = timezone.now()
        return _end(batch, State.DONE, "")


def _does_more(batch: ImportBatch, plan: Plan) -> bool:
    """Tell whether a plan does anything that wasn't looked at; that a row has nothing left to do is no surprise."""
    seen = {
        (sheet, number): (outcome, [tuple(change) for change in changes])
        for sheet, number, outcome, changes in batch.rows.values_list("sheet", "number", "outcome", "changes")
    }
    for each in plan.rows:
        now = (each.action.value, [tuple(change) for change in each.changes])
        if each.action != Action.UNCHANGED and seen.get((each.row.sheet, each.row.number)) != now:
            return True
    return False
