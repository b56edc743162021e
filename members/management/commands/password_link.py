from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import User
from members.signin.links import HOURS, hand_out_link
from records.errors import RuleBroken


class Command(BaseCommand):
    """Let somebody in again who has forgotten the password, where no mail is sent."""

    help = "Print a link with which the owner of an account sets a new password; it opens once, within a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="e-mail of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            account = User.objects.get_by_natural_key(email)
            path = hand_out_link(account, by=None, reason="ออกลิงก์ตั้งรหัสผ่านใหม่ด้วยคำสั่งของระบบ")
        except User.DoesNotExist:
            raise CommandError("There is no account with this e-mail address. / ไม่มีบัญชีที่ใช้อีเมลนี้") from None
        except RuleBroken as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Good for {HOURS} hours; it can be used once. / ใช้ได้ {HOURS} ชั่วโมง และใช้ได้ครั้งเดียว\n  {self._site()}{path}"
        )

    @staticmethod
    def _site() -> str:
        host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
        return f"{'https' if settings.SESSION_COOKIE_SECURE else 'http'}://{host}"
