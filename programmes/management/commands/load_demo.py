"""Load the invented sample world, or take it away: ``manage.py load_demo --size small``, ``load_demo --remove``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from programmes.demo.ground import FIRST_YEAR, LAST_YEAR, SIZES
from programmes.models import DemoLoad
from programmes.operations.demo import holds_more_than_the_history, load_demo, remove_demo
from programmes.operations.demo_accounts import DemoAccount, make_demo_accounts
from records.errors import RuleBroken
from records.models import Record


class Command(BaseCommand):
    help = f"นำเข้าข้อมูลตัวอย่างที่สมมุติขึ้น ปีงบประมาณ {FIRST_YEAR}–{LAST_YEAR} หรือนำออก"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="small", help="ขนาด (ค่าเริ่มต้น small)")
        parser.add_argument("--seed", type=int, default=1, help="เลขตั้งต้น เลขเดียวกันได้ข้อมูลชุดเดียวกัน")
        parser.add_argument("--remove", action="store_true", help="นำข้อมูลตัวอย่างออก")
        parser.add_argument("--force", action="store_true", help="นำเข้าแม้เป็นระบบที่ใช้งานจริง")
        parser.add_argument("--once", action="store_true", help="เฉพาะเมื่อระบบยังไม่มีข้อมูลอื่นนอกจากประวัติโครงการ")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self)
        try:
            if options["remove"]:
                remove_demo(tell=progress.add)
                progress.end()
                self.stdout.write("นำข้อมูลตัวอย่างออกแล้ว")
            elif options["once"] and ((settings.PRODUCTION and not options["force"]) or holds_more_than_the_history()):
                self._say_what_is_there()
            else:
                with transaction.atomic():
                    load = load_demo(options["size"], options["seed"], force=options["force"], tell=progress.add)
                    accounts = make_demo_accounts(load)
                progress.end()
                self._say_what_was_loaded(load)
                self._say_who_may_sign_in(accounts)
        except RuleBroken as broken:
            progress.end()
            raise CommandError(str(broken)) from broken

    def _say_what_was_loaded(self, load: DemoLoad) -> None:
        size = SIZES[load.size]
        self.stdout.write(
            f"นำเข้าข้อมูลตัวอย่างแล้ว: คลัสเตอร์ {size.clusters:,} กลุ่ม สถานประกอบการ {size.enterprises:,} ราย "
            f"ปีงบประมาณ {FIRST_YEAR}–{LAST_YEAR} ทุกรายการสมมุติขึ้น นำออกด้วย manage.py load_demo --remove"
        )

    def _say_who_may_sign_in(self, accounts: list[DemoAccount]) -> None:
        self.stdout.write("บัญชีตัวอย่างของแต่ละบทบาท รหัสผ่านแสดงครั้งนี้ครั้งเดียว บัญชีหมดไปเมื่อนำข้อมูลตัวอย่างออก")
        for account in accounts:
            self.stdout.write(f"  {account.email:<28} {account.password}  {account.role}")

    def _say_what_is_there(self) -> None:
        if DemoLoad.objects.standing().exists():
            self.stdout.write("ระบบมีข้อมูลตัวอย่างอยู่ นำออกด้วย manage.py load_demo --remove")


class Progress:
    """Tells on standard error which rows are being written: one line that changes on a terminal, else one per model."""

    def __init__(self, command: BaseCommand) -> None:
        self._out = command.stderr
        self._live = self._out.isatty()
        self._model: type[Record] | None = None
        self._rows = 0

    def add(self, model: type[Record], rows: int) -> None:
        if model is not self._model:
            self.end()
            self._model, self._rows = model, 0
        self._rows += rows
        if self._live:
            self._out.write(f"\r{self._line()}", style_func=str, ending="")

    def end(self) -> None:
        """Close the line of the model that was written last."""
        if self._model is not None:
            self._out.write(f"\r{self._line()}" if self._live else self._line(), style_func=str)
        self._model = None

    def _line(self) -> str:
        return f"{self._model._meta.verbose_name}: {self._rows:,} แถว" if self._model else ""
