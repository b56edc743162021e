"""Whose files an officer sees."""

from django.db.models import Q, QuerySet

from members.models import ImportBatch, User
from members.rights import is_headquarters


def batches_seen_by(user: User) -> QuerySet[ImportBatch]:
    """Return the files of an officer's own centre; headquarters sees all, whoever has no centre only their own."""
    batches = ImportBatch.objects.all()
    if is_headquarters(user):
        return batches
    own = Q(author=user)
    return batches.filter(own if user.centre_id is None else own | Q(centre=user.centre_id))
