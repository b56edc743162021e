"""The lists that are measured are clean, and what is copied is what came in."""

from datetime import date

import pytest

from benchmarks.imported_rows import Round
from benchmarks.imports import Times, listed, table
from clusters.models import Cluster
from members.imports.interpret import interpret
from members.imports.texts import read_text
from members.models import Organisation
from tests.factories import SuperuserFactory
from tests.members.imports.files import put_clusters
from tests.snapshot import put_reference


def test_every_row_of_a_measured_list_can_go_in() -> None:
    reading = interpret(read_text(listed(40, 4_990, ["C0001"])), today=date(2026, 11, 22))
    assert (len(reading.rows), reading.skipped, reading.notices, reading.remarks) == (40, 0, [], [])
    assert all(row.is_clean for row in reading.rows)


@pytest.mark.postgresql
def test_a_round_leaves_nothing_behind(transactional_db: None) -> None:
    put_reference()
    put_clusters()
    SuperuserFactory.create()
    held = Round.begun(lambda clusters: listed(12, 1, clusters))
    found = held.measured()
    assert set(found) == {"check", "confirm", "copy", "undo"}
    assert all(found.values())
    assert (Organisation.objects.count(), Cluster.objects.count()) == (0, 4)


def test_the_table_tells_how_many_times_the_floor_it_took() -> None:
    assert "4.0 ×  (must 12, aim 4)" in table(Times([1.0], [2.0, 2.0, 9.0], [0.5], [1.0]), 5_000)
