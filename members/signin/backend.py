"""Who is let in, and stays in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

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
