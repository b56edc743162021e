"""What may be done with a reported figure: put another in its place."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from members.rights import refuse_without
from programmes.models import ReportedFigure
from records.errors import RuleBroken
from records.history import written_by


def supersede_figure(
    old: ReportedFigure, new: ReportedFigure, *, by: AbstractBaseUser | None, reason: str = ""
) -> ReportedFigure:
    """Add ``new`` in place of ``old``, which stays as it is. Returns ``new``, saved.

    Raises ``RuleBroken`` if ``old`` has been superseded already, and for who may add no figures.
    """
    refuse_without(by, "programmes.add_reportedfigure")
    with transaction.atomic(), written_by(by, reason=reason):
        held = ReportedFigure.objects.select_for_update().get(pk=old.pk)
        if ReportedFigure.objects.filter(supersedes=held).exists():
            raise RuleBroken(_("มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว กรุณาเปิดรายการล่าสุดเพื่อตรวจสอบก่อน"))
        new.key = held.key
        new.revision = held.revision + 1
        new.supersedes = held
        new.full_clean(validate_unique=False)
        new.save()
    return new
