"""Devices on which somebody has signed in before: their tries are counted apart from those of their neighbours."""

import secrets
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from members.models import UserManager
from members.signin.origin import origin_of

COOKIE: Final = "known_device"
SALT: Final = "members.signin.devices"
KEPT_FOR: Final = 180 * 24 * 60 * 60  # seconds
MOST_ACCOUNTS: Final = 8  # of one device


def tried_by(request: HttpRequest, email: str) -> tuple[str, str]:
    """Return what a try to sign in is counted by: the e-mail, and the device that its owner has signed in on before.

    Any other device is known by its address, which it shares with others: whoever sits behind the same one and guesses
    somebody's password doesn't lock that person's own devices.
    """
    email = UserManager.normalise_email(email)
    return email, _known(request).get(_mark(email)) or origin_of(request)


def know_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Remember on the device that the e-mail's owner has shown the password there. The cookie names nobody."""
    known = _known(request)
    mark = _mark(UserManager.normalise_email(email))
    latest = {**{name: known[name] for name in known if name != mark}, mark: known.get(mark) or secrets.token_hex(8)}
    value = signing.dumps(dict([*latest.items()][-MOST_ACCOUNTS:]), salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=KEPT_FOR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        known: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return {}
    return known


def _mark(email: str) -> str:
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:16]
