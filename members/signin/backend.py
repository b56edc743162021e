"""Who is let in, stays in, and reaches what."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model, QuerySet
from django.utils import timezone

from members import reach
from members.models import User
from records.history import written_by


class AccountBackend(ModelBackend):
    """E-mail and password; an account that is switched off or has ended is nobody, from its next request on.

    Django's own backend hashes exactly one password whether the account is unknown, off or its password wrong:
    allauth's tells who knows the password of an account that is off.
    """

    def authenticate(self, request: Any, username: str | None = None, password: str | None = None, **more: Any) -> Any:
        """Say in the history why a password changed that nobody changed: Django keeps it in its newest way."""
        with written_by(None, reason="เก็บรหัสผ่านเดิมด้วยวิธีใหม่"):
            return super().authenticate(request, username=username, password=password, **more)

    def user_can_authenticate(self, user: Any) -> bool:
        return isinstance(user, User) and user.may_sign_in_on(timezone.localdate())

    # -- what an account may do: its role's rights and those given to it alone, as far as it reaches --

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        given: set[str] = super().get_all_permissions(user_obj, obj)
        return given | reach.rights_of(user_obj) if obj is None else given

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Ask for the right, and whether it reaches the row; each row is looked up once for a request."""
        if not user_obj.is_active or perm not in self.get_all_permissions(user_obj):
            return False
        if not isinstance(obj, Model):
            return True
        asked = (perm, obj._meta.label_lower, obj.pk)
        answers: dict[Any, bool] = user_obj.__dict__.setdefault("_reached", {})
        if asked not in answers:
            answers[asked] = reach.reaches(user_obj, perm, obj, on=timezone.localdate())
        return answers[asked]

    # -- what the admin asks besides (records/admin/reach.py) --

    def is_narrow(self, user: Any, model: type[Model]) -> bool:
        return reach.is_narrow(user, model)

    def own_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        return reach.own_rows(user, rows, on=timezone.localdate())

    def seen_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        return reach.seen_rows(user, rows, on=timezone.localdate())

    def kept_rows(self, user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        return reach.kept_rows(user, rows, on=timezone.localdate())

    def refuse_rows_of_others(self, user: Any, model: type[Model], keys: Iterable[Any]) -> None:
        reach.refuse_rows_of_others(user, model, keys, on=timezone.localdate())

    def keepers(self, row: Model) -> list[str]:
        return reach.keepers(row, on=timezone.localdate())
