from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import User
from members.signin.accounts import remove_second_factor
from records.errors import RuleBroken


class Command(BaseCommand):
    """Let somebody in again who has lost the telephone and the recovery codes."""

    help = "Take the second factor of an account away; its owner sets up a new one at the next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="e-mail of the account")
        parser.add_argument(
            "--reason", required=True, help="who asked for it, and how they were known; goes into the history"
        )

    def handle(self, *args: Any, email: str, reason: str, **options: Any) -> None:
        try:
            remove_second_factor(User.objects.get_by_natural_key(email), by=None, reason=reason)
        except User.DoesNotExist:
            raise CommandError("There is no account with this e-mail address. / ไม่มีบัญชีที่ใช้อีเมลนี้") from None
        except RuleBroken as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("The second factor is removed. / ยกเลิกการยืนยันตัวตนสองชั้นแล้ว")
