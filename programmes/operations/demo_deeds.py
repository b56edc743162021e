"""What officers did with invented rows goes with them; what real people sent stays, without the tie to them.

A deed tells of rows: a proposal, a merge, a request for a lock, that two are two. No page takes one back out of the
tables, and of rows that are no more it says nothing. A merge of an invented row with a real one has changed the real
one: it's a real row that hangs on the world until it's undone.
"""

from collections.abc import Iterator
from typing import Final

from django.db.models import Q

from clusters.models import Cluster
from members.models import ChangeProposal, Different, ImportBatch, Merge, Organisation, Person, PrivacyRequest
from programmes.models import DemoLoad, LockRequest, Round
from records.guard import bulk_writes
from records.history import written_by
from records.models import Record

REASON: Final = "load_demo"


def forget_deeds(load: DemoLoad) -> None:
    """Delete the deeds that tell of a load's rows, with their history."""
    with bulk_writes():
        for model, tells in _deeds(load):
            keys = list(model._base_manager.filter(tells).values_list("pk", flat=True))
            model._base_manager.filter(pk__in=keys).delete()
            model.history.filter(id__in=keys).delete()


def _deeds(load: DemoLoad) -> Iterator[tuple[type[Record], Q]]:
    kept, dropped = _of(load, "kept", Organisation), _of(load, "dropped", Organisation)
    yield LockRequest, _of(load, "round", Round)
    yield ChangeProposal, _of(load, "organisation", Organisation)
    yield Different, _of(load, "first", Organisation) | _of(load, "second", Organisation)
    yield Merge, (kept & dropped) | ((kept | dropped) & Q(undone_at__isnull=False))


def end_ties(load: DemoLoad) -> None:
    """Take the tie to a load's rows from what people asked and from files that were brought in."""
    with written_by(None, reason=REASON):
        about = _of(load, "person", Person) | _of(load, "organisation", Organisation)
        for request in PrivacyRequest.objects.filter(about):
            request.person = request.organisation = None
            request.save()
        for batch in ImportBatch.objects.filter(_of(load, "cluster", Cluster)):
            batch.cluster = None
            batch.save()


def _of(load: DemoLoad, key: str, model: type[Record]) -> Q:
    """Return the condition that a key leads to one of a load's rows."""
    return Q(**{f"{key}__pk__range": load.keys[model._meta.label]})
