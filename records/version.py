"""Stale saves are refused: a row is written only if it is still the one that was read."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from records.errors import RuleBroken
from thai.calendar import format_datetime


class StaleSave(RuleBroken):
    """Somebody else saved or deleted the row after it was read; nothing was written.

    ``saved_by`` and ``saved_at`` tell who and when, as far as the history knows.
    """

    def __init__(self, row: models.Model) -> None:
        latest = row.history.filter(**{row._meta.pk.attname: row.pk}).order_by("-history_date", "-history_id").first()  # type: ignore[attr-defined]
        self.deleted: bool = latest is not None and latest.history_type == "-"
        self.saved_at: datetime | None = latest.history_date if latest else None
        self.saved_by: str = str(latest.history_user) if latest and latest.history_user else _("ระบบ")
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if self.saved_at is None:
            return _("รายการนี้เปลี่ยนไปแล้วตั้งแต่ท่านเปิดหน้านี้ ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข กรุณาเปิดหน้านี้ใหม่แล้วแก้ไขอีกครั้ง")
        values = {"who": self.saved_by, "when": format_datetime(self.saved_at)}
        if self.deleted:
            return _("%(who)s ลบรายการนี้ไปแล้วเมื่อ %(when)s ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข") % values
        return (
            _(
                "%(who)s บันทึกรายการนี้ไปแล้วเมื่อ %(when)s หลังจากที่ท่านเปิดหน้านี้ ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข "
                "กรุณาเปิดหน้านี้ใหม่เพื่อดูค่าล่าสุดแล้วแก้ไขอีกครั้ง"
            )
            % values
        )


def hold_as_read(row: models.Model, version: object) -> None:
    """Hold a row until the transaction ends; raise ``StaleSave`` unless it is still at the version that was read."""
    rows: models.QuerySet[Any] = type(row)._base_manager.select_for_update().filter(pk=row.pk)
    if str(rows.values_list("version", flat=True).first()) != str(version):
        raise StaleSave(row)


class Versioned(models.Model):
    """A row that counts its saves."""

    version = models.PositiveIntegerField("รุ่นของรายการ", default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the whole row, or raise ``StaleSave``.

        ``update_fields`` is widened to the whole row, because the history keeps a snapshot of it: values that were
        changed in memory and not saved would otherwise stand in the history as if they had been.
        """
        if deferred := self.get_deferred_fields():
            raise ValueError(f"load the whole row before saving it; these fields are deferred: {sorted(deferred)}")
        kwargs["update_fields"] = None
        read_version = self.version
        self.version = 1 if self._state.adding else read_version + 1
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.version = read_version
            raise

    def _do_update(  # noqa: PLR0917  # Django's signature
        self,
        base_qs: models.QuerySet[Any],
        using: str | None,
        pk_val: Any,
        values: Any,
        update_fields: Any,
        forced_update: bool,
    ) -> bool:
        """Compare the version in the UPDATE itself, so that no write can come in between.

        A new object that carries the id of a row that is kept would overwrite it unread: it is refused like any other
        stale save.
        """
        if self._state.adding:
            if base_qs.filter(pk=pk_val).exists():
                raise StaleSave(self)
            return False
        as_read = base_qs.filter(version=self.version - 1)
        if not super()._do_update(as_read, using, pk_val, values, update_fields, forced_update):
            raise StaleSave(self)
        return True
