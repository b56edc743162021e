"""Close a year or open it again: ``manage.py round_lock 2570 participation close --by …``, then ``approve``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.models import User
from programmes.models import LockRequest, Round
from programmes.operations.locks import approve_lock, ask_for_lock, mark_of, refuse_lock
from records.errors import RuleBroken
from thai.calendar import ThaiCalendarError, parse_fiscal_year


class Command(BaseCommand):
    help = "ขอปิดหรือเปิดปีงบประมาณ (close, reopen) และพิจารณาคำขอที่รออยู่ (approve, refuse) ผู้ขออนุมัติเองไม่ได้"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", help="ปีงบประมาณ พ.ศ. เช่น 2570")
        parser.add_argument("lock", choices=LockRequest.Lock.values, help="รายชื่อกลุ่ม (participation) หรือผล (results)")
        parser.add_argument("verb", choices=["close", "reopen", "approve", "refuse"])
        parser.add_argument("--by", required=True, help="อีเมลของผู้ขอหรือผู้พิจารณา จะแสดงในประวัติ")
        parser.add_argument("--reason", default="", help="เหตุผลของผู้ขอ หรือความเห็นของผู้พิจารณา")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = self._carry_out(options)
        except (ThaiCalendarError, RuleBroken) as broken:
            raise CommandError(str(broken)) from broken
        self.stdout.write(f"{done}: {done.get_state_display()}")

    def _carry_out(self, options: dict[str, Any]) -> LockRequest:
        year, verb, lock, reason = (
            parse_fiscal_year(options["year"]),
            options["verb"],
            options["lock"],
            options["reason"],
        )
        held = Round.objects.filter(fiscal_year=year).first()
        if held is None:
            raise CommandError(f"ไม่มีปีงบประมาณ {year} ในระบบ")
        by = self._account(options["by"])
        if verb in LockRequest.Action.values:
            return ask_for_lock(held, lock=lock, action=verb, reason=reason, by=by)
        asked = held.lock_requests.waiting().filter(lock=lock).first()
        if asked is None:
            raise CommandError("ไม่มีคำขอที่รออนุมัติ")
        if verb == "refuse":
            return refuse_lock(asked, by=by, answer=reason)
        approve_lock(asked, seen=mark_of(held), by=by, answer=reason)
        return LockRequest.objects.get(pk=asked.pk)

    def _account(self, email: str) -> User:
        account: User | None = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if account is None:
            raise CommandError(f"ไม่มีบัญชีที่ใช้งานอยู่ของ {email}")
        return account
