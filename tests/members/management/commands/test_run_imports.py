"""The command works through what waits; as a service it goes on until it's stopped."""

import pytest
from django.core.management import call_command

from clusters.models import Cluster
from members.management.commands import run_imports
from members.models import ImportBatch
from tests.members.imports.batches import sent
from tests.members.imports.files import members, put_clusters
from tests.snapshot import put_reference


@pytest.fixture
def clusters(db: None) -> list[Cluster]:
    put_reference()
    return put_clusters()


def test_what_waits_is_worked_through_once(clusters: list[Cluster]) -> None:
    sent(*members(1))
    call_command("run_imports")
    assert ImportBatch.objects.get().state == ImportBatch.State.READY


def test_as_a_service_it_waits_for_more(clusters: list[Cluster], monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def pause(_seconds: float) -> None:
        rounds.append(ImportBatch.objects.filter(state=ImportBatch.State.READY).count())
        if len(rounds) == 2:
            raise KeyboardInterrupt
        sent(*members(1))

    monkeypatch.setattr(run_imports, "sleep", pause)
    monkeypatch.setattr(run_imports, "close_old_connections", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("run_imports", "--wait")
    assert rounds == [0, 1]


def test_pages_have_the_machine_before_it(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    monkeypatch.setattr("os.nice", steps.append)
    call_command("run_imports", "--gently")
    assert steps == [10]
