"""Which rows an account reaches: by its role the kinds of rows, by its centre which of them.

Three circles, each a filter on rows. *Own* are those of the centre's clusters, on which lists open. *Seen* are all of
a kind but what is confidential of others. *Kept* are those that may be changed: own, and nobody else's as well.
Headquarters and superusers have all in each circle, and cost no query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeGuard, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from clusters.models import Cluster, Province
from clusters.reports.centres import Centres
from members.models import Membership, Office, Person, Support, User
from members.rights import HEADQUARTERS, WRITERS, Account, clusters_of_staff, is_headquarters, is_staff
from records.errors import RuleBroken
from thai.calendar import fiscal_year_of

RowT = TypeVar("RowT", bound=Model)


class Keeping(Enum):
    """Who keeps a row."""

    CLUSTER = "the centres of its cluster"
    ORGANISATION = "the centres of all clusters in which its organisation takes part this year"
    LINK = "the centres of either end"
    PERSON = "the centres of all clusters in which the person holds an office this year; before, whoever entered them"
    OF_SOMEBODY = "who keeps the person or the organisation that it is of"
    FILE = "who brought it in, and their centre"
    PROGRAMME = "headquarters, and whom a superuser gives the right"
    SUPERUSERS = "superusers, and whom they give the right"


@dataclass(frozen=True)
class Kind:
    """A kind of rows. ``path`` leads from a row to its cluster, organisation or person.

    What is ``confidential`` isn't seen by other centres; what is ``of_persons`` no manager sees.
    """

    keeping: Keeping
    path: str = "pk"
    confidential: bool = False
    of_persons: bool = False


_WHOLE: Final = (Keeping.PROGRAMME, Keeping.SUPERUSERS)

# A kind that isn't here is reached by superusers alone; a test says so to whoever adds one.
KINDS: Final[dict[str, Kind]] = {
    "clusters.cluster": Kind(Keeping.CLUSTER),
    "clusters.clusterprovince": Kind(Keeping.CLUSTER, "cluster"),
    "clusters.province": Kind(Keeping.PROGRAMME),
    "clusters.promotioncentre": Kind(Keeping.PROGRAMME),
    "clusters.centreprovince": Kind(Keeping.PROGRAMME),
    "clusters.sector": Kind(Keeping.PROGRAMME),
    "members.membership": Kind(Keeping.CLUSTER, "cluster"),
    "members.support": Kind(Keeping.CLUSTER, "cluster"),
    "members.office": Kind(Keeping.CLUSTER, "cluster", confidential=True, of_persons=True),
    "members.organisation": Kind(Keeping.ORGANISATION),
    "members.enterprisefigures": Kind(Keeping.ORGANISATION, "organisation", confidential=True),
    "members.changeproposal": Kind(Keeping.ORGANISATION, "organisation", confidential=True),
    "members.linkage": Kind(Keeping.LINK),
    "members.person": Kind(Keeping.PERSON, confidential=True, of_persons=True),
    "members.contact": Kind(Keeping.OF_SOMEBODY, confidential=True, of_persons=True),
    "members.consent": Kind(Keeping.OF_SOMEBODY, confidential=True, of_persons=True),
    "members.importbatch": Kind(Keeping.FILE, confidential=True, of_persons=True),
    "members.user": Kind(Keeping.SUPERUSERS),
    "programmes.participation": Kind(Keeping.CLUSTER, "cluster"),
    "programmes.target": Kind(Keeping.CLUSTER, "participation__cluster"),
    "programmes.measurement": Kind(Keeping.CLUSTER, "participation__cluster"),
    "programmes.assessment": Kind(Keeping.CLUSTER, "participation__cluster"),
    "programmes.indicator": Kind(Keeping.PROGRAMME),
    "programmes.round": Kind(Keeping.PROGRAMME),
    "programmes.edition": Kind(Keeping.PROGRAMME),
    "programmes.funder": Kind(Keeping.PROGRAMME),
    "programmes.source": Kind(Keeping.PROGRAMME),
    "programmes.reportedfigure": Kind(Keeping.PROGRAMME),
    "programmes.milestone": Kind(Keeping.PROGRAMME),
    "programmes.objective": Kind(Keeping.PROGRAMME),
}


def kind_of(model: type[Model]) -> Kind:
    return KINDS.get(model._meta.label_lower, Kind(Keeping.SUPERUSERS))


def rights_of(user: Account) -> frozenset[str]:
    """Return what an account's role allows, like Django's permissions: ``clusters.change_cluster``."""
    return _rights(user.role, is_headquarters(user)) if is_staff(user) and user.role else frozenset()


@lru_cache(maxsize=16)
def _rights(role: str, headquarters: bool) -> frozenset[str]:
    rights = set()
    for label, kind in KINDS.items():
        app, model = label.split(".")
        writes = role in WRITERS and (headquarters or kind.keeping is not Keeping.PROGRAMME)
        reads = role in WRITERS or not kind.of_persons
        verbs = ("add", "change", "delete", "view") if writes else ("view",) if reads else ()
        if kind.keeping is not Keeping.SUPERUSERS:
            rights |= {f"{app}.{verb}_{model}" for verb in verbs}
    return frozenset(rights)


def is_narrow(user: Account, model: type[Model]) -> TypeGuard[User]:
    """Tell whether an account has only some rows of a kind: those of one centre."""
    return is_staff(user) and not is_headquarters(user) and kind_of(model).keeping not in _WHOLE


def own_rows(user: Account, rows: "QuerySet[RowT]", *, on: date) -> "QuerySet[RowT]":
    """Keep the rows of an account's own centre; what is of no centre is everybody's."""
    if not is_narrow(user, rows.model):
        return rows
    return rows.filter(_own(user, kind_of(rows.model), on))


def seen_rows(user: Account, rows: "QuerySet[RowT]", *, on: date) -> "QuerySet[RowT]":
    """Keep what an account may read of rows of a kind that it reads at all."""
    confidential = kind_of(rows.model).confidential and not (is_staff(user) and user.role == User.Role.MANAGER)
    return own_rows(user, rows, on=on) if confidential else rows


def kept_rows(user: Account, rows: "QuerySet[RowT]", *, on: date) -> "QuerySet[RowT]":
    """Keep what an account may change of rows of a kind that it changes at all."""
    if not is_narrow(user, rows.model):
        return rows
    kind = kind_of(rows.model)
    return rows.filter(_own(user, kind, on) & ~_of_others(user, kind, on))


def reaches(user: Account, right: str, row: Model, *, on: date) -> bool:
    """Tell whether a right, which the account has, reaches a row; of another model, rows that hang on it.

    A new row is reached: what it says is looked at once it is said.
    """
    if row.pk is None or not is_narrow(user, type(row)):
        return True
    app, name = right.split(".", 1)
    verb, model = name.split("_", 1)
    kind = KINDS.get(f"{app}.{model}", Kind(Keeping.SUPERUSERS))
    rows = type(row)._base_manager.filter(pk=row.pk)
    if verb != "view":
        return kept_rows(user, rows, on=on).exists()
    return not kind.confidential or user.role == User.Role.MANAGER or own_rows(user, rows, on=on).exists()


def keepers(row: Model, *, on: date) -> list[str]:
    """Return the names of the centres that keep a row together this year; headquarters where nobody else does."""
    year = fiscal_year_of(on)
    provinces = Province.objects.filter(places__cluster__in=clusters_of_row(row, year))
    names = [line.name for line in Centres.looking_after(provinces, year).lines]
    return names or [line.name for line in Centres.in_year(year).lines if line.number == HEADQUARTERS]


def clusters_of_row(row: Model, year: int) -> "QuerySet[Cluster]":
    """Return the clusters of a year whose centres keep a row."""
    kind = kind_of(type(row))
    key: Any = row
    for name in kind.path.split("__"):
        key = getattr(key, name, None)
    key = getattr(key, "pk", key)  # a path ends at a row or at its key
    if kind.keeping is Keeping.CLUSTER:
        return Cluster.objects.filter(pk=key)
    if kind.keeping is Keeping.PERSON:
        return Cluster.objects.filter(pk__in=Office.objects.in_year(year).filter(person=key).values("cluster"))
    if kind.keeping is Keeping.ORGANISATION:
        taking = [rows.in_year(year).filter(organisation=key).values("cluster") for rows in _TAKING_PART]
        return Cluster.objects.filter(Q(pk__in=taking[0]) | Q(pk__in=taking[1]))
    return Cluster.objects.none()


def refuse_rows_of_others(user: Account | None, model: type[Model], keys: Iterable[Any], *, on: date) -> None:
    """Raise ``RuleBroken``, naming a row and whom to ask, unless an account keeps all rows with these keys.

    Nobody in person, a command, keeps all; who isn't of the staff keeps none.
    """
    if user is None or (is_staff(user) and not is_narrow(user, model)):
        return
    rows = model._base_manager.filter(pk__in=list(keys))
    kept = kept_rows(user, rows, on=on).values("pk") if is_staff(user) else []
    row = rows.exclude(pk__in=kept).first()
    if row is not None:
        named = {"row": row, "who": ", ".join(keepers(row, on=on))}
        raise RuleBroken(_("ยังไม่ได้บันทึก: “%(row)s” อยู่ในความดูแลของ %(who)s กรุณาประสานหน่วยงานนั้นหรือส่วนกลาง") % named)


_TAKING_PART: Final = (Membership.objects, Support.objects)


def _own(user: User, kind: Kind, on: date) -> Q:
    clusters = clusters_of_staff(user, on=on).values("pk")
    if kind.keeping is Keeping.CLUSTER:
        return Q(**{f"{kind.path}__in": clusters})
    if kind.keeping is Keeping.ORGANISATION:
        return _own_organisation(kind.path, clusters)
    if kind.keeping is Keeping.LINK:
        return _own_organisation("from_organisation", clusters) | _own_organisation("to_organisation", clusters)
    if kind.keeping is Keeping.PERSON:
        return _own_person(kind.path, user, clusters)
    if kind.keeping is Keeping.FILE:
        return Q(author=user.pk) | Q(centre=user.centre_id)
    # Of somebody: what is left of the kinds that have rows of others.
    organisation = Q(organisation__isnull=False) & _own_organisation("organisation", clusters)
    return organisation | (Q(person__isnull=False) & _own_person("person", user, clusters))


def _own_organisation(path: str, clusters: Any) -> Q:
    """It takes or took part in one of the clusters, or in none at all."""
    rows = [rows.filter(organisation=OuterRef(path)) for rows in _TAKING_PART]
    here = Q(*(Exists(each.filter(cluster__in=clusters)) for each in rows), _connector=Q.OR)
    return here | Q(*(~Exists(each) for each in rows))


def _own_person(path: str, user: User, clusters: Any) -> Q:
    """They hold or held an office in one of the clusters, or none at all and were entered by the account."""
    offices = Office.objects.filter(person=OuterRef(path))
    entered = Person.history.filter(id=OuterRef(path), history_type="+", history_user=user.pk)
    return Q(Exists(offices.filter(cluster__in=clusters))) | Q(~Exists(offices), Exists(entered))


def _of_others(user: User, kind: Kind, on: date) -> Q:
    """Keep what belongs this year to a cluster that isn't one's own as well."""
    clusters, year = clusters_of_staff(user, on=on).values("pk"), fiscal_year_of(on)
    if kind.keeping is Keeping.ORGANISATION:
        return _of_another_cluster(kind.path, clusters, year)
    if kind.keeping is Keeping.PERSON:
        return Q(Exists(_offices_elsewhere(kind.path, clusters, year)))
    if kind.keeping is Keeping.OF_SOMEBODY:
        elsewhere = Q(Exists(_offices_elsewhere("person", clusters, year)))
        return elsewhere | _of_another_cluster("organisation", clusters, year)
    return Q(pk__in=[])


def _of_another_cluster(path: str, clusters: Any, year: int) -> Q:
    held = [rows.in_year(year).filter(organisation=OuterRef(path)) for rows in _TAKING_PART]
    return Q(*(Exists(each.exclude(cluster__in=clusters)) for each in held), _connector=Q.OR)


def _offices_elsewhere(path: str, clusters: Any, year: int) -> "QuerySet[Office]":
    return Office.objects.in_year(year).filter(person=OuterRef(path)).exclude(cluster__in=clusters)
