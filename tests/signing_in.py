"""What the tests of signing in share: the way in, codes as an app shows them, a clock that moves on."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client

from members.models import User
from members.signin import secrets
from members.signin.accounts import second_factor_was_set
from tests.factories import PASSWORD

LOGIN = "/account/login/"
CODE = "/account/second-factor/code/"
WRONG = "ไม่ใช่-รหัสผ่าน-12"


def sign_in(client: Client, email: str, password: str = PASSWORD, *, origin: str = "192.0.2.1", **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more}, REMOTE_ADDR=origin)


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def with_second_factor(account: User) -> User:
    """Set up an authenticator and recovery codes, and return the account as it is kept now."""
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    return second_factor_was_set(account)


def code_of(account: User, *, later: int = 0) -> str:
    """Return what the app shows now, or so many seconds later."""
    kept = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    counter = int(time.time() + later) // 30
    return str(format_hotp_value(hotp_value(secrets.decrypt(kept.data["secret"]), counter)))


def recovery_codes_of(account: User) -> list[str]:
    kept = Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return list(kept.wrap().get_unused_codes())


def send_code(client: Client, code: str, **more: str) -> HttpResponse:
    return client.post(CODE, {"code": code, **more})  # type: ignore[return-value]
