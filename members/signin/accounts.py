"""What happens to an account on its way in: its password, its second factor. Each leaves its trace in the history.

A change is made to the row as the database holds it, under lock: whoever signs in must not be refused because an
officer saved the account a moment ago.
"""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from records.errors import RuleBroken
from records.history import written_by


def needs_second_factor(account: User) -> bool:
    """Tell whether what the account may do asks for a second factor: whoever may enter the admin or write results."""
    return account.is_staff or account.is_superuser or account.role == User.Role.COORDINATOR


def lacks_second_factor(account: User) -> bool:
    """Tell whether the account has to set up its second factor before it does anything else."""
    return settings.SECOND_FACTOR_REQUIRED and needs_second_factor(account) and account.second_factor_since is None


def set_password(account: AbstractBaseUser, password: str, *, by: AbstractBaseUser | None, reason: str) -> User:
    """Set a password that its owner has chosen: nobody else knows it, so it need not be changed."""
    with transaction.atomic(), written_by(by, reason=reason):
        held = _held(account)
        held.set_password(password)
        held.must_change_password = False
        held.save()
    return held


def second_factor_was_set(account: AbstractBaseUser) -> User:
    """Note that the owner has set up an authenticator, together with recovery codes."""
    now = timezone.now()
    return _note(account, by=account, reason=_("ตั้งการยืนยันตัวตนสองชั้น"), second_factor_since=now, recovery_codes_since=now)


def recovery_codes_were_made(account: AbstractBaseUser) -> User:
    return _note(account, by=account, reason=_("ออกรหัสสำรองชุดใหม่"), recovery_codes_since=timezone.now())


def note_on(account: AbstractBaseUser, *, by: AbstractBaseUser | None, reason: str) -> User:
    """Write into the account's history what changes none of its columns."""
    return _note(account, by=by, reason=reason)


def remove_second_factor(account: AbstractBaseUser, *, by: AbstractBaseUser | None, reason: str) -> User:
    """Take the authenticator and the recovery codes away, and with them the remembered devices and every session.

    Whoever needs a second factor sets up a new one at the next sign-in. Raises ``RuleBroken`` if there is none.
    """
    with transaction.atomic():
        held = _held(account)
        secrets, _counts = Authenticator.objects.filter(user_id=held.pk).delete()
        if not secrets and held.second_factor_since is None:
            raise RuleBroken(_("บัญชีนี้ไม่ได้ตั้งการยืนยันตัวตนสองชั้นไว้"))
        return _note(held, by=by, reason=reason, second_factor_since=None, recovery_codes_since=None)


def _held(account: AbstractBaseUser) -> User:
    return cast(User, User.objects.select_for_update().get(pk=account.pk))


def _note(account: AbstractBaseUser, *, by: AbstractBaseUser | None, reason: str, **values: Any) -> User:
    with transaction.atomic(), written_by(by, reason=reason):
        held = _held(account)
        for name, value in values.items():
            setattr(held, name, value)
        held.save()
    return held
