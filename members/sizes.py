"""How large an enterprise is, by the ministerial regulation of B.E. 2562 on the features of SMEs.

Two measures, staff and yearly revenue, give a class each, with bounds that depend on the activity. Where they differ,
official texts differ too: in some the revenue decides, in others the higher of the two. Which one holds is a setting,
and each class is kept with the rule that gave it. Before fiscal 2563 another rule held (staff and fixed assets), so
earlier years have no class.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR: Final = 2563


class Activity(models.TextChoices):
    MANUFACTURING = "manufacturing", _("การผลิต")
    TRADE_SERVICE = "trade_service", _("การค้าและบริการ")


class Size(models.TextChoices):
    MICRO = "micro", _("รายย่อย")
    SMALL = "small", _("ขนาดย่อม")
    MEDIUM = "medium", _("ขนาดกลาง")
    LARGE = "large", _("ขนาดใหญ่")


class Rule(models.TextChoices):
    """What decides when staff and revenue give different classes."""

    REVENUE = "2562-revenue", _("กฎกระทรวง พ.ศ. 2562 ยึดรายได้เมื่อเกณฑ์ต่างกัน")
    HIGHER = "2562-higher", _("กฎกระทรวง พ.ศ. 2562 ยึดขนาดที่ใหญ่กว่าเมื่อเกณฑ์ต่างกัน")


@dataclass(frozen=True)
class Bounds:
    """The most that micro, small and medium may have; more is large."""

    employees: tuple[int, int, int]
    revenue_thb: tuple[Decimal, Decimal, Decimal]


BOUNDS: Final = {
    Activity.MANUFACTURING: Bounds((5, 50, 200), (Decimal(1_800_000), Decimal(100_000_000), Decimal(500_000_000))),
    Activity.TRADE_SERVICE: Bounds((5, 30, 100), (Decimal(1_800_000), Decimal(50_000_000), Decimal(300_000_000))),
}
_ORDER: Final = (Size.MICRO, Size.SMALL, Size.MEDIUM, Size.LARGE)


def size_class(
    *, fiscal_year: int, activity: str, employees: int | None, revenue_thb: Decimal | None, rule: Rule
) -> Size | None:
    """Return the size class; None where the rule doesn't reach or the answer hangs on what isn't known."""
    if fiscal_year < FIRST_YEAR or activity not in BOUNDS:
        return None
    bounds = BOUNDS[Activity(activity)]
    by_staff = None if employees is None else _within(employees, bounds.employees)
    by_revenue = None if revenue_thb is None else _within(revenue_thb, bounds.revenue_thb)
    if rule == Rule.REVENUE:
        return by_revenue
    if by_staff is None or by_revenue is None:
        # Nothing is higher than large, whatever the other measure is.
        return Size.LARGE if Size.LARGE in (by_staff, by_revenue) else None
    return max(by_staff, by_revenue, key=_ORDER.index)


def _within(value: Decimal | int, bounds: tuple[Decimal | int, ...]) -> Size:
    return _ORDER[sum(value > bound for bound in bounds)]
