"""Many officers write one cluster at the same moment: nothing is lost, and whoever comes late is told."""

import pytest

from clusters.models import Cluster
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.factories import ClusterFactory

OFFICERS = 50

pytestmark = pytest.mark.django_db(transaction=True)


def add_a_line(pk: int, line: str) -> int:
    """Add a line to the vision, reading again whenever somebody else was faster; return how often that was."""
    told = 0
    while True:
        cluster = Cluster.objects.get(pk=pk)
        cluster.vision += f"{line}\n"
        try:
            cluster.save()
        except StaleSave as stale:
            assert "บันทึกรายการนี้ไปแล้ว" in str(stale)  # noqa: PT017  # the loop goes on
            told += 1
        else:
            return told


def test_each_line_of_fifty_officers_is_kept() -> None:
    cluster = ClusterFactory.create()
    lines = [f"ข้อ {number}" for number in range(OFFICERS)]
    all_at_once(lambda line: add_a_line(cluster.pk, line), lines)
    cluster.refresh_from_db()
    assert sorted(cluster.vision.splitlines()) == sorted(lines)
    assert cluster.version - 1 == cluster.history.count() - 1 == OFFICERS
    # Each write stands in the history once, and each added one line to the write before.
    written = cluster.history.order_by("version").values_list("version", "vision")
    assert [(version, len(vision.splitlines())) for version, vision in written] == [
        (number + 1, number) for number in range(OFFICERS + 1)
    ]


def test_of_fifty_officers_who_opened_the_same_page_one_saves_and_the_others_are_told() -> None:
    cluster = ClusterFactory.create()
    opened = [Cluster.objects.get(pk=cluster.pk) for _ in range(OFFICERS)]

    def save(mine: Cluster) -> str | None:
        mine.vision = f"ของ {id(mine)}"
        try:
            mine.save()
        except StaleSave:
            return None
        return mine.vision

    (saved,) = [vision for vision in all_at_once(save, opened) if vision is not None]
    cluster.refresh_from_db()
    assert (cluster.vision, cluster.version) == (saved, 2)
    assert cluster.history.count() == 2
