"""Erase again whose data were erased after a backup was made: ``manage.py replay_erasures [ledger.jsonl]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.privacy.operations.erasure import ledger_file, replay


class Command(BaseCommand):
    help = "ลบข้อมูลส่วนบุคคลซ้ำตามบัญชีการลบ หลังกู้คืนจากข้อมูลสำรอง"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ledger", nargs="?", type=Path, help="บัญชีการลบ หากไม่ระบุ ใช้ไฟล์ที่เก็บไว้ข้างข้อมูลสำรอง")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["ledger"] or ledger_file()
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if options["ledger"] or path.exists() else []
            done = replay(lines)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"อ่านบัญชีการลบ {path} ไม่ได้: {error}") from error
        self.stdout.write(f"บัญชีการลบมี {done.lines} ราย ลบซ้ำแล้ว {done.erased} ราย ไม่พบในระบบ {done.unmatched} ราย")
