"""The age of the newest backup, on the start page of headquarters: a line of what is due once it's too old."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from members.rights import is_headquarters
from records.backup import newest_backup
from records.due import Due, due_for, note_for
from thai.calendar import format_datetime


@due_for
def overdue_backup(user: User, today: date) -> Iterable[Due]:
    """No query. An installation that is only tried out, and was never backed up, isn't reminded."""
    if not settings.BACKUP_HOURS or not is_headquarters(user):
        return
    address = reverse("admin:guide-chapter", args=["backups"])
    newest = newest_backup(settings.BACKUPS)
    if newest is None:
        if settings.PRODUCTION:
            yield Due(_("ยังไม่มีการสำรองข้อมูล กรุณาแจ้งผู้ดูแลเครื่อง"), 1, address, late=True)
    elif timezone.now() - newest > timedelta(hours=settings.BACKUP_HOURS):
        words = _("สำรองข้อมูลครั้งล่าสุดเมื่อ %(when)s กรุณาแจ้งผู้ดูแลเครื่อง") % {"when": format_datetime(newest)}
        yield Due(words, 1, address, late=True)


@note_for
def recent_backup(user: User) -> str:
    newest = newest_backup(settings.BACKUPS) if settings.BACKUP_HOURS and is_headquarters(user) else None
    if newest is None or timezone.now() - newest > timedelta(hours=settings.BACKUP_HOURS):
        return ""
    return _("สำรองข้อมูลล่าสุด %(when)s") % {"when": format_datetime(newest)}
