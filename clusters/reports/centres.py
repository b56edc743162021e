"""Industrial Promotion Centres with the provinces that each looks after: whom to call."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from django.db.models import Q, QuerySet

from clusters.models import CentreProvince, Cluster, ClusterProvince, PromotionCentre, Province
from clusters.models.clusters import ClusterQuerySet
from thai.phones import ThaiPhoneError, clean_phone

# What directories are asked for, to find what no region or no centre has.
NOWHERE: Final = "none"
NO_CENTRE: Final = -1


@dataclass(frozen=True)
class CentreLine:
    """One centre. ``unverified`` are provinces that the department hasn't confirmed yet; ``phone`` "" is unknown."""

    number: int
    name: str
    short_name: str
    seat: str
    phone: str
    address: str
    provinces: tuple[str, ...]
    unverified: tuple[str, ...]

    @property
    def phone_address(self) -> str:
        """The address that dials the telephone; "" where it isn't one number."""
        try:
            return f"tel:{clean_phone(self.phone)}"
        except ThaiPhoneError:
            return ""


@dataclass(frozen=True)
class Centres:
    """The centres and their provinces in one fiscal year; two queries, one of those that look after some provinces."""

    year: int
    lines: tuple[CentreLine, ...]

    @classmethod
    def in_year(cls, year: int) -> Self:
        """Return all centres, headquarters last."""
        held = _responsibilities(Q(), year)
        centres = sorted(PromotionCentre.objects.select_related("seat"), key=lambda row: (row.number == 0, row.number))
        return cls(year, tuple(_line(centre, held[centre.pk]) for centre in centres))

    @classmethod
    def looking_after(cls, provinces: Iterable[Province], year: int) -> Self:
        """Return the centres that look after ``provinces``, each with these provinces only."""
        held = _responsibilities(Q(province__in=list(provinces)), year, "centre__seat")
        centres = sorted((rows[0].centre for rows in held.values()), key=lambda row: row.number)
        return cls(year, tuple(_line(centre, held[centre.pk]) for centre in centres))


def provinces_of_centre(number: int, year: int) -> QuerySet[CentreProvince, int]:
    """Return the keys of the provinces that a centre looks after in ``year``, to filter by."""
    return CentreProvince.objects.filter(_held_in(year), centre__number=number).values_list("province", flat=True)


def provinces_looked_after(year: int) -> QuerySet[CentreProvince, int]:
    """Return the keys of the provinces that any centre looks after in ``year``, to filter by."""
    return CentreProvince.objects.filter(_held_in(year)).values_list("province", flat=True)


def clusters_of_centre(number: int, year: int) -> ClusterQuerySet:
    """Return the clusters that work in a province which the centre looks after in ``year``."""
    places = ClusterProvince.objects.filter(province__in=provinces_of_centre(number, year))
    return Cluster.objects.filter(pk__in=places.values("cluster"))


def _held_in(year: int) -> Q:
    return Q(from_year__lte=year) & (Q(to_year__isnull=True) | Q(to_year__gte=year))


def _responsibilities(which: Q, year: int, *along: str) -> dict[int, list[CentreProvince]]:
    """Return what each centre looks after in ``year``, provinces in dictionary order, with ``along``; one query."""
    rows = (
        CentreProvince.objects.filter(which, _held_in(year))
        .select_related("province", *along)
        .order_by("province__sort_key", "pk")
    )
    held: dict[int, list[CentreProvince]] = defaultdict(list)
    for row in rows:
        held[row.centre_id].append(row)
    return held


def _line(centre: PromotionCentre, held: Iterable[CentreProvince]) -> CentreLine:
    by_basis: dict[str, list[str]] = {basis.value: [] for basis in CentreProvince.Basis}
    for row in held:
        by_basis[row.basis].append(str(row.province))
    return CentreLine(
        number=centre.number,
        name=str(centre),
        short_name=centre.short_name,
        seat=str(centre.seat),
        phone=centre.phone,
        address=centre.address,
        provinces=tuple(by_basis[CentreProvince.Basis.READ.value]),
        unverified=tuple(by_basis[CentreProvince.Basis.UNVERIFIED.value]),
    )
