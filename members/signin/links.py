"""Links for a new password: sent by mail to whoever asks, or handed out by headquarters."""

import logging
from typing import Final

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import User
from members.signin.accounts import note_on
from members.signin.throttle import LINKS
from records.errors import RuleBroken

logger = logging.getLogger(__name__)

HOURS: Final = settings.PASSWORD_RESET_TIMEOUT // 3600


def link_for(account: User) -> str:
    """Return the path of the page where the account's owner sets a password. It opens once."""
    values = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return reverse("account_reset_password_from_key", kwargs=values)


def hand_out_link(account: User, *, by: AbstractBaseUser | None, reason: str = "") -> str:
    """Return the path of a link that headquarters give to the account's owner, and write down that they did.

    Raises ``RuleBroken`` for an account that may not sign in: a new password wouldn't help its owner.
    """
    if not account.may_sign_in_on(timezone.localdate()):
        raise RuleBroken(_("บัญชีนี้ปิดหรือสิ้นสุดการใช้งานแล้ว"))
    return link_for(note_on(account, by=by, reason=reason or _("ออกลิงก์ตั้งรหัสผ่านใหม่")))


def mail_link(email: str, *, site: str, language: str) -> None:
    """Send the owner of an account in use a link; for any other address do nothing.

    ``site`` is the beginning of the link (``https://…``). A mail that can't be sent is logged, never told to whoever
    asked: they would learn that there is an account.
    """
    account = User.objects.filter(email=email).first()
    if account is None or not account.may_sign_in_on(timezone.localdate()) or not LINKS.take(email):
        return
    with override(language):
        text = render_to_string(
            "account/email/password_link.txt", {"address": f"{site}{link_for(account)}", "hours": HOURS}
        )
        subject = _("ตั้งรหัสผ่านใหม่ พอร์ทัลคลัสเตอร์อุตสาหกรรม")
    try:
        send_mail(subject, text, None, [account.email])
    except OSError:  # of the mail server or the way to it; smtplib's errors are among them
        logger.exception("A mail with a link for a new password could not be sent (account %s)", account.pk)
