"""The base of all admins: years and dates of the Buddhist Era, stable lists, refused stale saves, history."""

from records.admin.base import RecordAdmin
from records.admin.inlines import RecordStackedInline, RecordTabularInline
from records.admin.lists import ListAdmin, NoForm
from records.admin.site import Section

__all__ = ["ListAdmin", "NoForm", "RecordAdmin", "RecordStackedInline", "RecordTabularInline", "Section"]
