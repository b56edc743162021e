"""Forms that set another's password, for the first time or when it was forgotten."""

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm

from members.models import User
from records.admin.forms import RefusableForm


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
        fields = ("email", "role", "centre", "person", "ends_on")
        field_classes: dict[str, type[forms.Field]] = {}

    def save(self, commit: bool = True) -> User:
        self.instance.must_change_password = True
        saved: User = super().save(commit)
        return saved
