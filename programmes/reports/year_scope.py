"""What part of a year a report speaks of: whose money, and which clusters."""

from dataclasses import dataclass
from typing import Final, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from clusters.models import ClusterProvince, PromotionCentre, Region, Sector
from clusters.reports.centres import provinces_of_centre
from programmes.models import Funder
from programmes.reports.names import Name
from programmes.reports.year_line import ScopeAsked

NO_FUNDER: Final = "none"


@dataclass(frozen=True, slots=True)
class YearScope:
    """Everything by default; ``funder`` is the code of a funder, or ``NO_FUNDER`` where no document names one.

    The names are for the heading; ``named`` fills them in.
    """

    money: ScopeAsked = "all"
    sector: str = ""
    region: str = ""
    centre: int | None = None
    funder: str = ""
    sector_name: Name | None = None
    centre_name: Name | None = None
    funder_name: Name | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all clusters of the year are meant, whoever pays: the documents' figures are of these only."""
        return not (self.sector or self.region or self.funder or self.centre is not None)

    @property
    def asks_for_money(self) -> bool:
        return self.money == "department" or bool(self.funder)

    @classmethod
    def named(
        cls,
        money: ScopeAsked = "all",
        *,
        sector: str = "",
        region: str = "",
        centre: int | None = None,
        funder: str = "",
    ) -> Self:
        """Return a scope with the names of what it asks for; a query for each of sector, centre and funder."""
        its_sector = Sector.objects.filter(code=sector).first() if sector else None
        its_centre = PromotionCentre.objects.filter(number=centre).first() if centre is not None else None
        its_funder = Funder.objects.filter(code=funder).first() if funder not in ("", NO_FUNDER) else None
        return cls(
            money=money,
            sector=sector,
            region=region,
            centre=centre,
            funder=funder,
            sector_name=Name(its_sector.name, its_sector.name_en) if its_sector else None,
            centre_name=Name(its_centre.name, its_centre.name_en) if its_centre else None,
            funder_name=Name(its_funder.short_name, its_funder.short_name_en) if its_funder else None,
        )

    def clusters_in(self, year: int) -> Q:
        """Return the filter of participations by what their clusters are, wherever their money comes from."""
        place = Q()
        if self.region:
            place &= Q(province__region=self.region)
        if self.centre is not None:
            place &= Q(province__in=provinces_of_centre(self.centre, year))
        found = Q(cluster__in=ClusterProvince.objects.filter(place).values("cluster")) if place else Q()
        return found & Q(cluster__sector__code=self.sector) if self.sector else found

    def money_asked(self) -> Q:
        """Return the filter of participations by who pays."""
        if self.funder == NO_FUNDER:
            return Q(funder__isnull=True)
        if self.funder:
            return Q(funder__code=self.funder)
        return Q(funder__is_department=True) if self.money == "department" else Q()

    @property
    def parts(self) -> tuple[str, ...]:
        """What the figures cover, in words; nothing when they cover everything."""
        said = [
            _("เฉพาะงบกรมส่งเสริมอุตสาหกรรม") if self.money == "department" else "",
            _("สาขา%(sector)s") % {"sector": self.sector_name or self.sector} if self.sector else "",
            str(Region(self.region).label) if self.region else "",
            str(self.centre_name or self.centre) if self.centre is not None else "",
            self._funder_in_words,
        ]
        return tuple(part for part in said if part)

    @property
    def _funder_in_words(self) -> str:
        if self.funder == NO_FUNDER:
            return _("กลุ่มที่เอกสารไม่ระบุแหล่งงบ")
        return _("ใช้งบ %(funder)s") % {"funder": self.funder_name or self.funder} if self.funder else ""
