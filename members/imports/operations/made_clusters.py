"""Clusters that a file named and nobody knew: whoever takes the file back takes back what was added only for it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from clusters.models import Cluster, ClusterProvince
from members.models import ImportBatch
from records.models import Record

_NAMED = 5


def take_away_clusters(batch: ImportBatch) -> str:
    """Delete the clusters that were added for a batch, within a transaction, and return which had to stay and why.

    One that somebody has changed since, or on which anything else hangs, stays: it has become a cluster like others.
    """
    stay = []
    for cluster in Cluster.objects.select_for_update().filter(pk__in=batch.clusters_made).order_by("pk"):
        if cluster.version > 1 or any(_hanging_on(cluster)):
            stay.append(str(cluster))
        else:
            cluster.delete()
    batch.clusters_made = []
    if not stay:
        return ""
    told = _("คลัสเตอร์ที่เพิ่มจากไฟล์นี้ยังอยู่ เพราะมีผู้ใช้หรือแก้ไขแล้ว: %(names)s")
    return told % {"names": ", ".join(stay[:_NAMED])}


def _hanging_on(cluster: Cluster) -> Iterator[bool]:
    for relation in cluster._meta.related_objects:
        other: Any = relation.related_model
        if issubclass(other, Record) and other is not ClusterProvince:  # its provinces came with it
            yield other._base_manager.filter(**{relation.field.name: cluster.pk}).exists()
