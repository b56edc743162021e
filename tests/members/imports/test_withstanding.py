"""What a file's way in withstands: kills, failing statements, fifty at once, others who write the same rows."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from time import monotonic
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from clusters.models import Cluster
from members.imports import worker
from members.imports.operations import batches
from members.imports.operations.batches import confirm
from members.models import Consent, Contact, EnterpriseFigures, ImportBatch, Membership, Organisation
from members.operations import withdraw_consent
from records.history import written_by
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.members.imports.batches import boss, checked, done, sent, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import member, members, put_clusters
from tests.programmes.management.commands.test_load_history import address_of_the_test_database
from tests.snapshot import put_reference

IS_QUICK = os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick"
KILLS = 3 if IS_QUICK else 40
BATCHES = 1 if IS_QUICK else 4  # of kills, so that several processes of a test run share them
AT_ONCE = 8 if IS_QUICK else 50
STEP = 9 if IS_QUICK else 1  # of the statements that fail
TURNS = 2 if IS_QUICK else 10
ROWS = 20
MODELS: tuple[type[Any], ...] = (Organisation, Contact, Consent, Membership, EnterpriseFigures)
STARTED = "started"
WORK = (
    f"import django; django.setup(); from django.core.management import call_command; print('{STARTED}', flush=True); "
    "call_command('run_imports')"
)

State = ImportBatch.State


@pytest.fixture
def shared(transactional_db: None) -> Iterator[list[Cluster]]:
    """The clusters of the lists, for other connections and processes to see."""
    put_reference()
    yield put_clusters()
    connection.close()


def confirmed(first: int, rows: int = ROWS) -> ImportBatch:
    return confirm(checked(*members(rows, first)), only_clean=False, by=boss())


def run_until(seconds: float | None) -> None:
    """Work through what waits in another process, and kill it after ``seconds``."""
    connection.close()
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_test_database(),
        "UPLOADS": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", WORK]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == STARTED
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def written(first: int) -> int:
    names = [member(n)[1] for n in range(first, first + ROWS)]
    organisations = Organisation.objects.filter(name__in=names)
    counts = {organisations.count(), Membership.objects.filter(organisation__in=organisations).count()}
    assert len(counts) == 1
    assert Organisation.history.filter(name__in=names).count() == counts.copy().pop()
    return counts.pop()


@pytest.mark.parametrize("share", range(BATCHES))
def test_a_killed_import_is_before_or_after_and_the_batch_says_which(share: int, shared: list[Cluster]) -> None:
    batch, begun = confirmed(1), monotonic()
    run_until(None)
    lasts = monotonic() - begun
    assert (ImportBatch.objects.get(pk=batch.pk).state, written(1)) == (State.DONE, ROWS)
    chance = random.Random(2547 + share)  # noqa: S311  # not a secret
    for n in range(1, KILLS // BATCHES + 1):
        first = 1 + n * ROWS
        batch = confirmed(first)
        run_until(chance.uniform(0, lasts))
        worker.settle()
        held = ImportBatch.objects.get(pk=batch.pk)
        told = {State.DONE: ROWS, State.READY: 0, State.CONFIRMED: 0}
        assert written(first) == told[State(held.state)], held.state
        assert held.state != State.READY or "ยังไม่ได้บันทึกข้อมูลใด" in held.problem
        if held.state != State.DONE:  # and then it goes in
            if held.state == State.READY:
                held = confirm(held, only_clean=False, by=boss())
            assert worked(held).state == State.DONE
            assert written(first) == ROWS


def counts() -> list[int]:
    return [model.objects.count() + model.history.count() for model in MODELS]


def test_when_any_statement_fails_nothing_is_written_and_the_state_says_so(clusters: list[Cluster]) -> None:
    batch = confirmed(1)
    batch.state = State.IMPORTING
    batch.save()
    file = batches._read(batch, today=TODAY)
    before, failing, sent_ = counts(), 0, 1
    while failing < sent_:
        sent_ = _import_failing_at(batch, file, failing)
        held = ImportBatch.objects.get(pk=batch.pk)
        if held.state != State.DONE:
            assert (held.state, counts()) == (State.IMPORTING, before)
            batch = held
        failing += STEP
    assert failing > 30
    assert Organisation.objects.count() == ROWS


def _import_failing_at(batch: ImportBatch, file: Any, failing: int) -> int:
    """Let the statement of number ``failing`` fail; return how many there are, at least, or exactly if none did."""
    sent_ = 0

    def fail(execute: Any, *statement: Any) -> Any:
        nonlocal sent_
        sent_ += 1
        if sent_ == failing + 1:
            raise DatabaseError
        return execute(*statement)

    with connection.execute_wrapper(fail):
        try:
            batches._import(batch, file, today=TODAY)
        except DatabaseError:
            return failing + STEP + 1
    return sent_


def test_many_at_once_are_each_done_or_in_their_place(shared: list[Cluster]) -> None:
    author = boss()
    firsts = [1 if n % 2 else 1 + 2 * n for n in range(AT_ONCE)]  # every other file is the same

    def send(first: int) -> int:
        key = sent(*members(2, first), by=author).pk
        worker.work(today=lambda: TODAY)
        return key

    keys = all_at_once(send, firsts)
    worker.work(today=lambda: TODAY)
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {State.READY}

    def bring_in(key: int) -> None:
        confirm(ImportBatch.objects.get(pk=key), only_clean=False, by=author)
        worker.work(today=lambda: TODAY)

    all_at_once(bring_in, keys)
    worker.work(today=lambda: TODAY)
    held = ImportBatch.objects.all()
    assert {(batch.state, batch.problem) for batch in held} == {(State.DONE, "")}
    assert Organisation.objects.count() == 2 * len(set(firsts)) == sum(batch.created for batch in held)


def together(import_: Callable[[], object], other: Callable[[], object]) -> None:
    """Do both at the same moment, each with a connection of its own."""

    def do(deed: Callable[[], object]) -> None:
        deed()

    all_at_once(do, [import_, other])


def test_an_edit_and_an_import_at_the_same_moment_both_stay(shared: list[Cluster]) -> None:
    for n in range(1, TURNS + 1):
        done(member(n))
        organisation = Organisation.objects.get(name=member(n)[1])
        batch = confirm(checked(member(n, products="แคบหมู"), year=2567), only_clean=False, by=boss())

        def edit(key: int = organisation.pk) -> None:
            for _try in range(20):
                held = Organisation.objects.get(pk=key)
                held.trade_name = "แก้โดยเจ้าหน้าที่"
                try:
                    with written_by(None, reason="แก้ไข"):
                        held.save()
                except StaleSave:
                    continue
                return

        together(lambda: worker.work(today=lambda: TODAY), edit)
        assert worked(batch).state == State.DONE
        organisation.refresh_from_db()
        assert (organisation.trade_name, organisation.main_products) == ("แก้โดยเจ้าหน้าที่", "แคบหมู")
        assert organisation.version == organisation.history.count()


def test_a_consent_withdrawn_meanwhile_is_never_given_again(shared: list[Cluster]) -> None:
    for n in range(1, TURNS + 1):
        done(member(n))
        organisation = Organisation.objects.get(name=member(n)[1])
        consent = organisation.consents.get(item="mobile")
        batch = confirm(checked(member(n, products="แคบหมู"), year=2567), only_clean=False, by=boss())

        def withdraw(consent: Consent = consent) -> None:
            withdraw_consent(consent, by=None, on=date(2026, 11, 20))

        together(lambda: worker.work(today=lambda: TODAY), withdraw)
        assert worked(batch).state in {State.DONE, State.READY}
        assert not organisation.consents.filter(item="mobile", withdrawn_on__isnull=True).exists()


def test_a_merge_meanwhile_is_not_undone(shared: list[Cluster]) -> None:
    for n in range(1, TURNS + 1):
        done(member(n), member(50 + n))
        gone, kept = (Organisation.objects.get(name=member(key)[1]) for key in (n, 50 + n))
        batch = confirm(checked(member(n, products="แคบหมู"), year=2567), only_clean=False, by=boss())

        def merge(gone: Organisation = gone, kept: Organisation = kept) -> None:
            for _try in range(20):
                held = Organisation.objects.get(pk=gone.pk)
                held.state, held.merged_into = Organisation.State.MERGED, kept
                try:
                    held.save()
                except StaleSave:
                    continue
                return

        together(lambda: worker.work(today=lambda: TODAY), merge)
        assert worked(batch).state in {State.DONE, State.READY}
        gone.refresh_from_db()
        assert (gone.state, gone.merged_into_id) == (Organisation.State.MERGED, kept.pk)
