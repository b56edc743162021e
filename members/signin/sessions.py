"""How long a session lasts: a while without doing anything, and a working day at most."""

import time
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext as _

from members.models import User

BEGAN_AT: Final = "began_at"
SEEN_AT: Final = "seen_at"
SEEN_EVERY: Final = 60  # seconds: not each request writes


def account_of(request: HttpRequest) -> User | AnonymousUser:
    """Return who sends the request; a session that is over, or whose account is, ends here and now."""
    session = request.session
    if SESSION_KEY not in session:
        return AnonymousUser()
    now = time.time()
    if _is_over(session, now):
        session.flush()
        messages.info(request, _("ท่านไม่ได้ใช้งานนานเกินกำหนด กรุณาเข้าสู่ระบบอีกครั้ง"), fail_silently=True)
        return AnonymousUser()
    account = get_user(request)
    if not account.is_authenticated:
        session.flush()
    elif now - session.get(SEEN_AT, 0) >= SEEN_EVERY:
        session.setdefault(BEGAN_AT, now)
        session[SEEN_AT] = now
    return account


def _is_over(session: SessionBase, now: float) -> bool:
    """A session without times has just begun; until its first request the age of its cookie limits it."""
    idle: float = now - session.get(SEEN_AT, now)
    whole: float = now - session.get(BEGAN_AT, now)
    return bool(idle > settings.SESSION_IDLE_SECONDS or whole > settings.SESSION_COOKIE_AGE)
