"""What a result is worth beside its target: in words, a colour never alone."""

from decimal import Decimal
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.models import Indicator

NEAR: Final = Decimal(80)  # per cent of the target; of what should be small, a quarter above it


class Signal(models.TextChoices):
    REACHED = "reached", _("บรรลุเป้าหมาย")
    NEAR = "near", _("ใกล้เป้าหมาย")
    BELOW = "below", _("ยังไม่ถึงเป้าหมาย")
    NO_TARGET = "no_target", _("ไม่มีเป้าหมายให้เทียบ")
    NO_RESULT = "no_result", _("ยังไม่มีผลที่อนุมัติ")
    NO_SUM = "no_sum", _("ไม่รวมข้ามกลุ่ม")
    WITHHELD = "withheld", _("ไม่แสดง เพราะมาจากสถานประกอบการไม่ถึงสามราย หรือหาค่าเช่นนั้นได้จากการลบ")


def percent_of(value: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Return the result as a percentage of the target with one decimal; None without either, or of a target of 0."""
    if value is None or not target:
        return None
    return round(value * 100 / target, 1)


def signal_of(direction: str, value: Decimal | None, target: Decimal | None) -> Signal:
    if value is None:
        return Signal.NO_RESULT
    if target is None:
        return Signal.NO_TARGET
    if direction == Indicator.Direction.DOWN:
        if value <= target:
            return Signal.REACHED
        return Signal.NEAR if value * NEAR <= target * 100 else Signal.BELOW
    if value >= target:
        return Signal.REACHED
    return Signal.NEAR if value * 100 >= target * NEAR else Signal.BELOW
