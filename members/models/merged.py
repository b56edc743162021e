"""Nothing hangs on an organisation that is part of another: an edit that comes behind a merge is told so."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from records.errors import RuleBroken


class OfLivingOrganisation:
    """Of a record with keys to organisations. A save holds them: one that is being merged at this moment refuses."""

    organisation_keys: ClassVar[tuple[str, ...]] = ("organisation",)

    def _save_table(self, *args: Any, **kwargs: Any) -> Any:
        for name in self.organisation_keys:
            self._refuse_merged(name)
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]  # Django's, absent from its stubs

    def _refuse_merged(self, name: str) -> None:
        field = self._meta.get_field(name)  # type: ignore[attr-defined]  # of a model
        key = getattr(self, field.attname)
        if key is None:
            return
        organisations = field.related_model._base_manager
        # Read with its lock: whether it's merged is known once nobody else holds it.
        for into in organisations.select_for_update().filter(pk=key).values_list("merged_into", flat=True):
            if into is not None:
                code = organisations.values_list("code", flat=True).get(pk=into)
                raise RuleBroken(_("รายการนี้รวมเข้ากับ %(code)s แล้ว กรุณาบันทึกที่ %(code)s แทน") % {"code": code})
