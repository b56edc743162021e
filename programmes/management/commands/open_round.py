"""Open the round of a fiscal year from a file: ``manage.py open_round 2571 plan.csv --by somchai@example.go.th``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.models import User
from programmes.imports import read_plan
from programmes.operations.rounds import PlanRefused, open_round, problems_of
from programmes.reports.next_round import NextRound
from records.errors import RuleBroken
from thai.calendar import ThaiCalendarError, format_fiscal_year, parse_fiscal_year


class Command(BaseCommand):
    help = "เปิดปีงบประมาณใหม่ของโครงการจากไฟล์ CSV (รหัสคลัสเตอร์, การดำเนินการ, แหล่งงบประมาณ, ผลเมื่อออกจากโครงการ, เหตุผล)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", help="ปีงบประมาณ พ.ศ. เช่น 2571")
        parser.add_argument("file", type=Path, help="ไฟล์ CSV แบบ UTF-8")
        parser.add_argument("--by", help="อีเมลของเจ้าหน้าที่ผู้เปิดปีงบประมาณ จะแสดงในประวัติ")
        parser.add_argument("--dry-run", action="store_true", help="ตรวจและแสดงผลรวมโดยไม่บันทึก")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            year = parse_fiscal_year(options["year"])
            plan = read_plan(self._content(options["file"]), year)
            totals = NextRound.of(plan).in_words
            if problems := problems_of(plan):
                raise PlanRefused(problems)
            if not options["dry_run"]:
                open_round(plan, by=self._author(options["by"]))
        except ThaiCalendarError as error:
            raise CommandError(str(error)) from error
        except PlanRefused as refused:
            raise CommandError("ยังไม่ได้เปิดปีงบประมาณ ไม่มีการบันทึกใด ๆ\n- " + "\n- ".join(refused.problems)) from refused
        except RuleBroken as refused:
            raise CommandError(str(refused)) from refused
        done = "ตรวจแล้ว ยังไม่ได้บันทึก" if options["dry_run"] else "เปิดแล้ว"
        self.stdout.write(f"{format_fiscal_year(year)} {done}: {totals}")

    def _content(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {path} ไม่ได้: {error.strerror}") from error

    def _author(self, email: str | None) -> User | None:
        if email is None:
            return None
        author: User | None = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if author is None:
            raise CommandError(f"ไม่มีบัญชีที่ใช้งานอยู่ของ {email}")
        return author
