"""A cluster that was added for a file goes with it, unless it has become one like others."""

import pytest

from clusters.models import Cluster, ClusterProvince, Province, Sector
from members.imports.operations.batches import confirm, create_clusters, discard
from members.imports.operations.undo import ask_to_undo
from members.models import ImportBatch, Membership
from tests.factories import MembershipFactory
from tests.members.imports.batches import boss, checked, worked
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import member

pytestmark = pytest.mark.usefixtures("clusters")
NEW = ("คลัสเตอร์ไผ่", "คลัสเตอร์ครามสกล", "คลัสเตอร์กาแฟน่าน")


def with_new_clusters() -> ImportBatch:
    batch = checked(*(member(n, cluster=name) for n, name in enumerate(NEW, start=1)))
    sector = Sector.objects.all()[0]
    provinces = {NEW[0]: Province.objects.all()[0]}
    return worked(create_clusters(batch, dict.fromkeys(NEW, sector), provinces=provinces, by=boss()))


def made() -> set[str]:
    return set(Cluster.objects.filter(name__in=NEW).values_list("name", flat=True))


def test_undoing_takes_away_what_nobody_else_uses_and_names_what_stays() -> None:
    batch = worked(confirm(with_new_clusters(), only_clean=False, by=boss()))
    assert (batch.state, made()) == (ImportBatch.State.DONE, set(NEW))
    MembershipFactory.create(cluster=Cluster.objects.get(name=NEW[1]))
    changed = Cluster.objects.get(name=NEW[2])
    changed.name_en = "Nan coffee"
    changed.save()
    batch = worked(ask_to_undo(batch, today=TODAY, by=boss()))
    assert (batch.state, made()) == (ImportBatch.State.UNDONE, {NEW[1], NEW[2]})
    assert NEW[1] in batch.problem
    assert NEW[2] in batch.problem
    assert Membership.objects.count() == 1
    gone = Cluster.history.filter(name=NEW[0]).latest("history_id")
    assert (gone.history_type, gone.history_user) == ("-", boss())
    assert not ClusterProvince.objects.filter(cluster__name=NEW[0]).exists()


def test_a_file_that_does_not_come_in_leaves_no_cluster_behind() -> None:
    batch = discard(with_new_clusters(), by=boss())
    assert (batch.state, batch.clusters_made, made()) == (ImportBatch.State.DISCARDED, [], set())
