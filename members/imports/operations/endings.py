"""Members whom a file doesn't name: those of whom a person said so leave their clusters when the batch is written."""

from django.contrib.auth.models import AbstractBaseUser

from members.imports.plan import Plan
from members.models import ImportBatch, Membership
from records.history import written_by


def end_memberships(
    batch: ImportBatch, plan: Plan, *, by: AbstractBaseUser | None, reason: str
) -> dict[int, Membership]:
    """End the memberships that were ticked, as far as the file still doesn't name them. Returns them by their keys."""
    ended: dict[int, Membership] = {}
    absent = {membership.pk for membership in plan.absent}
    rows = {row.membership: row for row in batch.rows.filter(ends_in__isnull=False, membership__in=absent)}
    for membership in Membership.objects.select_for_update().filter(pk__in=list(rows)).order_by("pk"):
        row = rows[membership.pk]
        if membership.to_year is not None and membership.to_year <= (row.ends_in or 0):
            continue
        membership.to_year, membership.reason = row.ends_in, row.reason
        with written_by(by, reason=reason):
            membership.save()
        ended[membership.pk] = membership
    return ended
