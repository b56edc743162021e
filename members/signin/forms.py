"""The forms of signing in, each counting its tries before it compares anything."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    UserTokenForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from members.models import User, UserManager
from members.signin.accounts import set_password
from members.signin.devices import tried_by
from members.signin.throttle import CODES, PASSWORDS, USED_CODES
from thai.text import normalise, plain_digits

LONGEST_PASSWORD = 1000


class EmailField(forms.EmailField):
    """An e-mail in its one form, however it was typed."""

    def to_python(self, value: Any) -> Any:
        return UserManager.normalise_email(str(super().to_python(value) or ""))


def email_field() -> EmailField:
    return EmailField(label=_("อีเมล"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


def password_field(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    return forms.CharField(label=label, widget=widget, help_text=help_text, strip=False, max_length=LONGEST_PASSWORD)


def code_field(label: Any, help_text: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(label=label, help_text=help_text, max_length=40, widget=forms.TextInput(attrs=attributes))


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["password"] = password_field(_("รหัสผ่าน"))


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("รหัสผ่าน"))


class _NewPassword(forms.Form):
    """A new password, typed twice, and what it has to be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.label = _("รหัสผ่านใหม่")
        field.help_text = lazystr(password_validators_help_text_html())
        self.fields["password2"].label = _("รหัสผ่านใหม่อีกครั้ง")
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs = {"autocomplete": "new-password"}
            cast(forms.CharField, self.fields[name]).max_length = LONGEST_PASSWORD

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, second = cleaned.get("password1"), self.data.get("password2")
        if first and second and first != second:
            self.errors["password2"] = self.error_class([str(_("รหัสผ่านทั้งสองช่องไม่ตรงกัน"))], renderer=self.renderer)
        return cleaned


class OwnPasswordForm(_NewPassword, ChangePasswordForm):
    """Changing one's own password frees the account from having to; the new one has to be another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(_("รหัสผ่านปัจจุบัน"))

    def clean_oldpassword(self) -> str:
        tried = tried_by(context.request, self.user.email)
        if not PASSWORDS.take(*tried):
            raise get_adapter().validation_error("too_many_login_attempts")
        old: str = super().clean_oldpassword()
        PASSWORDS.forget(*tried)
        return old

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "oldpassword" in cleaned and cleaned.get("password1") == cleaned["oldpassword"]:
            self.add_error("password1", ValidationError(_("รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม"), code="same"))
        return cleaned

    def save(self) -> None:
        set_password(self.user, self.cleaned_data["password1"], by=self.user, reason="เปลี่ยนรหัสผ่านของตนเอง")
        self.user.refresh_from_db()


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks nothing of the database: what the page says doesn't depend on who has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email


class LinkForm(UserTokenForm):
    """The link for a new password: for an account in use, once, and for a day."""

    token_generator = default_token_generator

    def _get_user(self, uidb36: str) -> User | None:
        account: User | None = super()._get_user(uidb36)
        return account if account is not None and account.may_sign_in_on(timezone.localdate()) else None


class NewPasswordForm(_NewPassword, ResetPasswordKeyForm):
    def save(self) -> None:
        set_password(self.user, self.cleaned_data["password1"], by=self.user, reason="ตั้งรหัสผ่านใหม่ด้วยลิงก์")
        PASSWORDS.forget(*tried_by(context.request, self.user.email))
        self.user.refresh_from_db()


class _CountedCode(forms.Form):
    """A code opens once, and wrong ones are counted by account: who gets here knows the password."""

    user: User

    def clean_code(self) -> str:
        if not CODES.take(self.user.pk):
            raise get_adapter().validation_error("too_many_login_attempts")
        typed = plain_digits(normalise(self.cleaned_data["code"])).replace(" ", "").replace("-", "")
        self.cleaned_data["code"] = typed
        code: str = super().clean_code()  # type: ignore[misc]  # of the forms below
        if not USED_CODES.take(self.user.pk, typed):
            raise ValidationError(_("รหัสไม่ถูกต้อง หรือใช้ไปแล้ว"), code="incorrect_code")
        CODES.forget(self.user.pk)
        return code


class CodeForm(_CountedCode, AuthenticateForm):
    """The second factor of a sign-in."""

    remember_device = forms.BooleanField(
        label=_("จำอุปกรณ์นี้ไว้ 30 วัน"),
        help_text=_("เลือกเฉพาะเครื่องที่ท่านใช้คนเดียว ระบบจะถามเพียงอีเมลและรหัสผ่าน"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("รหัสยืนยัน"), _("ตัวเลข 6 หลักจากแอป หรือรหัสสำรอง 8 หลัก"))


class CodeAgainForm(_CountedCode, CodeReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("รหัสยืนยัน"), _("ตัวเลข 6 หลักจากแอป หรือรหัสสำรอง 8 หลัก"))


class FirstCodeForm(_CountedCode, ActivateTOTPForm):
    """Shows that the app on the telephone knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("รหัสจากแอป"), _("ตัวเลข 6 หลักที่แอปแสดง เปลี่ยนทุก 30 วินาที"))
