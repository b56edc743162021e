"""What allauth asks of the portal: whom to let in, how to speak, what to prove again, how to keep secrets."""

import time
from typing import Any, ClassVar, Final, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import User
from members.signin import secrets
from members.signin.accounts import remove_second_factor
from members.signin.devices import tried_by
from members.signin.throttle import PASSWORDS

SAID: Final = {
    "account/messages/password_changed.txt": _("เปลี่ยนรหัสผ่านแล้ว"),
    "account/messages/logged_out.txt": _("ออกจากระบบแล้ว"),
    "mfa/messages/totp_activated.txt": _("ตั้งการยืนยันตัวตนสองชั้นแล้ว"),
    "mfa/messages/totp_deactivated.txt": _("ยกเลิกการยืนยันตัวตนสองชั้นแล้ว"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by e-mail and password; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("อีเมลหรือรหัสผ่านไม่ถูกต้อง"),
        "enter_current_password": _("รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        "incorrect_password": _("รหัสผ่านไม่ถูกต้อง"),
        "invalid_password_reset": _("ลิงก์นี้ใช้ไม่ได้แล้ว"),
        "too_many_login_attempts": _("ลองหลายครั้งเกินไป กรุณารอ 15 นาทีแล้วลองใหม่ หากลืมรหัสผ่าน ให้ขอตั้งรหัสผ่านใหม่"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every page is a page; allauth's answers to scripts carry more than the page does."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before a password is hashed: each hash costs a third of a second of the machine."""
        if not PASSWORDS.take(*tried_by(request, credentials["email"])):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Without allauth's way round the backend, which tells of an account that is off."""
        self.pre_authenticate(request, **credentials)
        account: AbstractBaseUser | None = authenticate(request, **credentials)
        if account is not None:
            PASSWORDS.forget(*tried_by(request, credentials["email"]))
        return account

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        known = self.authenticate(context.request, email=cast(User, user).email, password=password)
        return known is not None and known.pk == user.pk

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """An account whose secrets are gone has no second factor, whatever its row says: it sets up a new one."""
        account = cast(User, user)
        if account.second_factor_since is not None and not is_mfa_enabled(account, [Authenticator.Type.TOTP]):
            held = remove_second_factor(account, by=None, reason="ไม่พบข้อมูลลับของการยืนยันตัวตนสองชั้น")
            account.second_factor_since, account.version = held.second_factor_since, held.version
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """An account switched off in this very moment is nobody, like any other that is off."""
        return HttpResponseRedirect(reverse("account_login"))

    def get_login_stages(self) -> list[str]:
        """Only the code: the device is remembered on the same page, e-mails and telephones aren't verified."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index" if getattr(request.user, "is_staff", False) else "account_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Tell whether the strongest thing that the account has must be proved once more: it wasn't just now."""
        request = context.request
        account = cast(User, request.user)
        strongest = "mfa" if account.second_factor_since is not None else "password"
        proofs = [record for record in get_authentication_records(request, account) if record["method"] == strongest]
        return not proofs or time.time() - proofs[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The password doesn't stand in for the second factor."""
        if not user.is_authenticated:
            return []
        name = "mfa_reauthenticate" if is_mfa_enabled(user) else "account_reauthenticate"
        return [{"id": name, "description": "", "url": reverse(name)}]

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **kw: Any) -> None:
        """Say what the portal wants said; signing in needs no remark."""
        if message_template in SAID:
            messages.add_message(request, level, str(SAID[message_template]))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an app on the telephone, and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("รหัสไม่ถูกต้อง หรือใช้ไปแล้ว"),
    }

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)
