"""Which participations a figure or a filter means: of which year, who paid, and how far their clusters had come."""

from dataclasses import astuple, dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from members.models import Membership, Organisation
from programmes.models import Assessment, Indicator, Measurement, Participation
from programmes.models.participations import ParticipationQuerySet

NONE: Final = "none"
# Who pays, where no single funder is asked for.
FUNDERS_TOGETHER: Final = {
    "own": Q(funder__isnull=True) | Q(funder__is_department=True),
    "others": Q(funder__is_department=False),
    "department-only": Q(funder__is_department=True),
    NONE: Q(funder__isnull=True),
}


@dataclass(frozen=True, slots=True)
class TookPart:
    """What is asked for; "" and None ask for everything.

    ``funder`` is a funder's code or one of ``FUNDERS_TOGETHER``. ``step`` and ``potential`` are those last assessed in
    the participation, or ``NONE`` where nobody has. ``indicator`` is the code of one in which its group reported.
    """

    year: int | None = None
    entry: str = ""
    funder: str = ""
    step: str = ""
    potential: str = ""
    indicator: str = ""

    @property
    def is_asked(self) -> bool:
        return any(astuple(self))

    def clusters(self) -> QuerySet[Any, Any]:
        """Return the keys of the clusters that everyone may know of; a query of its own for an indicator."""
        return self.rows().order_by().values("cluster")

    def rows(self) -> ParticipationQuerySet:
        equal = {"round__fiscal_year": self.year, "entry": self.entry}
        found = Participation.objects.of_shown_clusters().filter(
            self._paid(), **{name: value for name, value in equal.items() if value}
        )
        for name, value in (("step", self.step), ("potential", self.potential)):
            found = found.filter(_assessed(name, value)) if value else found
        return self._reported(found) if self.indicator else found

    def _paid(self) -> Q:
        return FUNDERS_TOGETHER.get(self.funder, Q(funder__code=self.funder)) if self.funder else Q()

    def _reported(self, found: ParticipationQuerySet) -> ParticipationQuerySet:
        """Keep those that a year's report counts as reporting: of a ratio both parts, of a count what is counted."""
        asked = Indicator.objects.filter(code=self.indicator).select_related("numerator", "denominator").first()
        if asked is None:
            return found.none()
        if asked.rule == Indicator.Rule.DISTINCT:
            return found.filter(self._with_members()) if asked.counted == Indicator.Counted.ENTERPRISES else found
        for part in asked.parts:
            found = found.filter(pk__in=Measurement.objects.standing().filter(indicator=part).values("participation"))
        return found

    def _with_members(self) -> Q:
        members = Membership.objects.filter(organisation__state=Organisation.State.PUBLIC)
        return Q(cluster__in=(members.in_year(self.year) if self.year else members).values("cluster"))


def _assessed(name: str, value: str) -> Q:
    last = Assessment.objects.latest_of_each()
    if value == NONE:
        return ~Q(pk__in=last.filter(**{f"{name}__isnull": False}).values("participation"))
    return Q(pk__in=last.filter(**{name: value}).values("participation"))
