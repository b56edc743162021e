"""Forms that set passwords: one's own, and another's for the first time or when it was forgotten."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm as OwnPasswordChangeForm
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import User
from records.admin.forms import RefusableForm
from records.history import written_by


class OwnPasswordForm(OwnPasswordChangeForm):
    """Changing one's own password frees the account from having to; the new one has to be another."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "old_password" in cleaned and cleaned.get("new_password1") == cleaned["old_password"]:
            self.add_error("new_password1", ValidationError(_("รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม"), code="same"))
        return cleaned

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = False
        with written_by(self.user, reason="เปลี่ยนรหัสผ่านของตนเอง"):
            saved: User = super().save(commit)
        return saved


class OthersPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A password that somebody else knows is for one time: its owner changes it after signing in."""

    usable_password = None  # every account signs in with a password

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = True
        saved: User = super().save(commit)
        return saved


class NewAccountForm(RefusableForm, BaseUserCreationForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A new account, with a password that has to be changed."""

    class Meta:
        model = User
        fields = ("email", "person", "centre", "is_staff")
        field_classes: dict[str, type[forms.Field]] = {}

    def save(self, commit: bool = True) -> User:
        self.instance.must_change_password = True
        saved: User = super().save(commit)
        return saved
