"""Who was ticked leaves; who has left earlier, or is in the file by now, doesn't."""

from clusters.models import Cluster
from members.imports.operations.batches import confirm, end_absent
from members.models import ImportBatch
from tests.factories import MembershipFactory
from tests.members.imports.batches import boss, checked, worked
from tests.members.imports.files import members


def test_a_membership_that_ended_earlier_meanwhile_stays_as_it_is(clusters: list[Cluster]) -> None:
    leaves, left = MembershipFactory.create_batch(2, cluster=clusters[0], from_year=2560)
    batch = checked(*members(1))
    rows = batch.rows.filter(outcome="absent").values_list("pk", flat=True)
    assert end_absent(batch, rows, year=2567, reason="ย้าย", by=boss()) == 2
    left.to_year = 2566
    left.save()
    batch = worked(confirm(ImportBatch.objects.get(pk=batch.pk), only_clean=False, by=boss()))
    for membership in (leaves, left):
        membership.refresh_from_db()
    assert (leaves.to_year, left.to_year) == (2567, 2566)
    assert batch.rows.get(membership=leaves.pk).written == [["membership", leaves.pk, "~", 2]]
