"""Whose results an account may enter, and whose it may approve."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef

from members.models import Office, User
from members.models.spans import holding
from members.rights import clusters_written_by, coordinated_by, may_approve
from programmes.models import Participation, Round
from programmes.models.participations import ParticipationQuerySet

Account = AbstractBaseUser | AnonymousUser


def entered_by(user: Account, *, on: date) -> ParticipationQuerySet:
    """Return the participations whose results an account may enter while they aren't locked.

    A coordinator's are those of the years of the office, of own clusters; who keeps clusters has all of theirs.
    """
    if isinstance(user, User) and user.role == User.Role.COORDINATOR:
        year = OuterRef("round__fiscal_year")
        offices = Office.objects.filter(
            holding(year, year), person=user.person_id, role=Office.Role.CDA, cluster=OuterRef("cluster")
        )
        running = Participation.objects.filter(round__state__in=(Round.State.OPEN, Round.State.CLOSED))
        return running.filter(Exists(offices), cluster__in=coordinated_by(user, on=on).values("pk"))
    return Participation.objects.filter(cluster__in=clusters_written_by(user, on=on).values("pk"))


def approved_by(user: Account, *, on: date) -> ParticipationQuerySet:
    """Return the participations whose results an account may approve; never what it entered itself."""
    if not may_approve(user):
        return Participation.objects.none()
    return Participation.objects.filter(cluster__in=clusters_written_by(user, on=on).values("pk"))
