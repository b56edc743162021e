"""Who may do what: the role says which rows of all kinds, the centre whose clusters, the office which cluster.

Everything that writes on somebody's behalf asks here: the admin, operations, imports, the pages below ``/account/``.
An account that is switched off may nothing. A superuser may all, but approve what they entered themselves.
"""

from datetime import date
from typing import Final, TypeGuard

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.utils.translation import gettext as _

from clusters.models import Cluster
from clusters.models.clusters import ClusterQuerySet
from clusters.reports.centres import clusters_of_centre
from members.models import Office, User
from records.errors import RuleBroken
from thai.calendar import fiscal_year_of

Account = AbstractBaseUser | AnonymousUser

HEADQUARTERS: Final = 0  # the number of the centre that is none
WRITERS: Final = (User.Role.APPROVER, User.Role.EDITOR)


def is_headquarters(user: Account) -> bool:
    """Tell whether an account of the staff works for all clusters: its centre is headquarters, or it has none."""
    if not is_staff(user):
        return False
    return user.is_superuser or user.centre is None or user.centre.number == HEADQUARTERS


def clusters_written_by(user: Account, *, on: date) -> ClusterQuerySet:
    """Return the clusters that an account keeps: all for headquarters, else those of its centre's provinces.

    A cluster in the provinces of two centres is kept by both. A coordinator's are ``coordinated_by``.
    """
    return clusters_of_staff(user, on=on) if _writes_clusters(user) else Cluster.objects.none()


def clusters_of_staff(user: Account, *, on: date) -> ClusterQuerySet:
    """Return the clusters of an account's centre, whether it writes them or reads only."""
    if not is_staff(user):
        return Cluster.objects.none()
    if user.centre is None or is_headquarters(user):
        return Cluster.objects.all()
    return clusters_of_centre(user.centre.number, fiscal_year_of(on))


def may_write_cluster(user: Account, cluster: Cluster, *, on: date) -> bool:
    """Tell whether an account may change a cluster and what hangs on it; two queries at most."""
    return clusters_written_by(user, on=on).filter(pk=cluster.pk).exists()


def coordinated_by(user: Account, *, on: date) -> ClusterQuerySet:
    """Return the clusters whose activities and results a coordinator records.

    They are those of the offices (CDA) that the account's person holds in the fiscal year of the day, and those of
    an office that has ended, until the results of its years are locked: they come in after the year.
    """
    if not (isinstance(user, User) and user.is_active and user.role == User.Role.COORDINATOR):
        return Cluster.objects.none()
    offices = Office.objects.filter(person=user.person_id, role=Office.Role.CDA)
    held = offices.in_year(fiscal_year_of(on)).values("cluster")
    due = offices.filter(_of_years_without_final_results(), to_year__lt=fiscal_year_of(on)).values("cluster")
    return Cluster.objects.filter(Q(pk__in=held) | Q(pk__in=due))


def _of_years_without_final_results() -> Q:
    """Keep the offices that share a year with a round in which their cluster took part and results aren't final."""
    rounds = "cluster__participations__round"
    year = f"{rounds}__fiscal_year"
    not_final = {f"{rounds}__results_locked": False, f"{rounds}__state__in": ["planned", "open", "closed"]}
    return Q(Q(from_year__isnull=True) | Q(from_year__lte=F(year)), to_year__gte=F(year), **not_final)


def may_approve(user: Account) -> bool:
    """Tell whether an account may confirm what another has entered; of whom, ``refuse_own_work`` asks."""
    return is_staff(user) and (user.is_superuser or user.role == User.Role.APPROVER)


def refuse_without(user: AbstractBaseUser | None, *rights: str) -> None:
    """Raise ``RuleBroken`` unless an account has all these rights, named like Django's permissions.

    Every operation asks, whatever page leads to it. Nobody in person, a command, has them all.
    """
    if user is not None and not (isinstance(user, User) and user.has_perms(rights)):
        raise RuleBroken(_("ท่านไม่มีสิทธิ์ทำรายการนี้ กรุณาติดต่อผู้ดูแลระบบ"))


def answers_people(user: Account) -> bool:
    """Tell whether an account answers people's requests about their data: headquarters, as far as they see contacts."""
    return is_headquarters(user) and sees_contacts(user)


def refuse_who_answers_nobody(user: AbstractBaseUser | None) -> None:
    """Raise ``RuleBroken`` unless an account answers people's requests. A command may."""
    if user is not None and not answers_people(user):
        raise RuleBroken(_("คำขอและข้อมูลของบุคคลเป็นงานของส่วนกลาง ท่านไม่มีสิทธิ์ทำรายการนี้"))


def refuse_own_work(approver: AbstractBaseUser | None, author: AbstractBaseUser | None) -> None:
    """Raise ``RuleBroken`` when an approver entered it: superusers aren't excepted."""
    if approver is not None and author is not None and approver.pk == author.pk:
        raise RuleBroken(_("ผู้ที่บันทึกข้อมูลนี้อนุมัติเองไม่ได้ กรุณาให้ผู้อนุมัติคนอื่นตรวจและอนุมัติ"))


def sees_contacts(user: Account) -> bool:
    """Tell whether an account may read people's contacts and consents at all; a manager reads everything but these."""
    return is_staff(user) and (user.is_superuser or user.role in WRITERS or user.has_perm("members.view_contact"))


def is_staff(user: Account) -> TypeGuard[User]:
    """Tell whether an account works in the admin."""
    return isinstance(user, User) and user.is_active and (user.is_staff or user.is_superuser)


def _writes_clusters(user: Account) -> TypeGuard[User]:
    """An account without a role may hold the right by itself."""
    return is_staff(user) and (user.is_superuser or user.role in WRITERS or user.has_perm("clusters.change_cluster"))
