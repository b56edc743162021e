"""Put an archive back into an empty installation: ``manage.py restore portal-….zip``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from records.backup import BackupError, restore_backup
from records.backup.archive import words_of

REPLAYS = "replay_erasures"


class Command(BaseCommand):
    """Afterwards the tables are brought to this portal's state, and people whose data were erased since are erased."""

    help = "กู้คืนไฟล์สำรองเข้าระบบที่ยังว่าง แล้วปรับฐานข้อมูลให้ตรงรุ่น"
    requires_system_checks = []  # what is checked may be what is to be put back

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="ไฟล์สำรอง portal-….zip")
        parser.add_argument("--force", action="store_true", help="กู้คืนทับข้อมูลที่มีอยู่ (ข้อมูลเดิมหายทั้งหมด)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(options["archive"], connection, Path(settings.MEDIA_ROOT), force=options["force"])
        except BackupError as error:
            raise CommandError(f"กู้คืนไม่สำเร็จ: {error}") from error
        self.stdout.write("\n".join(["กู้คืนจากไฟล์สำรองแล้ว", *words_of(manifest)]))
        call_command("migrate", verbosity=0)
        if REPLAYS in get_commands():
            call_command(REPLAYS, stdout=self.stdout)
        self.stdout.write("ทุกคนต้องเข้าสู่ระบบใหม่ ตรวจระบบด้วย manage.py doctor")
